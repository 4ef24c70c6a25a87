"""The members of a season as the secretariat sees them, and whom a mail to some of them goes to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knub.domain.values import kroner
from knub.memberships.models import BillingProfile, Membership, Season, SeatRule
from knub.memberships.queries.seats import rules_on
from knub.notify.queries import Receiver
from knub.people.access import OF_THE_HOUSE
from knub.people.models import Organisation, Person, Role


class Reference(TextChoices):
    """Whether an invoice to a member can be sent; the value stands in the address of the filter."""

    MISSING = "mangler", _("missing")
    GIVEN = "oplyst", _("given")
    CHECKED = "bekraeftet", _("confirmed")


class Contact(TextChoices):
    """Whether a member has a contact person."""

    HAS = "har", _("has one")
    MISSING = "mangler", _("has none")


class Addressees(TextChoices):
    """Who in a municipality a mail goes to."""

    CONTACTS = "kontaktpersoner", _("Contact persons")
    EVERYBODY = "alle", _("Everybody with access")
    FINANCE = "oekonomi", _("Finance contacts")


KINDS: Mapping[str, tuple[Role.Kind, ...]] = {
    Addressees.CONTACTS: (Role.Kind.COORDINATOR,),
    Addressees.EVERYBODY: OF_THE_HOUSE,
    Addressees.FINANCE: (Role.Kind.FINANCE,),
}


@dataclass(frozen=True)
class MemberFilter:
    """Which members of a season: by year, words in the name, reference, contact person, or the very municipalities."""

    year: int
    text: str = ""
    reference: str = ""
    contact: str = ""
    municipalities: frozenset[str] = frozenset()
    to: str = Addressees.CONTACTS
    order: str = "kommune"


@dataclass(frozen=True)
class MemberRow:
    """One member: the municipality, what it agreed to, whether it can be invoiced, and who speaks for it."""

    pk: int
    municipality: Organisation
    joined_on: date
    ends_on: date
    has_left: bool
    price: Decimal | None
    reference: Reference
    profile: BillingProfile | None
    contacts: tuple[Person, ...] = ()
    people: int = 0


@dataclass(frozen=True)
class Members:
    """The members a filter lets through, how many there are in all, who is not in any more, and the seat rules."""

    season: Season | None
    rows: tuple[MemberRow, ...] = ()
    total: int = 0
    earlier: tuple[Organisation, ...] = ()
    rules: tuple[SeatRule, ...] = ()


def years() -> list[int]:
    """Return the years of all seasons, newest first; one query."""
    return list(Season.objects.order_by("-year").values_list("year", flat=True).distinct())


def every_member() -> QuerySet[Organisation]:
    """Return the municipalities that are or were members of a year one can still write to; one query."""
    rows = Membership.objects.filter(season__archived=False)
    return Organisation.objects.filter(pk__in=rows.values("municipality")).order_by("sort_name")


def members(chosen: MemberFilter) -> Members:
    """Return the members of a season; six queries."""
    season = Season.objects.filter(year=chosen.year).first()
    if season is None:
        return Members(None)
    found = list(_memberships(season))
    rows = _rows(found)
    shown = sorted((row for row in rows if _fits(row, chosen)), key=_order(chosen))
    if chosen.order.startswith("-"):
        shown.reverse()
    rules = tuple(rules_on(season, timezone.localdate()))
    return Members(season, tuple(shown), len(found), _earlier(season, found), rules)


def receivers(chosen: MemberFilter) -> tuple[Receiver, ...]:
    """Return those a mail to some members goes to, by municipality and name, each address once; seven queries."""
    today = timezone.localdate()
    rows = members(chosen).rows
    prices = {row.municipality.pk: row.price for row in rows if not (row.has_left and row.ends_on < today)}
    roles = _roles(prices, KINDS.get(chosen.to, KINDS[Addressees.CONTACTS]))
    found: dict[str, Receiver] = {}
    for role in roles.order_by("organisation__sort_name", "person__name", "pk"):
        receiver = receiver_of(role.person, role.organisation, price=prices[role.organisation_id])
        found.setdefault(role.person.email.casefold(), receiver)
    return tuple(found.values())


def receiver_of(person: Person, municipality: Organisation, *, price: Decimal | None) -> Receiver:
    """Return a person as the receiver of a mail, with what its fields say for her; an undecided price says nothing."""
    merged = {
        "navn": person.name,
        "fornavn": (person.name.split() or [""])[0],
        "titel": person.title,
        "kommune": str(municipality),
        "pris": "" if price is None else kroner(price).da,
    }
    return Receiver(person.email, person.name, merged)


def _memberships(season: Season) -> Iterable[Membership]:
    rows = Membership.objects.filter(season=season).select_related("municipality", "billing_profile")
    return rows.order_by("municipality__sort_name")


def _rows(found: Iterable[Membership]) -> list[MemberRow]:
    found = list(found)
    municipalities = [one.municipality_id for one in found]
    contacts: dict[int, list[Person]] = defaultdict(list)
    for role in _roles(municipalities, (Role.Kind.COORDINATOR,)).order_by("person__name"):
        contacts[role.organisation_id].append(role.person)
    counted = _roles(municipalities, OF_THE_HOUSE).order_by().values_list("organisation")
    people = dict(counted.annotate(count=Count("person", distinct=True)))
    return [_row(one, contacts[one.municipality_id], people.get(one.municipality_id, 0)) for one in found]


def _roles(municipalities: Iterable[int], kinds: Iterable[str]) -> QuerySet[Role]:
    rows = Role.on_day(timezone.localdate()).filter(
        organisation__in=list(municipalities), kind__in=list(kinds), person__is_active=True
    )
    return rows.select_related("person", "organisation")


def _row(one: Membership, contacts: Iterable[Person], people: int) -> MemberRow:
    return MemberRow(
        pk=one.pk,
        municipality=one.municipality,
        joined_on=timezone.localdate(one.joined_at),
        ends_on=one.ends_on,
        has_left=one.withdrawn_at is not None,
        price=one.price,
        reference=_reference(one),
        profile=one.billing_profile,
        contacts=tuple(contacts),
        people=people,
    )


def _reference(one: Membership) -> Reference:
    if one.billing_profile is None or not one.billing_profile.person_reference:
        return Reference.MISSING
    return Reference.CHECKED if one.billing_checked_at else Reference.GIVEN


def _fits(row: MemberRow, chosen: MemberFilter) -> bool:
    if chosen.municipalities and row.municipality.slug not in chosen.municipalities:
        return False
    if chosen.reference and row.reference != chosen.reference:
        return False
    if chosen.contact and bool(row.contacts) != (chosen.contact == Contact.HAS):
        return False
    return chosen.text.casefold() in str(row.municipality).casefold()


def _order(chosen: MemberFilter) -> Callable[[MemberRow], tuple[Any, ...]]:
    keys: Mapping[str, Callable[[MemberRow], tuple[Any, ...]]] = {
        "kommune": lambda row: (row.municipality.sort_name,),
        "tilmeldt": lambda row: (row.joined_on, row.municipality.sort_name),
        "pris": lambda row: (row.price is None, row.price or 0, row.municipality.sort_name),
    }
    return keys.get(chosen.order.removeprefix("-"), keys["kommune"])


def _earlier(season: Season, found: Iterable[Membership]) -> tuple[Organisation, ...]:
    now = [one.municipality_id for one in found]
    before = Membership.objects.filter(season__network=season.network_id, season__year=season.year - 1)
    rows = Organisation.objects.filter(pk__in=before.values("municipality")).exclude(pk__in=now)
    return tuple(rows.order_by("sort_name"))
