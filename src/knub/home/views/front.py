"""The front page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from knub.areas import queries as areas
from knub.areas.access import visible_areas, visible_lists
from knub.home import waiting
from knub.home.front_page import member_desk
from knub.knowledge.access import visible_news
from knub.knowledge.queries import current_news
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.people.access import is_secretariat, own_municipalities, visible_municipalities

FIRST = 5
NEWS_SHOWN = 3


def front(request: HttpRequest) -> HttpResponse:
    """Show where to find an area, the newest list that is known, and a reader's own areas first."""
    return render(request, "home/front.html", _content(request))


def _content(request: HttpRequest) -> dict[str, Any]:
    own = list(own_municipalities(request.user))
    newest = areas.newest_list(visible_lists(request.user))
    news = current_news(visible_news(request.user), on=timezone.localdate())
    return {
        "desk": _desk(request),
        "member": member_desk(request.user, at=timezone.now()) if own else None,
        "meeting": None if own else meetings.listed(visible_meetings(request.user), at=timezone.now()).next,
        "news": list(news[:NEWS_SHOWN]),
        "municipalities": visible_municipalities(request.user),
        "own": _own_areas(request, own, newest) if own else [],
        "newest": newest,
        "counts": areas.counts(newest).values() if newest else [],
        "later": areas.later_lists(newest, timezone.localdate()) if newest else [],
    }


def _own_areas(request: HttpRequest, own: list[Any], newest: Any) -> list[tuple[Any, Any]]:
    """Return the areas of the reader's municipalities with what the newest list says of each; three queries."""
    found = visible_areas(request.user).filter(municipality__in=own)
    histories = areas.municipality_history(found, [newest] if newest else [])
    return [(area, next(iter(histories[area.key]), None)) for area in found]


def _desk(request: HttpRequest) -> dict[str, Any] | None:
    """Return what the secretariat sees first: what waits, and how long it is until the lists."""
    if not is_secretariat(request.user):
        return None
    everything, today = waiting.everything(), timezone.localdate()
    return {
        "waiting": everything[:FIRST],
        "total": len(everything),
        "today": today,
        "days": waiting.days_until_lists(today),
        "next": meetings.next_checklist(today=today),
    }
