"""Dagen i dag: what is on now, my group and its lines, and questions to those who speak."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.meetings import actions, queries
from knub.meetings.access import may_plan
from knub.meetings.access.afterwards import get_day_question, get_intended, get_meeting_of_the_day, get_own_line
from knub.meetings.forms import AskForm, IntendForm, LineForm
from knub.people.http import AuthenticatedRequest, login_required

WRONG = 400


@login_required
def today(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the day, and take in a question, a line or what will be tried."""
    meeting = get_meeting_of_the_day(request.user, year, number)
    plans, key = may_plan(request.user), request.POST.get("gruppe") or request.GET.get("gruppe", "")
    found = queries.today(meeting, request.user, at=timezone.now(), plans=plans, key=key)
    forms = _forms(request, found)
    sent = request.POST.get("do", "")
    if sent in forms and forms[sent].is_valid() and _stored(request, meeting, found, forms[sent]):
        return HttpResponseRedirect(f"{request.get_full_path()}#{sent}")
    content = {"meeting": meeting, "today": found, "plans": plans, **forms}
    return render(request, "meetings/today.html", content, status=WRONG if request.method == "POST" else 200)


def _forms(request: AuthenticatedRequest, found: queries.Today) -> dict[str, Any]:
    """Return the three forms by name; only the one that was sent has what was typed."""
    sent = {request.POST.get("do", ""): request.POST}
    return {
        "ask": AskForm(sent.get("ask"), items=queries.points_to_ask(found.items)),
        "line": LineForm(sent.get("line")),
        "intend": IntendForm(sent.get("intend")),
    }


def _stored(request: AuthenticatedRequest, meeting: Any, found: queries.Today, form: Any) -> bool:
    typed: dict[str, Any] = form.cleaned_data
    doing: dict[str, Any] = {"at": timezone.now(), "by": request.user, "key": typed["key"]}
    try:
        if isinstance(form, AskForm):
            actions.ask_on_the_day(meeting, typed["text"], item=form.item_number(), nameless=typed["nameless"], **doing)
        elif isinstance(form, LineForm):
            actions.write_line(meeting, typed["text"], group=found.group, **doing)
        else:
            actions.intend(meeting, typed["text"], group=found.group, mine=typed["mine"], **doing)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Saved."))
    return True


def _done(request: AuthenticatedRequest, year: int, number: int, place: str, do: Callable[[], object]) -> HttpResponse:
    """Do what a button says, and come back to where it stood."""
    try:
        do()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    group = request.POST.get("gruppe")
    query = f"?{urlencode({'gruppe': group})}" if group else ""
    return HttpResponseRedirect(f"{reverse('meetings:today', args=[year, number])}{query}#{place}")


@login_required
@require_POST
def change_question(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Want to ask a question too; the secretariat also says that it is answered, or takes it away."""
    question, by = get_day_question(request.user, year, number, pk), request.user
    do = request.POST.get("do", "")
    if do not in {"wish", "unwish"} and not may_plan(by):
        raise PermissionDenied
    at = timezone.now()
    steps: dict[str, Callable[[], object]] = {
        "wish": lambda: actions.wish_too(question, wishes=True, at=at, by=by),
        "unwish": lambda: actions.wish_too(question, wishes=False, at=at, by=by),
        "answered": lambda: actions.mark_answered(question, answered=True, by=by),
        "open": lambda: actions.mark_answered(question, answered=False, by=by),
        "remove": lambda: actions.remove_day_question(question, by=by),
    }
    return _done(request, year, number, "ask", _step(steps, do))


@login_required
@require_POST
def remove_line(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Take one's own line away."""
    line = get_own_line(request.user, year, number, pk)
    return _done(request, year, number, "line", lambda: actions.remove_line(line, by=request.user))


@login_required
@require_POST
def change_intended(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Take a thing to try on, or leave it to somebody else; the secretariat also takes it away."""
    action, by = get_intended(request.user, year, number, pk), request.user
    do = request.POST.get("do", "")
    if do == "remove" and not may_plan(by):
        raise PermissionDenied
    steps: dict[str, Callable[[], object]] = {
        "take": lambda: actions.take_on(action, by=by),
        "leave": lambda: actions.let_go(action, by=by),
        "remove": lambda: actions.remove_intended(action, by=by),
    }
    return _done(request, year, number, "intend", _step(steps, do))


def _step(steps: dict[str, Callable[[], object]], do: str) -> Callable[[], object]:
    if do not in steps:
        raise Http404
    return steps[do]
