"""Ask for access, confirm the mail, and decide."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from knub.people import actions, queries
from knub.people.access import access_request_by_link, get_access_request, get_managed_organisation
from knub.people.forms import AcceptForm, AskForm, WhyForm
from knub.people.http import AuthenticatedRequest, login_required


def ask(request: HttpRequest) -> HttpResponse:
    """Take a work mail; the page that follows is the same for every address."""
    form = AskForm(request.POST or None)
    if form.is_valid() and form.within_limit(request.META.get("REMOTE_ADDR", "")):
        actions.ask_for_access(**form.cleaned_data)
        return redirect("people:asked")
    return render(request, "people/ask.html", {"form": form}, status=400 if form.is_bound else 200)


def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return render(request, "people/asked.html")


@never_cache
def confirm(request: HttpRequest, raw: str) -> HttpResponse:
    """Show which municipality the request goes to, and take the name."""
    try:
        found = access_request_by_link(raw, at=timezone.now())
    except Http404:
        return render(request, "people/request_over.html", status=404)
    form = AcceptForm(request.POST or None)
    if form.is_valid():
        actions.confirm_request(found, **form.cleaned_data)
        return render(request, "people/request_waits.html", {"request_for": found.organisation})
    content = {"asked": found, "form": form}
    return render(request, "people/confirm_request.html", content, status=400 if form.is_bound else 200)


@login_required
def decide(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a request, and say yes or no."""
    found = get_access_request(request.user, pk)
    assert found.organisation is not None  # noqa: S101 - access gives only such
    form = WhyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/decide.html", {"asked": found, "form": form})
    try:
        if "grant" in request.POST:
            actions.grant_access(found, by=request.user)
            messages.success(request, _("%(name)s now has access, and has been told by mail.") % {"name": found.name})
        else:
            actions.refuse_access(found, why=form.sentence(), by=request.user)
            messages.success(request, _("%(name)s has been told by mail.") % {"name": found.name})
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("people:people", found.organisation.slug)


@login_required
def join_code(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show a municipality's code, to print or to pass on."""
    organisation = get_managed_organisation(request.user, slug)
    content = {"organisation": organisation, "code": queries.join_code(organisation)}
    return render(request, "people/join_code.html", content)


@login_required
@require_POST
def renew_code(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Make a new code; the old one ends."""
    actions.renew_join_code(get_managed_organisation(request.user, slug), by=request.user)
    messages.success(request, _("The new code holds from now on. The old one no longer works."))
    return redirect("people:join_code", slug)
