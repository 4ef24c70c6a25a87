"""The network: what it is, and whether it is something for a municipality."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from knub.areas import queries as areas
from knub.areas.access import visible_areas, visible_lists
from knub.home import manager_text, network_page
from knub.home.similar import similar_members
from knub.memberships import access, queries
from knub.people.access import visible_municipalities


def network(request: HttpRequest) -> HttpResponse:
    """Show what the network is, from data: the year that runs, meetings, members, price, how to join."""
    return render(request, "home/network.html", network_page.network(request.user, at=timezone.now()))


def is_it_for_you(request: HttpRequest) -> HttpResponse:
    """Show a municipality what it would get, or let it choose itself."""
    chosen = network_page.municipality_named(request.user, request.GET.get("kommune", "")[:80])
    content = _about(request, chosen) if chosen else {}
    content |= {"municipalities": visible_municipalities(request.user), "municipality": chosen}
    content |= {"preventive": request.GET.get("vej") == "forebyggende", "wrong": _is_wrong(request, chosen)}
    return render(request, "home/is_it_for_you.html", content, status=404 if content["wrong"] else 200)


def _is_wrong(request: HttpRequest, chosen: Any) -> bool:
    return bool(request.GET.get("kommune")) and chosen is None


def _about(request: HttpRequest, chosen: Any) -> dict[str, Any]:
    today, user = timezone.localdate(), request.user
    every, lists = visible_areas(user), list(visible_lists(user))
    members = list(access.member_municipalities(today))
    panel = queries.panel(chosen, on=today)
    offers = network_page.offers(chosen, today=today)
    address = settings.SITE_URL + reverse("home:is_it_for_you") + f"?kommune={chosen.slug}"
    text = manager_text.for_manager(chosen, offers, members=len(members), address=address)
    return {
        "today": today,
        "areas": _with_newest(areas.municipality_history(every.filter(municipality=chosen), lists), every, chosen),
        "members": members,
        "similar": similar_members(every, lists, municipality_id=chosen.pk, members=members),
        "without_areas": _without_areas(members, every),
        "current": panel.current,
        "open_years": {season.year for season in panel.open_seasons},
        "offers": offers,
        "text": text,
        "mailto": f"mailto:?subject={quote(manager_text.subject(chosen))}&body={quote(text)}",
    }


def _with_newest(histories: Any, every: Any, chosen: Any) -> list[dict[str, Any]]:
    """Return each area of a municipality with the newest list it was on."""
    found = []
    for area in every.filter(municipality=chosen):
        listed = [status for status in histories[area.key] if status.on_list]
        found.append({"area": area, "status": listed[-1] if listed else None})
    return found


def _without_areas(members: list[Any], every: Any) -> list[Any]:
    """Return the members of which no list that KNUB knows names an area."""
    having = {area.municipality_id for area in every}
    return [one for one in members if one.pk not in having]
