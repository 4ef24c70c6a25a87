"""Report a post; and what the secretariat does: hide, show again, merge, move."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.people.http import AuthenticatedRequest, login_required, secretariat_required
from knub.sparring import access, actions
from knub.sparring.forms import MergeForm, MoveForm, ReasonForm


@login_required
def report_question(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Report a question to the secretariat."""
    return _report(request, access.get_question(request.user, pk), None)


@login_required
def report_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Report an answer to the secretariat."""
    answer = access.get_answer(request.user, pk)
    return _report(request, answer.question, answer)


def _report(request: AuthenticatedRequest, question: Any, answer: Any) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.report_post(question, answer, reason=reason, at=timezone.now(), by=request.user)
        messages.success(request, _("Thank you. The secretariat looks at it."))
        return redirect("sparring:question", pk=question.pk)
    content = {"question": question, "answer": answer, "form": form}
    return render(request, "sparring/report.html", content, status=400 if form.errors else 200)


@secretariat_required
def look(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what was reported; on POST note that it has been looked at."""
    report = access.get_report(request.user, pk)
    if request.method == "POST":
        actions.settle_report(report, at=timezone.now(), by=request.user)
        messages.success(request, _("The report is off the list of what waits."))
        return redirect("home:secretariat")
    return render(request, "sparring/look.html", {"report": report, "question": report.question})


@secretariat_required
def hide_question(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask why, and hide a question."""
    question = access.get_question(request.user, pk)
    return _hide(request, question, question)


@secretariat_required
def hide_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask why, and hide an answer."""
    answer = access.get_answer(request.user, pk)
    return _hide(request, answer.question, answer)


def _hide(request: AuthenticatedRequest, question: Any, post: Any) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.hide(post, reason=form.cleaned_data["reason"], at=timezone.now(), by=request.user)
        messages.success(request, _("The post is hidden, and its writer is told why."))
        return redirect("sparring:question", pk=question.pk)
    content = {"question": question, "post": post, "form": form}
    return render(request, "sparring/hide.html", content, status=400 if form.errors else 200)


@secretariat_required
@require_POST
def show_question(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a hidden question again."""
    actions.show(access.get_question(request.user, pk), at=timezone.now(), by=request.user)
    messages.success(request, _("Members see the post again."))
    return redirect("sparring:question", pk=pk)


@secretariat_required
@require_POST
def show_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a hidden answer again."""
    answer = access.get_answer(request.user, pk)
    actions.show(answer, at=timezone.now(), by=request.user)
    messages.success(request, _("Members see the post again."))
    return redirect("sparring:question", pk=answer.question_id)


@secretariat_required
def merge(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a question under another."""
    question, form = access.get_question(request.user, pk), MergeForm(request.POST or None)
    if form.is_valid() and (into := _merged(request, question, form)):
        messages.success(request, _("The questions stand together now, and the asker is told."))
        return redirect("sparring:question", pk=into.pk)
    content = {"question": question, "form": form}
    return render(request, "sparring/merge.html", content, status=400 if form.errors else 200)


def _merged(request: AuthenticatedRequest, question: Any, form: MergeForm) -> Any:
    into = access.visible_questions(request.user).filter(pk=form.cleaned_data["number"]).first()
    if into is None:
        form.add_error("number", _("There is no question with that number."))
        return None
    try:
        return actions.merge(question, into, reason=form.cleaned_data["reason"], at=timezone.now(), by=request.user)
    except ValidationError as error:
        form.add_error("number", error)
        return None


@secretariat_required
def move(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give a question other topics."""
    question = access.get_question(request.user, pk)
    now = {name: getattr(question, name) for name in ("themes", "subject_areas", "levels")}
    form = MoveForm(request.POST or None, initial=now)
    if form.is_valid():
        reason = form.cleaned_data.pop("reason")
        actions.move(question, form.cleaned_data, reason=reason, at=timezone.now(), by=request.user)
        messages.success(request, _("The question has other topics now, and the asker is told."))
        return redirect("sparring:question", pk=pk)
    content = {"question": question, "form": form}
    return render(request, "sparring/move.html", content, status=400 if form.errors else 200)
