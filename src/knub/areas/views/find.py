"""Find an area: by name, by municipality, on the map."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas import queries
from knub.areas.access import visible_areas, visible_lists
from knub.people.access import visible_municipalities


def find(request: HttpRequest) -> HttpResponse:
    """Show the ways to an area, and what KNUB knows of the newest list."""
    newest = queries.newest_list(visible_lists(request.user))
    presence = queries.municipality_presence(visible_areas(request.user), newest)
    content = {
        "municipalities": visible_municipalities(request.user),
        "newest": newest,
        "counts": queries.counts(newest).values() if newest else [],
        "note": queries.note_of(newest) if newest else None,
        "later": queries.later_lists(newest, timezone.localdate()) if newest else [],
        "presence": presence,
        "places": _places(presence),
    }
    return render(request, "areas/find.html", content)


def _places(presence: tuple[queries.Presence, ...]) -> Mapping[str, Mapping[str, Any]]:
    return {
        str(found.municipality.code): {
            "kind": "now" if found.now else "before",
            "label": f"{found.municipality}: {_on_list(found)}",
            "url": reverse("home:municipality", args=[found.municipality.slug]),
        }
        for found in presence
    }


def _on_list(found: queries.Presence) -> str:
    return _("areas on the newest list KNUB knows") if found.now else _("areas on earlier lists")
