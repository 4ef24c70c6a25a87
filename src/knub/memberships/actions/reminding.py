"""Two weeks before the invoice goes out, ask whoever ordered whether the billing data are right; once."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from knub.audit.actions import record
from knub.memberships.actions import mails
from knub.memberships.actions.ending import contact_people
from knub.memberships.models import Membership
from knub.people.access import own_municipalities
from knub.people.models import Person

BEFORE = timedelta(days=14)


@transaction.atomic
def ask_about_billing(*, at: datetime) -> int:
    """Ask about each membership whose invoice goes out within two weeks, if nobody has looked; return how many."""
    today = timezone.localdate(at)
    rows = Membership.objects.select_for_update(no_key=True, of=("self",)).filter(_due(today))
    due = list(rows.select_related("season", "municipality", "joined_by").order_by("pk"))
    for membership in due:
        membership.billing_asked_at = at
        membership.save(update_fields=["billing_asked_at"])
        record("billing_asked", membership, by=None)
        for person in whom_to_ask(membership):
            mails.ask_about_billing(membership, person, at=at)
    return len(due)


def whom_to_ask(membership: Membership) -> list[Person]:
    """Return who ordered, while she works there; else the contact persons."""
    orderer = membership.joined_by
    if orderer and own_municipalities(orderer).filter(pk=membership.municipality_id).exists():
        return [orderer]
    return contact_people(membership)


def _due(today: date) -> Q:
    soon = Q(season__invoice_on__gte=today, season__invoice_on__lte=today + BEFORE)
    long_ago = Q(billing_checked_at=None) | Q(billing_checked_at__date__lt=F("season__invoice_on") - BEFORE)
    return soon & long_ago & Q(billing_asked_at=None, ends_on__gte=today)
