"""How the figures are computed, and the public log of corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knub.areas import queries
from knub.areas.access import visible_lists
from knub.domain.figures import FIGURE_KEYS
from knub.parameters import breaks, criteria_versions, figures, known_faults, population_shares, yearly_movements


def method(request: HttpRequest) -> HttpResponse:
    """Show the criteria of every version side by side, definitions, sources, faults and assumptions."""
    versions = criteria_versions()
    content = {
        "versions": versions,
        "rows": [(figures()[key], [version.criteria.get(key) for version in versions]) for key in FIGURE_KEYS],
        "softer": [one for one in versions[-1].criteria.values() if one.key.startswith("prevention_")],
        "limits": queries.stated_limits(visible_lists(request.user)),
        "faults": known_faults(),
        "breaks": breaks(),
        "shares": population_shares().items(),
        "movements": yearly_movements().items(),
    }
    return render(request, "areas/method.html", content)


def corrections(request: HttpRequest) -> HttpResponse:
    """Show every correction and answered report."""
    return render(request, "areas/corrections.html", {"corrections": queries.corrections()})
