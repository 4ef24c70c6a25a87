"""A membership: what was agreed, and what may be done about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.queries import history
from knub.memberships import access, actions, queries
from knub.memberships.forms import AnswerForm, DatesForm, PriceForm, WithdrawalForm
from knub.people.http import AuthenticatedRequest, login_required, secretariat_required
from knub.ui.formats import day
from knub.ui.history import lines


@login_required
def membership(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what was agreed, where the invoice goes, and what was done."""
    found = access.get_membership(request.user, pk)
    return render(request, "memberships/membership.html", _content(request, found))


@login_required
def withdraw(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask why and when, and let the municipality leave."""
    found = access.get_membership(request.user, pk)
    if not access.may_change_membership(request.user, found):
        raise PermissionDenied
    later = found.starts_on > timezone.localdate()
    form = WithdrawalForm(request.POST or None, last=found.ends_on, starts_later=later)
    if form.is_valid():
        values = {"ends_on": found.ends_on, **form.cleaned_data}
        if done(form, lambda: actions.withdraw(found, **values, at=timezone.now(), by=request.user)):
            messages.success(request, _("The municipality has been withdrawn. The contact persons have got a mail."))
            return redirect("memberships:membership", pk=pk)
    notice = found.season.notice_on
    lead = _("The last day to say that you leave is %(day)s.") % {"day": day(notice)} if notice else ""
    return page(request, found, form, (_("Withdraw the municipality"), lead, _("Withdraw the municipality")))


@secretariat_required
def price(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Set the price of one membership aside."""
    found = access.get_membership(request.user, pk)
    form = PriceForm(request.POST or None, initial={"price": found.price})
    if form.is_valid():
        actions.override_price(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The price has been changed."))
        return redirect("memberships:membership", pk=pk)
    lead = _("It holds for this membership only. The reason stands in the history, and the municipality can read it.")
    return page(request, found, form, (_("Change the price with a reason"), lead, _("Change the price")))


@secretariat_required
def dates(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Set the days of one membership aside."""
    found = access.get_membership(request.user, pk)
    form = DatesForm(request.POST or None, initial={"starts_on": found.starts_on, "ends_on": found.ends_on})
    if form.is_valid() and done(form, lambda: actions.override_dates(found, **form.cleaned_data, by=request.user)):
        messages.success(request, _("The days have been changed."))
        return redirect("memberships:membership", pk=pk)
    return page(request, found, form, (_("Change the days with a reason"), "", _("Change the days")))


@secretariat_required
def settle(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Answer the objection of a manager."""
    found = access.get_membership(request.user, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.settle_objection(found, **form.cleaned_data, at=timezone.now(), by=request.user)
    ):
        messages.success(request, _("The answer has been sent."))
        return redirect("memberships:membership", pk=pk)
    return page(request, found, form, (_("Answer the objection"), found.objection, _("Send the answer")))


def done(form: Form, act: Callable[[], object]) -> bool:
    """Do it, or put the refusal where it can be mended."""
    try:
        act()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def page(
    request: AuthenticatedRequest, found: Any, form: Form, texts: tuple[str, str, str], **more: Any
) -> HttpResponse:
    """Show a form about a membership; `texts` are its heading, lead and button."""
    heading, lead, button = texts
    content = {"form": form, "heading": heading, "lead": lead, "button": button, "about": str(found), **more}
    content["back"] = reverse("memberships:membership", args=[found.pk])
    return render(request, "memberships/change.html", content, status=400 if form.errors else 200)


def _content(request: AuthenticatedRequest, found: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "membership": found,
        "season": found.season,
        "price_text": queries.written(found, request.LANGUAGE_CODE),
        "waits_for_price": found.price is None and not found.price_override_reason,
        "holds": found.starts_on <= today <= found.ends_on,
        "runs": today <= found.ends_on,
        "may_change": access.may_change_membership(request.user, found),
        "may_change_billing": access.may_change_billing(request.user, found.municipality),
        "may_set_aside": access.may_run_seasons(request.user),
        "renewable": queries.renewable(found, on=today),
        "history": lines(history(found)),
    }
