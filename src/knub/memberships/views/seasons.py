"""The secretariat's pages for network years: make, copy, change, seats, history."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.audit.queries import history
from knub.memberships import access, actions, queries
from knub.memberships.forms import CopyForm, SeasonForm, SeatRuleForm, SeenForm
from knub.memberships.views.membership import done
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.ui.history import lines


@secretariat_required
def seasons(request: AuthenticatedRequest) -> HttpResponse:
    """Show every network year."""
    content = {"seasons": queries.with_counts(access.visible_seasons(request.user)), "today": timezone.localdate()}
    return render(request, "memberships/seasons.html", content)


@secretariat_required
def season(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Show one network year: days, price, seats, history."""
    found, today = access.get_season(request.user, year), timezone.localdate()
    content = {
        "season": found,
        "offer": queries.offer(found, None, on=max(today, found.starts_on)),
        "prices": queries.price_list_of(found),
        "unpriced": queries.without_price(found).count(),
        "rules": queries.rules_on(found, max(today, found.starts_on)),
        "history": lines(history(found)),
        "runs": found.starts_on <= today <= found.ends_on,
    }
    return render(request, "memberships/season.html", content)


@secretariat_required
def create(request: AuthenticatedRequest) -> HttpResponse:
    """Make a network year."""
    form = SeasonForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.create_season(actions.store_network(), by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The network year has been made."))
            return redirect("memberships:season", year=made.year)
    return _page(request, form, _("A new network year"), back=reverse("memberships:seasons"))


@secretariat_required
def edit(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Change a network year; memberships already agreed keep their price."""
    found = _changeable(request, year)
    form = SeasonForm(request.POST or None, is_new=False, initial=SeasonForm.initial_of(found))
    if form.is_valid():
        actions.edit_season(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The network year has been changed. Memberships already agreed keep their price."))
        return redirect("memberships:season", year=year)
    return _page(request, form, _("Change %(season)s") % {"season": found}, season=found)


@secretariat_required
def copy(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Make a network year like another."""
    found = access.get_season(request.user, year)
    later = found.year + 1
    form = CopyForm(request.POST or None, initial={"year": later, "name": found.name.replace(str(year), str(later))})
    if form.is_valid():
        try:
            made = actions.copy_season(found, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("The network year has been copied, with its newest seat rules and without members.")
            )
            return redirect("memberships:season", year=made.year)
    return _page(request, form, _("Copy %(season)s") % {"season": found}, season=found)


@secretariat_required
def seats(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Set how many seats a municipality has; in a year that runs the members are told."""
    found, today = _changeable(request, year), timezone.localdate()
    form = SeatRuleForm(request.POST or None, initial={"from_day": max(today, found.starts_on)})
    if form.is_valid() and done(
        form, lambda: actions.set_seat_rule(found, **form.cleaned_data, today=today, by=request.user)
    ):
        messages.success(request, _("The seat rule is set."))
        return redirect("memberships:season", year=year)
    runs = found.starts_on <= today <= found.ends_on
    lead = _("The network year runs: the contact persons of the members get a mail.") if runs else ""
    return _page(request, form, _("Seats for each municipality"), season=found, lead=lead)


@secretariat_required
def prices(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Show the memberships that joined before the price was decided, and on POST price them."""
    found = _changeable(request, year)
    form = SeenForm(request.POST or None)
    released: list[int] = []
    if form.is_valid() and done(form, lambda: released.append(_release(found, form, request))):
        messages.success(request, _n_priced(released[0]))
        return redirect("memberships:season", year=year)
    waiting = queries.unpriced(found, list(queries.without_price(found)))
    content = {
        "season": found, "form": form, "seen": queries.seen_prices(waiting),
        "ready": [one for one in waiting if one.is_decided],
        "undecided": [one for one in waiting if not one.is_decided],
    }  # fmt: skip
    return render(request, "memberships/release_prices.html", content, status=400 if form.errors else 200)


def _release(found: Any, form: SeenForm, request: AuthenticatedRequest) -> int:
    return actions.release_prices(found, seen=form.cleaned_data["seen"], at=timezone.now(), by=request.user)


def _n_priced(count: int) -> str:
    return ngettext(
        "%(count)s membership has its price now, and those it concerns have got a mail.",
        "%(count)s memberships have their price now, and those they concern have got a mail.",
        count,
    ) % {"count": count}


def _changeable(request: AuthenticatedRequest, year: int) -> Any:
    """Return a network year; those of the past stand as they were published."""
    found = access.get_season(request.user, year)
    if found.archived:
        raise PermissionDenied
    return found


def _page(
    request: AuthenticatedRequest, form: Any, heading: str, *, season: Any = None, back: str = "", lead: str = ""
) -> HttpResponse:
    back = back or reverse("memberships:season", args=[season.year])
    content = {"form": form, "heading": heading, "lead": lead, "button": _("Store"), "back": back}
    content["about"] = str(season or _("Network years"))
    return render(request, "memberships/change.html", content, status=400 if form.errors else 200)
