"""What came of it: told in one click, by the link of a mail or logged in, and made a page of knowledge."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from knub.knowledge.access import writing_municipalities
from knub.meetings import actions
from knub.meetings.access.afterwards import get_intended_by_link, get_own_intended
from knub.meetings.forms import OutcomeForm
from knub.people.http import AuthenticatedRequest, login_required

WRONG = 400


@login_required
def intended(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Tell what came of it, logged in."""
    return _tell(request, get_own_intended(request.user, pk), request.user)


@never_cache
def intended_by_link(request: HttpRequest, raw: str) -> HttpResponse:
    """Tell what came of it, by the link of a mail."""
    action, person = get_intended_by_link(raw)
    return _tell(request, action, person)


def _tell(request: HttpRequest, action: Any, by: Any) -> HttpResponse:
    form = OutcomeForm(request.POST or None, initial={"came_of_it": action.came_of_it})
    if form.is_valid():
        told = form.cleaned_data
        actions.tell_what_came_of_it(action, told["outcome"], told["came_of_it"], at=timezone.now(), by=by)
        messages.success(request, _("Thank you. It stands with the rest from the meeting."))
        return redirect(request.path)
    content = {"action": action, "meeting": action.meeting, "form": form}
    return render(request, "meetings/intended.html", content, status=WRONG if form.errors else 200)


@login_required
@require_POST
def to_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin a page of knowledge from what came of it."""
    action = get_own_intended(request.user, pk)
    if action.municipality not in writing_municipalities(request.user):
        raise PermissionDenied
    page = actions.action_to_page(action, at=timezone.now(), by=request.user)
    return redirect("knowledge:edit", slug=page.slug, step="tekst")
