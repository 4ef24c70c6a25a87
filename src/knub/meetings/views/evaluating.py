"""Answer an evaluation: by login or by the mailed link. Nothing here is kept of who answered when."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from knub.meetings import actions
from knub.meetings.access import get_invited, get_invited_by_link
from knub.meetings.forms import EvaluationForm
from knub.people.http import AuthenticatedRequest, private

FEW = 10  # those asked, from which on it is said that few can answer
WRONG, CONFLICT = 400, 409


@private
@never_cache
def answer(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Answer by login."""
    return _answer(request, get_invited(request.user, year, number))


@never_cache
def answer_by_link(request: HttpRequest, raw: str) -> HttpResponse:
    """Answer by the personal link; not for somebody who is logged in as another."""
    return _answer(request, get_invited_by_link(raw, user=request.user))


def thanks(request: HttpRequest) -> HttpResponse:
    """Thank, without saying whom."""
    return render(request, "meetings/evaluation_thanks.html")


def _answer(request: HttpRequest, invited: Any) -> HttpResponse:
    evaluation = invited.evaluation
    form = EvaluationForm(request.POST or None, questions=list(evaluation.questions.all()))
    content = {"evaluation": evaluation, "meeting": evaluation.meeting, "invited": invited, "form": form}
    if form.is_valid():
        try:
            actions.answer_evaluation(invited, degrees=form.degrees(), texts=form.texts())
        except ValidationError as error:
            form.add_error(None, error)
            return render(request, "meetings/answer.html", content, status=CONFLICT)
        return redirect("meetings:evaluation_thanks")
    content["few"] = evaluation.invited.count() < FEW
    return render(request, "meetings/answer.html", content, status=WRONG if form.errors else 200)
