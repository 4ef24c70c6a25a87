"""The evaluation of a meeting: prepare it, see its totals, read its texts. What is promised is promised here too."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.meetings import actions, queries
from knub.meetings.access import (
    get_evaluation,
    get_meeting,
    get_question,
    get_text,
    may_plan,
    readable_texts,
    visible_evaluations,
)
from knub.meetings.forms import HoldBackForm, OpenForm, QuestionForm
from knub.people.http import AuthenticatedRequest, login_required, secretariat_required
from knub.ui.exports import table_response

WRONG, CONFLICT = 400, 409
USUAL = actions.OPEN_DAYS


@login_required
def results(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show totals, from as many answers as were promised."""
    evaluation = get_evaluation(request.user, year, number)
    content = {"evaluation": evaluation, "meeting": evaluation.meeting, "found": queries.results(evaluation)}
    return render(request, "meetings/evaluation.html", {**content, "may_plan": may_plan(request.user)})


@login_required
def download(request: AuthenticatedRequest, year: int, number: int, form: str) -> HttpResponse:
    """Return the totals as a sheet."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    rows = queries.totals(queries.results(get_evaluation(request.user, year, number)))
    headings = [_("Section"), _("Question"), _("Answer"), _("How many"), _("Share")]
    return table_response(f"evaluering-{year}-{number}", headings, rows, "xlsx" if form == "xlsx" else "csv")


@login_required
def over_time(request: AuthenticatedRequest) -> HttpResponse:
    """Show what was asked in the same words at several meetings."""
    found = queries.over_time(visible_evaluations(request.user))
    return render(request, "meetings/evaluations.html", {"found": found})


@secretariat_required
def prepare(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Prepare the questions, send the evaluation, and close it."""
    meeting = get_meeting(request.user, year, number)
    evaluation = queries.evaluation_of(meeting)
    do = request.POST.get("do", "")
    form = QuestionForm(request.POST if do == "add" else None)
    sending = OpenForm(request.POST if do == "open" else None, initial={"closes_on": queries.last_day(USUAL)})
    content: dict[str, Any] = {"meeting": meeting, "evaluation": evaluation, "form": form, "sending": sending}
    if request.method == "POST" and not (form.errors or sending.errors):
        try:
            _prepare(request, do, content)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("meetings:prepare_evaluation", year, number)
    content["came"] = len(queries.people_who_came(meeting))
    return render(request, "meetings/prepare_evaluation.html", content, status=WRONG if form.is_bound else 200)


def _prepare(request: AuthenticatedRequest, do: str, content: dict[str, Any]) -> None:
    """Do one of the things the page offers."""
    evaluation, by = content["evaluation"], request.user
    steps: dict[str, Callable[[], object]] = {
        "make": lambda: actions.prepare_evaluation(content["meeting"], by=by),
        "add": lambda: actions.add_question(evaluation, **content["form"].cleaned_data, by=by),
        "names": lambda: actions.keep_names(evaluation, with_names=request.POST.get("names") == "yes", by=by),
        "open": lambda: _open(request, content),
        "close": lambda: actions.close_evaluation(evaluation, at=timezone.now(), by=by),
    }
    if do not in steps or (evaluation is None and do != "make"):
        raise Http404
    steps[do]()


def _open(request: AuthenticatedRequest, content: dict[str, Any]) -> None:
    last = content["sending"].cleaned_data["closes_on"]
    asked = actions.open_evaluation(content["evaluation"], at=timezone.now(), by=request.user, closes_on=last)
    sentence = ngettext("%(count)s person is asked by mail.", "%(count)s people are asked by mail.", asked)
    messages.success(request, sentence % {"count": asked})


@secretariat_required
def question(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Change, move or remove a question."""
    found = get_question(request.user, pk)
    meeting, do = found.evaluation.meeting, request.POST.get("do", "change")
    initial = {"section": found.section, "kind": found.kind, "text": found.text}
    form = QuestionForm(request.POST if request.method == "POST" and do == "change" else None, initial=initial)
    if request.method == "POST" and not form.errors:
        try:
            _change(request, found, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("meetings:prepare_evaluation", meeting.season.year, meeting.number)
    content = {"meeting": meeting, "question": found, "form": form}
    return render(request, "meetings/evaluation_question.html", content, status=WRONG if form.errors else 200)


def _change(request: AuthenticatedRequest, found: Any, form: QuestionForm) -> None:
    do, by = request.POST.get("do", "change"), request.user
    if do == "remove":
        actions.remove_question(found, by=by)
    elif do in {"up", "down"}:
        actions.move_question(found, up=do == "up", by=by)
    else:
        actions.change_question(found, **form.cleaned_data, by=by)


@secretariat_required
def texts(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Read what was written, and release it or hold it back with a reason."""
    evaluation = get_evaluation(request.user, year, number)
    key = request.POST.get("text", "")
    form = HoldBackForm(request.POST if request.POST.get("do") == "hold" else None, auto_id=f"{key}-%s")
    if request.method == "POST" and not form.errors:
        _judge(request, get_text(request.user, key), form)
        return redirect("meetings:evaluation_texts", year, number)
    rows = [(one, form if str(one.key) == key else HoldBackForm(auto_id=f"{one.key}-%s"))
            for one in queries.texts_to_read(readable_texts(request.user), evaluation)]  # fmt: skip
    content = {"meeting": evaluation.meeting, "evaluation": evaluation, "rows": rows}
    return render(request, "meetings/evaluation_texts.html", content, status=WRONG if form.errors else 200)


def _judge(request: AuthenticatedRequest, chosen: Any, form: HoldBackForm) -> None:
    if form.is_bound:
        actions.hold_text_back(chosen, reason=form.cleaned_data["reason"], by=request.user)
    else:
        actions.release_text(chosen, by=request.user)
