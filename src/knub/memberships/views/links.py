"""What a link in a mail opens without login: object to a membership, and look at billing data."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from knub.memberships import access, actions, queries
from knub.memberships.actions.mails import BILLING_CHECK, OBJECTION
from knub.memberships.forms import BillingForm, ObjectionForm
from knub.memberships.views.membership import done


@never_cache
def object_to(request: HttpRequest, raw: str) -> HttpResponse:
    """Let the manager who approves object."""
    found, token = access.get_membership_by_link(OBJECTION, raw, at=timezone.now())
    form = ObjectionForm(request.POST or None)
    if form.is_valid() and done(form, lambda: actions.object_to(found, **form.cleaned_data, at=timezone.now())):
        return redirect("memberships:objected")
    content = {
        "membership": found, "form": form, "until": token.expires_at,
        "price_text": queries.written(found, request.LANGUAGE_CODE),
    }  # fmt: skip
    return render(request, "memberships/object.html", content, status=400 if form.errors else 200)


def objected(request: HttpRequest) -> HttpResponse:
    """Say that the objection has come in."""
    return render(request, "memberships/objected.html")


@never_cache
def check_billing(request: HttpRequest, raw: str) -> HttpResponse:
    """Show whoever ordered where the invoice goes; take a yes, or a correction."""
    found, token = access.get_membership_by_link(BILLING_CHECK, raw, at=timezone.now())
    if request.method == "POST" and "right" in request.POST and found.billing_profile:
        actions.confirm_billing(found, at=timezone.now(), by=token.person)
        return _thanked(request, raw)
    profile = found.billing_profile
    initial = BillingForm.initial_of(profile) if profile else queries.remembered(found.municipality, token.person)
    form = BillingForm(request.POST or None, municipality=found.municipality, initial=initial)
    if form.is_valid() and done(
        form, lambda: actions.correct_billing(found, at=timezone.now(), by=token.person, **form.cleaned_data)
    ):
        return _thanked(request, raw)
    content = {"membership": found, "form": form, "season": found.season}
    return render(request, "memberships/check_billing.html", content, status=400 if form.errors else 200)


def _thanked(request: HttpRequest, raw: str) -> HttpResponse:
    messages.success(request, _("Thank you. The invoice goes to the billing data below."))
    return redirect("memberships:check_billing", raw=raw)
