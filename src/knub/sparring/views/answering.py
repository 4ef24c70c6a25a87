"""Answer, correct an answer, take it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions
from knub.sparring.forms import AnswerForm
from knub.sparring.views.shown import shown

TOO_MANY = 429


@login_required
@require_POST
def answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Answer a question."""
    question = access.get_question(request.user, pk)
    if not access.may_ask(request.user):
        raise PermissionDenied
    content = shown(question, request.user)
    form = AnswerForm(request.POST, municipalities=content["own"])
    if form.is_valid() and form.stored(lambda: _answered(request, question, form)):
        messages.success(request, _("Thank you. Your answer stands on the page."))
        return redirect("sparring:question", pk=pk)
    status = TOO_MANY if form.has_error("__all__", code="wait") else 400
    return render(request, "sparring/question.html", {**content, "form": form}, status=status)


def _answered(request: AuthenticatedRequest, question: Any, form: AnswerForm) -> Any:
    text, place = form.cleaned_data["text"], form.municipality()
    return actions.answer(question, text, municipality=place, at=timezone.now(), by=request.user)


@login_required
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Correct an answer; where somebody else was faster, show what stands now."""
    found = access.get_answer_to_edit(request.user, pk)
    form = AnswerForm(request.POST or None, initial={"text": found.text}, version=actions.version_of_answer(found))
    if form.is_valid() and form.stored(lambda: _edited(request, found, form)):
        messages.success(request, _("The answer is corrected."))
        return redirect("sparring:question", pk=found.question_id)
    content = {"form": form, "answer": access.get_answer(request.user, pk)}
    return render(request, "sparring/edit_answer.html", content, status=400 if form.errors else 200)


def _edited(request: AuthenticatedRequest, found: Any, form: AnswerForm) -> Any:
    text, at = form.cleaned_data["text"], timezone.now()
    return actions.edit_answer(found, text, seen=form.seen, at=at, by=request.user)


@login_required
@require_POST
def withdraw(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take an answer back."""
    found = access.get_answer_to_edit(request.user, pk)
    actions.withdraw_answer(found, at=timezone.now(), by=request.user)
    messages.success(request, _("The answer is taken back."))
    return redirect("sparring:question", pk=found.question_id)
