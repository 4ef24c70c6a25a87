"""Where invoices go: the billing data of a municipality, and those of one membership."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.memberships import access, actions, queries
from knub.memberships.forms import BillingForm, InvoiceForm
from knub.memberships.views.membership import done, page
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def profiles(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show the billing data of a municipality, those in use and those that were."""
    municipality = access.get_billed_municipality(request.user, slug)
    content = {"municipality": municipality, "profiles": queries.profiles_of(municipality)}
    return render(request, "memberships/profiles.html", content)


@login_required
def add(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Add billing data to a municipality."""
    municipality = access.get_billed_municipality(request.user, slug)
    initial = queries.remembered(municipality, request.user)
    form = BillingForm(request.POST or None, municipality=municipality, initial=initial)
    if form.is_valid():
        actions.add_profile(municipality, at=timezone.now(), by=request.user, **form.cleaned_data)
        messages.success(request, _("The billing data are stored."))
        return redirect("memberships:profiles", slug=slug)
    return _form_page(request, municipality, form, _("Add billing data"), _("Store the billing data"))


@login_required
def change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Correct billing data; used ones are kept as they were, and new ones take their place."""
    profile = access.get_profile(request.user, pk)
    form = BillingForm(request.POST or None, municipality=profile.municipality, initial=BillingForm.initial_of(profile))
    if form.is_valid() and done(
        form, lambda: actions.change_profile(profile, at=timezone.now(), by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The billing data are stored."))
        return redirect("memberships:profiles", slug=profile.municipality.slug)
    return _form_page(request, profile.municipality, form, _("Change the billing data"), _("Store the billing data"))


@login_required
@require_POST
def archive(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take billing data out of use."""
    profile = access.get_profile(request.user, pk)
    try:
        actions.archive_profile(profile, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The billing data are out of use. What was sent with them keeps them."))
    return redirect("memberships:profiles", slug=profile.municipality.slug)


@login_required
def of_membership(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose or give the billing data of a membership."""
    found = access.get_membership(request.user, pk)
    if not access.may_change_billing(request.user, found.municipality):
        raise PermissionDenied
    form = _invoice_form(request, found)
    if form.is_valid() and done(form, lambda: _choose(request, found, form)):
        messages.success(request, _("The billing data are stored."))
        return redirect("memberships:membership", pk=pk)
    return page(request, found, form, (_("Where does the invoice go?"), "", _("Store the billing data")))


def _invoice_form(request: AuthenticatedRequest, found: Any) -> InvoiceForm:
    own = queries.panel(found.municipality, on=timezone.localdate()).profiles
    initial = queries.remembered(found.municipality, request.user) | {"profile": str(found.billing_profile_id or "")}
    return InvoiceForm(request.POST or None, municipality=found.municipality, profiles=own, initial=initial)


def _choose(request: AuthenticatedRequest, found: Any, form: InvoiceForm) -> None:
    now, by = timezone.now(), request.user
    profile = access.get_profile(by, form.chosen) if form.chosen else None
    if profile is None:
        profile = actions.add_profile(found.municipality, at=now, by=by, **form.billing)
    actions.choose_profile(found, profile, at=now, by=by)


def _form_page(
    request: AuthenticatedRequest, municipality: Any, form: BillingForm, heading: str, button: str
) -> HttpResponse:
    content = {
        "form": form,
        "heading": heading,
        "button": button,
        "about": _("Billing data of %(m)s") % {"m": municipality},
    }
    content["back"] = reverse("memberships:profiles", args=[municipality.slug])
    return render(request, "memberships/change.html", content, status=400 if form.errors else 200)
