"""Follow a question, a tag, an area or a municipality, and see what one follows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions, queries
from knub.sparring.forms import FollowForm, OneFollowForm


@login_required
def following(request: AuthenticatedRequest) -> HttpResponse:
    """Show what somebody follows, and take other choices."""
    if not access.may_read(request.user):
        raise PermissionDenied
    follows = list(access.follows_of(request.user))
    form = FollowForm(request.POST or None, initial=FollowForm.initial_of(follows, request.GET))
    if form.is_valid():
        actions.set_tags_followed(request.user, form.tags(), at=timezone.now())
        for kind, key in form.added():
            actions.set_follow(request.user, kind, key, follows=True, at=timezone.now())
        messages.success(request, _("Stored. How often you hear of it, you choose under “Your mails”."))
        return redirect("sparring:following")
    content = {"form": form, "followed": queries.followed(follows)}
    return render(request, "sparring/following.html", content, status=400 if form.errors else 200)


@login_required
@require_POST
def follow(request: AuthenticatedRequest) -> HttpResponse:
    """Follow one thing, or no longer, and go back to where one was."""
    form = OneFollowForm(request.POST, questions=access.visible_questions(request.user))
    if not access.may_read(request.user) or not form.is_valid():
        raise PermissionDenied
    values = form.cleaned_data
    follows = values["foelg"] == "ja"
    actions.set_follow(request.user, values["kind"], values["key"], follows=follows, at=timezone.now())
    messages.success(request, _("You follow it now.") if follows else _("You no longer follow it."))
    back = request.POST.get("tilbage", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else reverse("sparring:following"))
