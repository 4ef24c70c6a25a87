"""The end of joining: who comes to the next meetings?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.meetings import actions, queries
from knub.meetings.access import get_own_municipality, meetings_to_sign_up
from knub.meetings.forms import NextMeetingsForm
from knub.meetings.views.signing_up import CAME_FROM
from knub.people.http import AuthenticatedRequest, login_required

WRONG = 400


@login_required
def next_meetings(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Keep seats at the next meetings in one step, the one that somebody came from first."""
    municipality = get_own_municipality(request.user, slug)
    found = meetings_to_sign_up(municipality, at=timezone.now())
    wanted = request.session.get(CAME_FROM)
    meetings = sorted(found, key=lambda meeting: (meeting.pk != wanted, meeting.starts))
    taken = queries.meetings_of(request.user, meetings)
    form = NextMeetingsForm(request.POST or None, meetings=meetings, taken=taken)
    if form.is_valid():
        _keep(request, form, municipality)
        request.session.pop(CAME_FROM, None)
        return redirect("meetings:list")
    content = {"municipality": municipality, "form": form, "wanted": wanted}
    return render(request, "meetings/next_meetings.html", content, status=WRONG if form.errors else 200)


def _keep(request: AuthenticatedRequest, form: NextMeetingsForm, municipality: Any) -> None:
    """Sign up for each meeting by itself, and say of each what became of it."""
    for meeting, wish in form.wishes(municipality, request.user):
        words = {"title": meeting.title}
        try:
            made = actions.sign_up(meeting, wish, at=timezone.now(), by=request.user)
        except ValidationError as error:
            words["why"] = " ".join(error.messages)
            messages.warning(request, _("“%(title)s”: %(why)s Nothing was kept; sign up on its page.") % words)
        else:
            words["what"] = queries.receipt(made).words
            messages.success(request, _("“%(title)s”: %(what)s") % words)
