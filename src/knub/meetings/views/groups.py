"""Discussion groups of a meeting: make them, move people, mend, print, take to the video tool, and tell."""

import csv
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.meetings import actions, queries
from knub.meetings.access import get_grouping, get_meeting
from knub.meetings.forms import GroupsForm
from knub.people.http import AuthenticatedRequest, secretariat_required

WRONG = 400
LONGEST = 12  # digits of a number in an address
# What the video tool asks for: its own heading, a comma between, and the mail of each account.
ZOOM_HEADING = ("Pre-assign Room Name", "Email Address")


@secretariat_required
def groups(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the groups, and make them."""
    meeting = get_meeting(request.user, year, number)
    day, item = queries.discussions(meeting), _item(request)
    if item and not (day.are_several and queries.find_discussion(day, item)):
        raise Http404
    grouping, seats = day.groupings.get(item), queries.seats_to_group(meeting, item)
    form = GroupsForm(request.POST or None, seats=seats, initial=queries.wished(grouping))
    if form.is_valid() and _made(request, meeting, form, item):
        return redirect(_address(year, number, item))
    table = queries.table_of(grouping, seats, day) if grouping else None
    content = {"meeting": meeting, "form": form, "table": table, "people": len(seats), **_of_several(day, item)}
    return render(request, "meetings/groups.html", content, status=WRONG if form.errors else 200)


def _item(request: AuthenticatedRequest) -> int | None:
    """Return the key of the point whose groups are asked for, None for the whole day; 404 for anything else."""
    typed = request.GET.get("punkt")
    if typed is not None and not _whole(typed) > 0:
        raise Http404
    return None if typed is None else _whole(typed)


def _address(year: int, number: int, item: int | None) -> str:
    return reverse("meetings:groups", args=[year, number]) + (f"?punkt={item}" if item else "")


def _of_several(day: queries.Discussions, item: int | None) -> dict[str, Any]:
    """Return what the page says where the meeting has several discussions."""
    if not day.are_several:
        return {}
    keys: list[tuple[int | None, str]] = [(one.key, queries.labels_of([one])) for one in day.found]
    tabs = [(None, _("All discussions")), *keys]
    return {
        "tabs": [(label, f"?punkt={key}" if key else "?", key == item) for key, label in tabs],
        "day": day, "item": item, "point": queries.find_discussion(day, item),
        "own": [label for key, label in keys if key in day.groupings],
        "without": queries.labels_of(day.used.get(None, ())),
        "others": queries.others_untold(day, item),
    }  # fmt: skip


def _made(request: AuthenticatedRequest, meeting: Any, form: GroupsForm, item: int | None) -> bool:
    try:
        seen = form.cleaned_data["version"]
        made = actions.make_groups(meeting, form.wishes(), seen=seen, by=request.user, item=item)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    again = _("The groups have been made again. They are seen at once; the mail goes out when you release them.")
    first = _("The groups have been made. Nobody is told before you release them.")
    messages.success(request, again if made.released_at else first)
    return True


@secretariat_required
def change(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Do one of the things that can be done with groups that have been made."""
    item = _item(request)
    grouping = get_grouping(request.user, year, number, item=item)
    steps = _steps(request, grouping)
    do = request.POST.get("do", "")
    if do not in steps:
        raise Http404
    try:
        steps[do]()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_address(year, number, item))


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
        "drop": lambda: actions.drop_groups(grouping, **doing),
        "release": lambda: _release(request, grouping, doing),
    }


def _whole(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < LONGEST else -1


def _places(request: AuthenticatedRequest) -> dict[int, str]:
    named = ((name.removeprefix("place-"), value) for name, value in request.POST.items() if name.startswith("place-"))
    return {int(number): str(value).strip()[:200] for number, value in named if number.isdigit()}


def _release(request: AuthenticatedRequest, grouping: Any, doing: dict[str, Any]) -> None:
    pairs = (one.partition("-") for one in request.POST.getlist("also"))
    also = {_whole(pk): _whole(version) for pk, _dash, version in pairs}
    told = actions.release_groups(grouping, also=also, **doing)
    sentence = ngettext("%(count)s person is told by mail.", "%(count)s people are told by mail.", told)
    messages.success(request, sentence % {"count": told})


@secretariat_required
def printed(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the groups as lists for the door and the tables."""
    grouping = get_grouping(request.user, year, number, item=_item(request))
    content = {"meeting": grouping.meeting, "item": grouping.item, "groups": queries.shown_groups(grouping)}
    return render(request, "meetings/groups_printed.html", content)


@secretariat_required
def rooms(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Return who sits in which room of the video tool; seats without a name have no account and are left out."""
    item = _item(request)
    found = queries.shown_groups(get_grouping(request.user, year, number, item=item))
    name = f"grupper-{year}-{number}-{item}" if item else f"grupper-{year}-{number}"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    rows = csv.writer(response)
    rows.writerow(ZOOM_HEADING)
    rows.writerows(queries.rooms(found))
    return response
