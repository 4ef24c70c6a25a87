"""Turn an answer that helped into a page of knowledge."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions


@login_required
@require_POST
def turn(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Propose a page; where the asker proposes it herself, the draft is made."""
    answer = access.get_answer(request.user, pk)
    if not access.may_turn(request.user, answer):
        raise PermissionDenied
    try:
        turning = actions.turn(answer, request.POST.get("slags", ""), at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The draft is made.") if turning.page else _("The asker is asked to confirm it."))
    return redirect("sparring:question", pk=answer.question_id)


@login_required
@require_POST
def confirm(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Confirm as the asker that an answer becomes a page."""
    answer = access.get_answer_to_settle(request.user, pk)
    actions.confirm(access.get_turning(request.user, answer.pk), at=timezone.now(), by=request.user)
    messages.success(request, _("The draft is made. Whoever answered fills it in and publishes it."))
    return redirect("sparring:question", pk=answer.question_id)
