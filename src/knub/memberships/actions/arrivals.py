"""Store a sheet of last year's members, people, mail domains or populations, all of it or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.domain.addresses import Address
from knub.memberships.actions.billing import add_profile
from knub.memberships.models import Membership
from knub.memberships.queries.arrivals import Arrival, Effect, arriving
from knub.memberships.queries.sheets import Item, NewDomain, NewMember, NewPerson, NewPopulation, NewProfile, Sheet
from knub.people.actions import grant_role
from knub.people.actions import invite as invite_people
from knub.people.models import MailDomain, Person, Population


@transaction.atomic
def store_sheet(sheet: Sheet, cells: Sequence[Sequence[str]], *, by: Person, invite: bool = False) -> Arrival:
    """Store what a sheet says that is not stored; the same sheet again changes nothing.

    No mail is sent, unless people are invited: then each gets one, and comes in when she has accepted.
    What a person says of herself, and what a membership agreed, is never written over.
    """
    arrival = arriving(sheet, cells)
    if arrival.problems:
        raise ValidationError(_("The sheet has problems. Mend them and try again. Nothing is stored."), code="problems")
    for line in arrival.lines:
        if line.effect in {Effect.NEW, Effect.CHANGED}:
            _store(line.item, by=by, is_invited=invite)
    return arrival


def _store(item: Item, *, by: Person, is_invited: bool) -> None:
    if isinstance(item, NewMember):
        _store_member(item, by=by)
    elif isinstance(item, NewPerson) and is_invited:
        invite_people(item.organisation, [Address(item.email, item.name)], role=item.role, why="", by=by)
    elif isinstance(item, NewPerson):
        _store_person(item, by=by)
    elif isinstance(item, NewProfile):
        _store_profile(item, by=by)
    elif isinstance(item, NewDomain):
        _store_domain(item, by=by)
    else:
        _store_population(item, by=by)


def _store_member(item: NewMember, *, by: Person) -> None:
    joined_at = timezone.make_aware(datetime.combine(item.joined_on, datetime.min.time()))
    membership, made = Membership.objects.get_or_create(
        season=item.season, municipality=item.municipality,
        defaults={
            "joined_at": joined_at, "joined_by": None, "starts_on": max(item.joined_on, item.season.starts_on),
            "ends_on": item.season.ends_on, "price": item.price,
            "price_override_reason": str(_("Imported from a sheet.")) if item.price is not None else "",
        },
    )  # fmt: skip
    if made:
        reason = str(_("Imported from a sheet."))
        record("membership_started", membership, by=by, price=str(membership.price), reason=reason)


def _store_person(item: NewPerson, *, by: Person) -> None:
    defaults = {
        "name": item.name, "email": item.email, "title": item.title, "subject_areas": list(item.subject_areas),
    }  # fmt: skip
    person, made = Person.objects.get_or_create(email__iexact=item.email, defaults=defaults)
    if made:
        record("person_imported", person, by=by)
    grant_role(person, item.organisation, item.role, starts_on=timezone.localdate(), by=by)


def _store_profile(item: NewProfile, *, by: Person) -> None:
    """Store billing data, and give them to the memberships that lack some, unchecked as they are."""
    profile = add_profile(item.municipality, at=timezone.now(), by=by, **item.values)
    running = Membership.objects.filter(municipality=item.municipality, ends_on__gte=timezone.localdate())
    for membership in running.filter(billing_profile=None, season__archived=False):
        membership.billing_profile = profile
        membership.save(update_fields=["billing_profile"])
        record("billing_profile_chosen", membership, by=by, profile=str(profile))


def _store_domain(item: NewDomain, *, by: Person) -> None:
    domain, made = MailDomain.objects.get_or_create(
        domain=item.domain, defaults={"organisation": item.organisation, "source": str(_("Imported from a sheet."))}
    )
    if made:
        record("mail_domain_imported", domain, by=by)


def _store_population(item: NewPopulation, *, by: Person) -> None:
    population, _made = Population.objects.update_or_create(
        municipality=item.municipality, on=item.on, defaults={"count": item.count, "source": item.source}
    )
    record("population_imported", population, by=by, count=item.count)
