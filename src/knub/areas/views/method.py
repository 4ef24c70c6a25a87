"""How the figures are computed, and the public log of corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knub.areas import queries
from knub.areas.access import visible_areas, visible_lists
from knub.domain.criteria import Category, CriteriaVersion, Criterion
from knub.domain.figures import FIGURE_KEYS
from knub.parameters import breaks, criteria_versions, figures, known_faults, population_shares, yearly_movements


def method(request: HttpRequest) -> HttpResponse:
    """Show the criteria of every version side by side, definitions, sources, faults and assumptions."""
    versions, movements = criteria_versions(), yearly_movements()
    told = [fault.area for fault in known_faults()] + [one.area for one in breaks() if one.area]
    names = visible_areas(request.user).in_bulk(told, field_name="key")
    content = {
        "versions": versions,
        "categories": [(version, _categories(version)) for version in versions],
        "rows": [(figures()[key], [version.criteria.get(key) for version in versions]) for key in FIGURE_KEYS],
        "softer": [one for one in versions[-1].criteria.values() if one.key.startswith("prevention_")],
        "limits": queries.stated_limits(visible_lists(request.user)),
        "figures": figures().values(),
        "faults": [(fault, names[fault.area]) for fault in known_faults()],
        "breaks": [(one, names.get(one.area or "")) for one in breaks()],
        "shares": [(key, share, movements[key]) for key, share in population_shares().items()],
    }
    return render(request, "areas/method.html", content)


def _categories(version: CriteriaVersion) -> list[tuple[Category, Category | None, list[Criterion]]]:
    """Return each category with the one it lies within and the conditions that hold besides the counted criteria."""
    return [
        (one, version.categories[one.within] if one.within else None, [version.criteria[key] for key in one.gates])
        for one in version.categories.values()
    ]


def corrections(request: HttpRequest) -> HttpResponse:
    """Show every correction and answered report."""
    return render(request, "areas/corrections.html", {"corrections": queries.corrections()})
