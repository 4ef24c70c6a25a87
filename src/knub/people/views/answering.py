"""What somebody meets who follows the link of an invitation; without login."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from knub.people import actions
from knub.people.access import invitation_by_link
from knub.people.forms import AcceptForm
from knub.people.views.login import BACKEND


@never_cache
def invitation(request: HttpRequest, raw: str) -> HttpResponse:
    """Show who invites and to what, and let in whoever accepts."""
    try:
        found = invitation_by_link(raw, at=timezone.now())
        form = AcceptForm(request.POST or None, initial={"name": found.name})
        if form.is_valid():
            person = actions.accept(found, **form.cleaned_data)
            login(request, person, backend=BACKEND)
            messages.success(request, _("Welcome. You are logged in, and next time a code by mail is enough."))
            return redirect("people:details")
    except (Http404, ValidationError) as error:
        return _over(request, error)
    content = {"invitation": found, "form": form, "raw": raw}
    return render(request, "people/invitation.html", content, status=400 if form.is_bound else 200)


@never_cache
def not_me(request: HttpRequest, raw: str) -> HttpResponse:
    """Ask once more, and end an invitation that came to the wrong person."""
    try:
        found = invitation_by_link(raw, at=timezone.now())
        if request.method == "POST":
            actions.decline(found)
            return render(request, "people/not_me_thanks.html")
    except (Http404, ValidationError) as error:
        return _over(request, error)
    return render(request, "people/not_me.html", {"invitation": found, "raw": raw})


def _over(request: HttpRequest, error: Exception) -> HttpResponse:
    """Say that a link is of no use any more, and why where that is known."""
    said = error.messages[0] if isinstance(error, ValidationError) else ""
    return render(request, "people/invitation_over.html", {"said": said}, status=409 if said else 404)
