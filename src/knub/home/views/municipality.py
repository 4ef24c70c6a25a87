"""A municipality: its areas now and before."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries
from knub.areas.access import may_see_inside, visible_areas, visible_lists
from knub.memberships.access import may_read_shared
from knub.people.access import get_municipality, visible_municipalities
from knub.people.queries import regions_through_time
from knub.sparring.queries import follows
from knub.ui.exports import Cell, Format, table_response


def municipalities(request: HttpRequest) -> HttpResponse:
    """Show every municipality, or go to the one that was chosen."""
    chosen = request.GET.get("kommune", "")
    if chosen:
        return redirect("home:municipality", slug=get_municipality(request.user, chosen).slug)
    return render(request, "home/municipalities.html", {"municipalities": visible_municipalities(request.user)})


def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what each list says of the areas of a municipality, and what is not loaded."""
    content = {**_content(request, slug), "follows": follows(request.user, "municipality", slug)}
    return render(request, "home/municipality.html", content)


def download(request: HttpRequest, slug: str, form: Format) -> HttpResponse:
    """Return what each list says of the areas of a municipality."""
    content, language = _content(request, slug), get_language() or "da"
    headings = [_("Area"), _("List"), _("Category"), _("Known"), _("Source")]
    rows = (_line(area.name, one, language) for area, statuses in content["areas"] for one in statuses)
    return table_response(slug, headings, rows, form)


def _line(area: str, status: queries.ListStatus, language: str) -> list[Cell]:
    category = status.category.label.in_language(language) if status.category else None
    return [area, status.on, category, _("yes") if status.known else _("no"), status.source]


def _content(request: HttpRequest, slug: str) -> dict[str, Any]:
    found = get_municipality(request.user, slug)
    areas = visible_areas(request.user).filter(municipality=found)
    lists = list(visible_lists(request.user))
    histories = queries.municipality_history(areas, lists)
    told = [(area, histories[area.key]) for area in areas]
    return {
        "municipality": found,
        "areas": told,
        "now": [one for one in told if _is_on_the_newest(one[1])],
        "before": [one for one in told if not _is_on_the_newest(one[1])],
        "newest": lists[0] if lists else None,
        "later": queries.later_lists(lists[0], timezone.localdate()) if lists else [],
        "inside": may_see_inside(request.user, found),
        "use": queries.network_use(found) if may_read_shared(request.user) else None,
        "regions": regions_through_time(found.pk),
        "today": timezone.localdate(),
    }


def _is_on_the_newest(statuses: Sequence[queries.ListStatus]) -> bool:
    return bool(statuses) and statuses[-1].on_list
