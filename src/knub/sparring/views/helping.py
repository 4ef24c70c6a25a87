"""Who can help: the asker asks up to three, and each answers, passes on or says not now, by the link in her mail."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions, queries
from knub.sparring.forms import AnswerForm, ColleaguesForm, PassOnForm


@login_required
def who(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show who may know, with the reasons, and ask up to three of them."""
    question = access.get_question_to_settle(request.user, pk)
    found, left = queries.helpers(question, on=timezone.localdate()), queries.places_left(question)
    form = ColleaguesForm(request.POST or None, found=found, left=left)
    if form.is_valid() and _done(form, lambda: _ask(request, question, form)):
        messages.success(request, _("They get a mail with your question, and answer, pass it on, or say not now."))
        return redirect("sparring:who", pk=pk)
    asked = list(queries.asked_about(question))
    known = {one.person_id for one in asked}
    content = {"question": question, "helpers": [one for one in found if one.person.pk not in known], "asked": asked,
               "left": left, "form": form, "chosen": request.POST.getlist("person")}  # fmt: skip
    return render(request, "sparring/who_can_help.html", content, status=400 if form.errors else 200)


def _ask(request: AuthenticatedRequest, question: Any, form: ColleaguesForm) -> None:
    actions.ask_colleagues(question, form.cleaned_data["person"], at=timezone.now(), by=request.user)


@never_cache
def asked(request: HttpRequest, code: str) -> HttpResponse:
    """Show somebody what she was asked, and take her answer."""
    found, today = access.get_asked_by_link(code, at=timezone.now()), timezone.localdate()
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _done(form, lambda: _answer(found, form)):
        return redirect("sparring:asked_by_link", code=code)
    content = {
        "asked": found, "question": found.question, "form": form, "code": code,
        "asker": queries.asker(found.question, found.person, today=today),
        "reasons": queries.reasons_for(found.question, found.person, on=today),
    }  # fmt: skip
    return render(request, "sparring/asked.html", content, status=400 if form.errors else 200)


def _answer(found: Any, form: AnswerForm) -> None:
    actions.answer_as_asked(found, form.cleaned_data["text"], at=timezone.now())


@never_cache
def pass_on(request: HttpRequest, code: str) -> HttpResponse:
    """Let a colleague answer in one's place."""
    found = access.get_asked_by_link(code, at=timezone.now())
    form = PassOnForm(request.POST or None, colleagues=access.colleagues_of(found.person))
    if form.is_valid() and _done(
        form, lambda: actions.pass_on(found, form.cleaned_data["person"], at=timezone.now())
    ):
        return redirect("sparring:asked_by_link", code=code)
    content = {"asked": found, "question": found.question, "form": form, "code": code}
    return render(request, "sparring/pass_on.html", content, status=400 if form.errors else 200)


@require_POST
def not_now(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """Say that one cannot help right now."""
    actions.not_now(access.get_asked_by_link(code, at=timezone.now()), at=timezone.now())
    return redirect("sparring:asked_by_link", code=code)


def _done(form: Any, do: Any) -> bool:
    try:
        do()
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors
