"""Ask, see what is like it meanwhile, and correct a question."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas.access import visible_areas
from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions, queries
from knub.sparring.forms import QuestionForm

TOO_MANY = 429


@login_required
def ask(request: AuthenticatedRequest) -> HttpResponse:
    """Ask the network; a first press can also show what is like it."""
    if not access.may_ask(request.user):
        raise PermissionDenied
    places = list(access.asking_municipalities(request.user))
    areas = visible_areas(request.user).filter(municipality__in=places)
    begun = {"rule": request.GET.get("regel", "")}  # a rule card leads here
    form = QuestionForm(request.POST or None, areas=areas, municipalities=places, initial=begun)
    looks = "look" in request.POST
    if request.method == "POST" and not looks and form.is_valid() and (made := _asked(request, form)):
        messages.success(request, _("Your question is asked. You get a mail when somebody answers."))
        return redirect("sparring:question", pk=made.pk)
    content = {"form": form, "places": places, "similar": _similar(request, looks=looks), "looks": looks}
    return render(request, "sparring/ask.html", content, status=200 if looks else _status(form))


@login_required
def similar(request: AuthenticatedRequest) -> HttpResponse:
    """Show what is like what somebody is typing."""
    found = queries.similar(request.GET.get("title", ""), request.user)
    return render(request, "sparring/similar.html", {"similar": found})


@login_required
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Correct a question; where somebody else was faster, show what stands now."""
    question = access.get_question_to_edit(request.user, pk)
    areas = visible_areas(request.user).filter(municipality=question.municipality_id)
    form = QuestionForm(request.POST or None, areas=areas, initial=QuestionForm.initial_of(question),
                        version=actions.version_of(question))  # fmt: skip
    if form.is_valid() and form.stored(lambda: _edited(request, question, form)):
        messages.success(request, _("The question is corrected."))
        return redirect("sparring:question", pk=pk)
    content = {"form": form, "question": access.get_question(request.user, pk)}
    return render(request, "sparring/edit.html", content, status=_status(form))


def _asked(request: AuthenticatedRequest, form: QuestionForm) -> Any:
    place = form.cleaned_data.get("municipality")
    try:
        return actions.ask(form.values(), municipality=place, at=timezone.now(), by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _edited(request: AuthenticatedRequest, question: Any, form: QuestionForm) -> Any:
    return actions.edit_question(question, form.values(), seen=form.seen, at=timezone.now(), by=request.user)


def _similar(request: AuthenticatedRequest, *, looks: bool) -> Any:
    return queries.similar(request.POST.get("title", ""), request.user) if looks else ()


def _status(form: QuestionForm) -> int:
    if form.has_error("__all__", code="wait"):
        return TOO_MANY
    return 400 if form.errors else 200
