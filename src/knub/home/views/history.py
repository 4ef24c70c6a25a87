"""What was done to a thing, in plain sentences, for those who may see the thing."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from knub.areas import access as areas
from knub.audit.queries import history as done_to
from knub.duties import access as duties
from knub.meetings import access as meetings
from knub.meetings.queries import history_of_meeting, history_of_seat
from knub.memberships import access as memberships
from knub.people import access as people
from knub.people import queries
from knub.people.access import User
from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring.access import get_question_with_history
from knub.ui.history import lines

LINES_A_PAGE = 30
# Word in the address: what a reader calls it, and the function of access that gives the thing or refuses it.
THINGS: dict[str, tuple[StrOrPromise, Callable[[User, int], Any]]] = {
    "person": (_("Person"), people.get_person),
    "rolle": (_("Role"), people.get_role),
    "invitation": (_("Invitation"), people.get_invitation),
    "anmodning": (_("Request for access"), people.get_access_request),
    "medlemskab": (_("Membership"), memberships.get_membership),
    "fakturaoplysninger": (_("Billing data"), memberships.get_profile_with_history),
    "regelsvar": (_("How far are we?"), duties.get_state),
    "omraade": (_("Area"), areas.get_area_with_history),
    "kommune": (_("Municipality"), areas.get_municipality_with_history),
    "liste": (_("List"), areas.get_list_with_history),
    "spoergsmaal": (_("Question"), get_question_with_history),
    "netvaerksaar": (_("Network year"), memberships.get_season),
    "moede": (_("Meeting"), meetings.get_meeting_with_history),
    "tilmelding": (_("Sign-up"), meetings.get_sign_up),
    "temaoenske": (_("Theme wish"), meetings.get_wish_to_settle),
    "plads": (_("Seat"), meetings.get_seat),
}
# Things whose history is more than what was done to the one row.
WIDER: dict[str, Callable[[Any, User], Any]] = {
    "person": queries.history_of_person,
    "moede": lambda meeting, _user: history_of_meeting(meeting),
    "plads": lambda seat, _user: history_of_seat(seat),
}


@login_required
def history(request: AuthenticatedRequest, kind: str, pk: int) -> HttpResponse:
    """Show what was done to a thing, newest first."""
    if kind not in THINGS:
        raise Http404
    word, get = THINGS[kind]
    thing = get(request.user, pk)
    done = WIDER[kind](thing, request.user) if kind in WIDER else done_to(thing)
    page = Paginator(done, LINES_A_PAGE).get_page(request.GET.get("side"))
    content = {"thing": thing, "word": word, "page": page, "history": lines(page.object_list)}
    return render(request, "home/history.html", content)
