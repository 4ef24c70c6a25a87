"""Dagen i dag: what is on now, my group and its lines, and questions to those who speak; with login, or by link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from knub.meetings import actions, queries
from knub.meetings.access import may_plan
from knub.meetings.access.afterwards import (
    get_day_question,
    get_intended,
    get_meeting_of_the_day,
    get_own_line,
    get_seat_of_the_day,
)
from knub.meetings.forms import AskForm, IntendForm, LineForm
from knub.people.http import AuthenticatedRequest, login_required

WRONG = 400


@dataclass(frozen=True)
class Door:
    """The way in to the day of a meeting: who comes, whether she plans, and the address of the page."""

    meeting: Any
    by: Any
    page: str
    plans: bool
    seat_page: str = ""  # where she came in by the link of her seat

    @property
    def place(self) -> tuple[int, int]:
        """The year and the number of the meeting."""
        return self.meeting.season.year, self.meeting.number


def _by_login(request: AuthenticatedRequest, year: int, number: int) -> Door:
    meeting, page = get_meeting_of_the_day(request.user, year, number), reverse("meetings:today", args=[year, number])
    return Door(meeting, request.user, page, may_plan(request.user))


def _by_link(raw: str) -> Door:
    seat = get_seat_of_the_day(raw)
    page, seat_page = (reverse(f"meetings:{name}_by_link", args=[raw]) for name in ("today", "seat"))
    return Door(seat.meeting, seat.person, page, plans=False, seat_page=seat_page)


@login_required
def today(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the day, and take in a question, a line or what will be tried."""
    return _today(request, _by_login(request, year, number))


@never_cache
def today_by_link(request: HttpRequest, raw: str) -> HttpResponse:
    """Do the same for whoever has the link of a seat; the page of the seat says why where it does not open the day."""
    try:
        door = _by_link(raw)
    except PermissionDenied:
        return redirect("meetings:seat_by_link", raw=raw)
    return _today(request, door)


def _today(request: HttpRequest, door: Door) -> HttpResponse:
    key = request.POST.get("gruppe") or request.GET.get("gruppe", "")
    found = queries.today(door.meeting, door.by, at=timezone.now(), plans=door.plans, key=key)
    forms = _forms(request, found)
    sent = request.POST.get("do", "")
    if sent in forms and forms[sent].is_valid() and _stored(request, door, found, forms[sent]):
        return HttpResponseRedirect(f"{request.get_full_path()}#{sent}")
    content = {"door": door, "meeting": door.meeting, "today": found, "plans": door.plans, **forms}
    return render(request, "meetings/today.html", content, status=WRONG if request.method == "POST" else 200)


def _forms(request: HttpRequest, found: queries.Today) -> dict[str, Any]:
    """Return the three forms by name; only the one that was sent has what was typed."""
    sent = {request.POST.get("do", ""): request.POST}
    return {
        "ask": AskForm(sent.get("ask"), items=queries.points_to_ask(found.items)),
        "line": LineForm(sent.get("line")),
        "intend": IntendForm(sent.get("intend")),
    }


def _stored(request: HttpRequest, door: Door, found: queries.Today, form: Any) -> bool:
    typed: dict[str, Any] = form.cleaned_data
    doing: dict[str, Any] = {"at": timezone.now(), "by": door.by, "key": typed["key"]}
    item, meeting = form.item_number() if isinstance(form, AskForm) else None, door.meeting
    try:
        if isinstance(form, AskForm):
            actions.ask_on_the_day(meeting, typed["text"], item=item, nameless=typed["nameless"], **doing)
        elif isinstance(form, LineForm):
            actions.write_line(meeting, typed["text"], group=found.group, **doing)
        else:
            actions.intend(meeting, typed["text"], group=found.group, mine=typed["mine"], **doing)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Saved."))
    return True


def _done(request: HttpRequest, door: Door, place: str, do: Callable[[], object]) -> HttpResponse:
    """Do what a button says, and come back to where it stood."""
    try:
        do()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    group = request.POST.get("gruppe")
    query = f"?{urlencode({'gruppe': group})}" if group else ""
    return HttpResponseRedirect(f"{door.page}{query}#{place}")


@login_required
@require_POST
def change_question(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Want to ask a question too; the secretariat also says that it is answered, or takes it away."""
    return _change_question(request, _by_login(request, year, number), pk)


@never_cache
@require_POST
def question_by_link(request: HttpRequest, raw: str, pk: int) -> HttpResponse:
    """Want to ask a question too, or take it back."""
    return _change_question(request, _by_link(raw), pk)


def _change_question(request: HttpRequest, door: Door, pk: int) -> HttpResponse:
    question, by, do = get_day_question(door.by, *door.place, pk), door.by, request.POST.get("do", "")
    if do not in {"wish", "unwish"} and not door.plans:
        raise PermissionDenied
    at = timezone.now()
    steps: dict[str, Callable[[], object]] = {
        "wish": lambda: actions.wish_too(question, wishes=True, at=at, by=by),
        "unwish": lambda: actions.wish_too(question, wishes=False, at=at, by=by),
        "answered": lambda: actions.mark_answered(question, answered=True, by=by),
        "open": lambda: actions.mark_answered(question, answered=False, by=by),
        "remove": lambda: actions.remove_day_question(question, by=by),
    }
    return _done(request, door, "ask", _step(steps, do))


@login_required
@require_POST
def remove_line(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Take one's own line away."""
    return _remove_line(request, _by_login(request, year, number), pk)


@never_cache
@require_POST
def line_by_link(request: HttpRequest, raw: str, pk: int) -> HttpResponse:
    """Take one's own line away."""
    return _remove_line(request, _by_link(raw), pk)


def _remove_line(request: HttpRequest, door: Door, pk: int) -> HttpResponse:
    line = get_own_line(door.by, *door.place, pk)
    return _done(request, door, "line", lambda: actions.remove_line(line, by=door.by))


@login_required
@require_POST
def change_intended(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Take a thing to try on, or leave it to somebody else; the secretariat also takes it away."""
    return _change_intended(request, _by_login(request, year, number), pk)


@never_cache
@require_POST
def intended_by_link(request: HttpRequest, raw: str, pk: int) -> HttpResponse:
    """Take a thing to try on, or leave it to somebody else."""
    return _change_intended(request, _by_link(raw), pk)


def _change_intended(request: HttpRequest, door: Door, pk: int) -> HttpResponse:
    action, by, do = get_intended(door.by, *door.place, pk), door.by, request.POST.get("do", "")
    if do == "remove" and not door.plans:
        raise PermissionDenied
    steps: dict[str, Callable[[], object]] = {
        "take": lambda: actions.take_on(action, by=by),
        "leave": lambda: actions.let_go(action, by=by),
        "remove": lambda: actions.remove_intended(action, by=by),
    }
    return _done(request, door, "intend", _step(steps, do))


def _step(steps: dict[str, Callable[[], object]], do: str) -> Callable[[], object]:
    if do not in steps:
        raise Http404
    return steps[do]
