"""Invite colleagues: write, look through, send; send again and withdraw."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from knub.people import actions, queries
from knub.people.access import get_invitation, get_managed_organisation
from knub.people.forms import InviteForm
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def invite(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Take the addresses, show who gets a mail and what it says, and send when that is confirmed."""
    organisation = get_managed_organisation(request.user, slug)
    form = InviteForm(request.POST or None)
    content: dict[str, Any] = {"organisation": organisation, "form": form}
    if not form.is_valid():
        return render(request, "people/invite.html", content, status=400 if form.is_bound else 200)
    if "send" in request.POST:
        return _send(request, slug, form)
    if "back" in request.POST:
        return render(request, "people/invite.html", content)
    emails, role = [one.email for one in form.good], form.cleaned_data["role"]
    content["known"] = queries.invited_or_in(organisation, emails, role=role, at=timezone.now())
    return render(request, "people/invite_preview.html", content)


def _send(request: AuthenticatedRequest, slug: str, form: InviteForm) -> HttpResponse:
    organisation = get_managed_organisation(request.user, slug)
    values = form.cleaned_data
    invited = actions.invite(organisation, form.good, role=values["role"], why=values["why"], by=request.user)
    count = len(invited.sent)
    said = ngettext("%(count)s invitation has been sent.", "%(count)s invitations have been sent.", count)
    messages.success(request, said % {"count": count})
    return redirect("people:people", slug)


@login_required
@require_POST
def send_again(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Send an open invitation again."""
    invitation = get_invitation(request.user, pk)
    try:
        actions.send_again(invitation, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(request, _("The invitation to %(email)s has been sent again.") % {"email": invitation.email})
    return redirect("people:people", invitation.organisation.slug)


@login_required
@require_POST
def withdraw(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """End an open invitation."""
    invitation = get_invitation(request.user, pk)
    try:
        actions.withdraw(invitation, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(request, _("The invitation to %(email)s has ended.") % {"email": invitation.email})
    return redirect("people:people", invitation.organisation.slug)
