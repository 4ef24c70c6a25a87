"""What waits for the secretariat in the memberships."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.memberships.models import Membership
from knub.ui.waiting import Kind, Waiting


def waiting() -> tuple[Waiting, ...]:
    """Return missing billing data, undecided prices and unanswered objections of memberships that run; one query."""
    objected = Q(objected_at__isnull=False, objection_settled_at=None)
    rows = Membership.objects.filter(
        Q(billing_profile=None) | Q(price=None) | objected,
        ends_on__gte=timezone.localdate(),
        season__archived=False,
    )
    return tuple(one for row in rows.select_related("season", "municipality") for one in _of(row))


def _of(membership: Membership) -> Iterator[Waiting]:
    joined = membership.joined_at
    if membership.objected_at and not membership.objection_settled_at:
        what = _("An objection to the membership")
        yield _one(membership, Kind.OBJECTION, what, since=membership.objected_at, text=membership.objection)
    if membership.billing_profile_id is None:
        yield _one(membership, Kind.REFERENCE, _("Billing data are missing"), since=joined)
    if membership.price is None:
        yield _one(membership, Kind.PRICE, _("The price has not been decided"), since=joined)


def _one(membership: Membership, kind: Kind, what: str, *, since: datetime, text: str = "") -> Waiting:
    url = reverse("memberships:membership", args=[membership.pk])
    return Waiting(kind, what, since, url, who=str(membership), text=text)
