"""Join a network year: once per municipality, at the price of the day, with a copy to the manager who approves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.domain.pricing import Price
from knub.memberships.actions import mails
from knub.memberships.models import BillingProfile, Membership, Season
from knub.memberships.queries import price_for
from knub.memberships.signals import membership_started
from knub.people.models import Organisation, Person
from knub.ui.formats import day


@dataclass(frozen=True)
class Approver:
    """The manager who gets a copy and may object."""

    name: str
    email: str


@transaction.atomic
def join(
    season: Season,
    municipality: Organisation,
    *,
    billing: BillingProfile | None,
    approver: Approver,
    at: datetime,
    by: Person,
    reason: str = "",
) -> Membership:
    """Make a municipality a member from today, or from the first day of the season; `reason` is the secretariat's.

    Whoever comes second is told who was first.
    """
    today = timezone.localdate(at)
    _refuse_closed(season, today=at, by_secretariat=bool(reason))
    _refuse_taken(season, municipality)
    membership = Membership(
        season=season,
        municipality=municipality,
        joined_at=at,
        joined_by=by,
        starts_on=max(today, season.starts_on),
        ends_on=season.ends_on,
        billing_profile=billing,
        billing_checked_at=at if billing else None,
        approver_name=approver.name,
        approver_email=approver.email,
        price_list=season.price_list,
        **frozen(price_for(season, municipality, on=today)),
    )
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError:
        _refuse_taken(season, municipality)
        raise
    record("membership_started", membership, by=by, price=str(membership.price), reason=reason)
    mails.tell_approver(membership, by=by, at=at)
    mails.confirm(membership, by=by)
    membership_started.send(Membership, membership=membership, by=by)
    return membership


def frozen(price: Price) -> dict[str, Any]:
    """Return a price as a membership keeps it."""
    band = {"da": price.band.label.da, "en": price.band.label.en, "population": price.population} if price.band else {}
    return {
        "price": price.figure,
        "price_band": band,
        "price_lines": [_line(line) for line in price.lines],
        "price_reason": {"da": price.reason.da, "en": price.reason.en},
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "key": line.key,
        "da": line.label.da,
        "en": line.label.en,
        "amount": None if line.amount is None else str(line.amount),
        "vat_category": line.category,
        "vat_rate": None if line.rate is None else str(line.rate),
        "vat": None if line.vat is None else str(line.vat),
        "legal": None if line.legal is None else {"da": line.legal.da, "en": line.legal.en},
    }


def _refuse_closed(season: Season, *, today: datetime, by_secretariat: bool) -> None:
    on = timezone.localdate(today)
    if season.archived or season.ends_on < on:
        raise ValidationError(_("%(season)s is over. Nobody can join it.") % {"season": season}, code="over")
    if not by_secretariat and (season.opens_on is None or on < season.opens_on):
        opens = day(season.opens_on) if season.opens_on else _("a day that has not been decided")
        raise ValidationError(
            _("%(season)s opens on %(day)s. Come back then, or write to the secretariat.")
            % {"season": season, "day": opens},
            code="not_open",
        )


def _refuse_taken(season: Season, municipality: Organisation) -> None:
    taken = Membership.objects.select_related("joined_by").filter(season=season, municipality=municipality).first()
    if taken is None:
        return
    who = taken.joined_by.name if taken.joined_by else _("Somebody")
    raise ValidationError(
        _("%(who)s signed %(municipality)s up for %(season)s on %(day)s. There is nothing more for you to do.")
        % {
            "who": who,
            "municipality": municipality,
            "season": season,
            "day": day(timezone.localtime(taken.joined_at)),
        },
        code="taken",
    )
