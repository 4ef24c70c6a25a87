"""Discussion groups of a meeting: make them, move people, mend, print, take to the video tool, and tell."""

import csv
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.meetings import actions, queries
from knub.meetings.access import get_grouping, get_meeting
from knub.meetings.forms import GroupsForm
from knub.people.http import AuthenticatedRequest, secretariat_required

WRONG = 400
# What the video tool asks for: its own heading, a comma between, and the mail of each account.
ZOOM_HEADING = ("Pre-assign Room Name", "Email Address")


@secretariat_required
def groups(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the groups, and make them."""
    meeting = get_meeting(request.user, year, number)
    grouping, seats = queries.grouping_of(meeting), queries.seats_to_group(meeting)
    form = GroupsForm(request.POST or None, seats=seats, initial=queries.wished(grouping))
    if form.is_valid() and _made(request, meeting, form):
        return redirect("meetings:groups", year, number)
    table = queries.table_of(grouping) if grouping else None
    content = {"meeting": meeting, "form": form, "table": table, "people": len(seats)}
    return render(request, "meetings/groups.html", content, status=WRONG if form.errors else 200)


def _made(request: AuthenticatedRequest, meeting: Any, form: GroupsForm) -> bool:
    try:
        actions.make_groups(meeting, form.wishes(), seen=form.cleaned_data["version"], by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("The groups have been made. Nobody is told before you release them."))
    return True


@secretariat_required
def change(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Do one of the things that can be done with groups that have been made."""
    grouping = get_grouping(request.user, year, number)
    steps = _steps(request, grouping)
    do = request.POST.get("do", "")
    if do not in steps:
        raise Http404
    try:
        steps[do]()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meetings:groups", year, number)


def _steps(request: AuthenticatedRequest, grouping: Any) -> dict[str, Callable[[], object]]:
    """Return what each button does, to the people who are ticked and the version that was seen."""
    ticked = [int(one) for one in request.POST.getlist("seat") if one.isdigit()]
    doing: dict[str, Any] = {"seen": _whole(request.POST.get("version")), "by": request.user}
    to = _whole(request.POST.get("to"))
    return {
        "move": lambda: actions.move_people(grouping, ticked, to, **doing),
        "lock": lambda: actions.mark_people(grouping, ticked, locked=True, **doing),
        "unlock": lambda: actions.mark_people(grouping, ticked, locked=False, **doing),
        "lead": lambda: actions.mark_people(grouping, ticked, leads=True, **doing),
        "unlead": lambda: actions.mark_people(grouping, ticked, leads=False, **doing),
        "repair": lambda: actions.repair_groups(grouping, **doing),
        "place": lambda: actions.place_groups(grouping, _places(request), **doing),
        "release": lambda: _release(request, grouping, doing),
    }


def _whole(typed: str | None) -> int:
    return int(typed) if typed and typed.isdigit() else -1


def _places(request: AuthenticatedRequest) -> dict[int, str]:
    named = ((name.removeprefix("place-"), value) for name, value in request.POST.items() if name.startswith("place-"))
    return {int(number): str(value).strip()[:200] for number, value in named if number.isdigit()}


def _release(request: AuthenticatedRequest, grouping: Any, doing: dict[str, Any]) -> None:
    told = actions.release_groups(grouping, **doing)
    sentence = ngettext("%(count)s person is told by mail.", "%(count)s people are told by mail.", told)
    messages.success(request, sentence % {"count": told})


@secretariat_required
def printed(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the groups as lists for the door and the tables."""
    grouping = get_grouping(request.user, year, number)
    content = {"meeting": grouping.meeting, "table": queries.table_of(grouping)}
    return render(request, "meetings/groups_printed.html", content)


@secretariat_required
def rooms(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Return who sits in which room of the video tool; seats without a name have no account and are left out."""
    found = queries.table_of(get_grouping(request.user, year, number))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="grupper-{year}-{number}.csv"'
    rows = csv.writer(response)
    rows.writerow(ZOOM_HEADING)
    rows.writerows(queries.rooms(found))
    return response
