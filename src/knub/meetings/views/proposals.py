"""A move the speakers are asked about: what they answered, and what is decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.meetings import actions, queries
from knub.meetings.access import get_meeting_to_plan
from knub.people.http import AuthenticatedRequest, secretariat_required


@secretariat_required
def proposal(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show what the speakers answered; on POST move the meeting, or let it stay."""
    meeting = get_meeting_to_plan(request.user, year, number)
    found = queries.open_proposal(meeting)
    if found and request.method == "POST":
        return _settle(request, found)
    content: dict[str, Any] = {"meeting": meeting, "proposal": found}
    if found:
        content |= {"proposed": queries.as_proposed(found), "asked": queries.asked(found)}
    return render(request, "meetings/proposal.html", content)


def _settle(request: AuthenticatedRequest, found: Any) -> HttpResponse:
    moves = request.POST.get("do") == "move"
    try:
        (actions.carry_out if moves else actions.drop_proposal)(found, at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        moved, stays = _("The meeting is moved, and everybody is told."), _("The meeting stays. The speakers are told.")
        messages.success(request, moved if moves else stays)
    return redirect("meetings:meeting", year=found.meeting.season.year, number=found.meeting.number)
