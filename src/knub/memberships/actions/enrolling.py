"""The last step of the guide: billing data, membership, contact person and colleagues, all or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.domain.addresses import Address
from knub.memberships.actions.billing import add_profile
from knub.memberships.actions.joining import Approver, join
from knub.memberships.models import BillingProfile, Membership, Season
from knub.memberships.queries import contact_names
from knub.people import actions as people
from knub.people.models import Organisation, Person, Role


@dataclass(frozen=True)
class Contact:
    """A colleague who is to be contact person."""

    name: str
    email: str


@dataclass(frozen=True)
class Enrolment:
    """What the guide has asked for.

    billing : billing data in use, or the values of new ones
    contact : the colleague who is to be contact person; None is who signs up
    """

    billing: BillingProfile | Mapping[str, str]
    approver: Approver
    contact: Contact | None = None
    colleagues: Iterable[Address] = ()
    reason: str = ""


@transaction.atomic
def enrol(season: Season, municipality: Organisation, enrolment: Enrolment, *, at: datetime, by: Person) -> Membership:
    """Sign a municipality up with everything that belongs to it; if one part is refused, nothing has happened."""
    billing = enrolment.billing
    if not isinstance(billing, BillingProfile):
        billing = add_profile(municipality, at=at, by=by, **billing)
    membership = join(
        season,
        municipality,
        billing=billing,
        approver=enrolment.approver,
        at=at,
        by=by,
        reason=enrolment.reason,
    )
    _name_contact(municipality, enrolment.contact, at=at, by=by, season=season)
    why = _("%(municipality)s has joined %(season)s.") % {"municipality": municipality, "season": season}
    people.invite(municipality, enrolment.colleagues, role=Role.Kind.MEMBER, why=why, by=by)
    return membership


def _name_contact(
    municipality: Organisation, contact: Contact | None, *, at: datetime, by: Person, season: Season
) -> None:
    """Give a municipality its first contact person; where it has one already, she stays."""
    if contact_names(municipality, on=timezone.localdate(at)):
        return
    if contact is None:
        people.grant_role(by, municipality, Role.Kind.COORDINATOR, starts_on=timezone.localdate(at), by=by)
        return
    why = _("You are to be the contact person for %(season)s.") % {"season": season}
    people.invite(municipality, [Address(contact.email, contact.name)], role=Role.Kind.COORDINATOR, why=why, by=by)


@transaction.atomic
def renew(membership: Membership, season: Season, *, at: datetime, by: Person, reason: str = "") -> Membership:
    """Join the next network year with the billing data and the manager of this one; nothing else comes along."""
    billing = membership.billing_profile
    if billing is None or billing.archived_at:
        raise ValidationError(
            _("The billing data are missing or out of use. Give new ones first, then renew."), code="billing"
        )
    approver = Approver(membership.approver_name, membership.approver_email)
    municipality = membership.municipality
    return join(season, municipality, billing=billing, approver=approver, at=at, by=by, reason=reason)
