"""The list of meetings, the page of one, and who comes."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from knub.meetings import queries
from knub.meetings.access import (
    get_meeting,
    may_plan,
    may_see_participants,
    may_see_queue,
    visible_evaluations,
    visible_meetings,
    visible_wishes,
)
from knub.meetings.access.afterwards import may_see_record
from knub.memberships.access import may_read_shared
from knub.people.http import AuthenticatedRequest, login_required


def meeting_list(request: HttpRequest) -> HttpResponse:
    """Show the next meeting, the others to come, and earlier ones by year."""
    found = queries.listed(visible_meetings(request.user), at=timezone.now())
    content = {"listed": found, "may_plan": may_plan(request.user)}
    return render(request, "meetings/list.html", content | _wishes(request))


def _wishes(request: HttpRequest) -> dict[str, Any]:
    """Return the wishes most municipalities have, for those who may see them."""
    season = queries.season_of_wishes(timezone.localdate()) if may_read_shared(request.user) else None
    if season is None or not request.user.is_authenticated:
        return {}
    return {
        "season": season,
        "wanted": queries.most_wanted(visible_wishes(request.user), season, request.user),
    }


def meeting(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show a meeting: my seat first, then the programme and what is practical."""
    return render(request, "meetings/meeting.html", _content(request, year, number))


def _content(request: HttpRequest, year: int, number: int) -> dict[str, Any]:
    found = queries.as_known(get_meeting(request.user, year, number), at=timezone.now())
    plans, shared = may_plan(request.user), may_read_shared(request.user)
    sees = may_see_participants(request.user, found)
    mine, programme = queries.mine(request.user, found), queries.programme_of(found)
    return {
        "meeting": found,
        "is_past": queries.is_past(found, timezone.now()),
        "mine": mine,
        "moved_from": queries.moved_from(found),
        "programme": programme,
        **_my_part(mine.own, programme),
        "items": queries.shown_programme(programme),
        "sign_up": queries.sign_up_state(found, at=timezone.now()),
        "sees_link": mine.has_seat or plans,
        "sees_day": sees and shared and not found.archived,
        "sees_record": found.is_over and may_see_record(request.user, found),
        "sees_participants": sees,
        "may_plan": plans,
        "proposal": queries.open_proposal(found) if plans else None,
        "slides": queries.shared_slides(found) if shared else [],
        "my_groups": queries.my_groups(mine.own, queries.as_points(programme.items if programme else None)),
        "evaluation": queries.evaluation_for(request.user, found, visible_evaluations),
        "contact": settings.CONTACT_MAIL,
    }


def _my_part(seat: Any, programme: Any) -> dict[str, str]:
    points = queries.as_points(programme.items if programme else None)
    if seat is None:
        return {}
    return {"my_part": queries.part_words(seat, points), "online_hours": queries.part_of_link(seat, points)}


@login_required
def participants(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show who comes, to those who come."""
    found = get_meeting(request.user, year, number)
    if not may_see_participants(request.user, found):
        raise PermissionDenied
    content = {"meeting": found, "participants": queries.participants(found)}
    if may_plan(request.user):
        content["told"] = queries.told(found)
    return render(request, "meetings/participants.html", content)


@login_required
def waiting_list(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show who waits, by municipality, and why nobody moves, to those who wait."""
    found = get_meeting(request.user, year, number)
    if not may_see_queue(request.user, found):
        raise PermissionDenied
    content = {"meeting": found, "may_plan": may_plan(request.user)}
    if not found.is_over:
        content["state"], content["places"] = queries.waiting_list(found)
    return render(request, "meetings/waiting_list.html", content)
