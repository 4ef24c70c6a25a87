"""Say what helped and what one can use, close a question and open it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions
from knub.sparring.forms import LineForm


@login_required
@require_POST
def helped(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say that an answer helped, or that it did not after all."""
    answer = access.get_answer_to_settle(request.user, pk)
    yes = request.POST.get("hjalp") == "ja"
    actions.set_helped(answer, helped=yes, at=timezone.now(), by=request.user)
    messages.success(request, _("It says now that the answer helped.") if yes else _("It no longer says so."))
    return redirect("sparring:question", pk=answer.question_id)


@login_required
@require_POST
def use(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say that one's municipality can use an answer, or no longer."""
    answer = access.get_answer(request.user, pk)
    place = get_object_or_404(access.asking_municipalities(request.user), slug=request.POST.get("kommune", ""))
    uses = request.POST.get("bruger") == "ja"
    actions.set_use(answer, place, uses=uses, at=timezone.now(), by=request.user)
    said = _("%(who)s can use the answer.") if uses else _("%(who)s no longer says so.")
    messages.success(request, said % {"who": place})
    return redirect("sparring:question", pk=answer.question_id)


@login_required
def close(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask where it was solved, and close a question."""
    question, form = access.get_question_to_settle(request.user, pk), LineForm(request.POST or None)
    if form.is_valid():
        actions.close(question, line=form.cleaned_data["line"], at=timezone.now(), by=request.user)
        messages.success(request, _("The question is closed. It can still be found."))
        return redirect("sparring:question", pk=pk)
    content = {"question": question, "form": form}
    return render(request, "sparring/close.html", content, status=400 if form.errors else 200)


@login_required
@require_POST
def reopen(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Open a closed question again."""
    actions.reopen(access.get_question_to_settle(request.user, pk), at=timezone.now(), by=request.user)
    messages.success(request, _("The question is open again."))
    return redirect("sparring:question", pk=pk)
