"""Give and end roles, and keep the register of municipalities."""

import secrets
from datetime import date, datetime

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from knub.audit.actions import record
from knub.people.access import digest_of
from knub.people.models import MunicipalityRegion, Organisation, Person, Region, Role, Token

REGIONS_SINCE = date(2007, 1, 1)
MERGER = date(2027, 1, 1)
MERGER_SOURCE = "lov nr. 699 af 20. juni 2025, § 126"
MERGED = ("Region Hovedstaden", "Region Sjælland")
MERGED_INTO = "Region Østdanmark"
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


@transaction.atomic
def grant_role(
    person: Person, organisation: Organisation, kind: str, *, starts_on: date, by: Person | None = None
) -> Role:
    """Give a person a role from a day."""
    role = Role.objects.create(person=person, organisation=organisation, kind=kind, starts_on=starts_on)
    record("role_granted", role, by=by)
    return role


@transaction.atomic
def end_role(role: Role, *, on: date, by: Person | None = None) -> None:
    """Let a role hold until a day, that day included."""
    role.ends_on = on
    role.save(update_fields=["ends_on"])
    record("role_ended", role, by=by, on=on.isoformat())


@transaction.atomic
def deactivate(person: Person, *, by: Person | None = None) -> None:
    """Take a person's access away at once."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("person_deactivated", person, by=by)


def make_token(
    kind: str, about: str = "", *, at: datetime, expires_at: datetime | None = None, person: Person | None = None
) -> str:
    """Make a link that works without login, and return its secret part, which is stored nowhere."""
    raw = secrets.token_urlsafe(32)
    Token.objects.create(
        kind=kind, digest=digest_of(raw), about=about, made_at=at, expires_at=expires_at, person=person
    )
    return raw


def end_tokens(*, at: datetime, **which: object) -> int:
    """End the links of a person, a kind or a thing: end_tokens(at=now, person=person); return how many."""
    return Token.objects.filter(ended_at__isnull=True, **which).update(ended_at=at)


def forget_sessions() -> None:
    """Delete the logins that have run out."""
    SessionStore.clear_expired()


@transaction.atomic
def store_municipality(
    *, code: str, name: str, official_name: str, cvr: str, region_code: str, region: str, source: str
) -> Organisation:
    """Store or update a municipality and the regions it lies in."""
    municipality, _made = Organisation.objects.update_or_create(
        code=code,
        defaults={
            "kind": Organisation.Kind.MUNICIPALITY,
            "name": name,
            "official_name": official_name,
            "slug": slug_of(name),
            "cvr": cvr,
            "source": source,
        },
    )
    now, _made = Region.objects.get_or_create(name=region, defaults={"code": region_code})
    ends = MERGER if region in MERGED else None
    _lie_in(municipality, now, REGIONS_SINCE, ends, source)
    if ends:
        merged, _made = Region.objects.get_or_create(name=MERGED_INTO)
        _lie_in(municipality, merged, MERGER, None, MERGER_SOURCE)
    return municipality


def _lie_in(municipality: Organisation, region: Region, since: date, until: date | None, source: str) -> None:
    MunicipalityRegion.objects.update_or_create(
        municipality=municipality, valid_from=since, defaults={"region": region, "valid_to": until, "source": source}
    )


def slug_of(name: str) -> str:
    """Return a name as it stands in an address.

    >>> slug_of("Høje-Taastrup"), slug_of("Ærø")
    ('hoeje-taastrup', 'aeroe')
    """
    return name.casefold().translate(LETTERS)


@transaction.atomic
def store_demo_person(*, name: str, email: str, roles: list[tuple[str, Organisation]], starts_on: date) -> Person:
    """Store an invented person of the demo with her roles; the same again changes nothing."""
    person, _made = Person.objects.get_or_create(email=email, defaults={"name": name})
    for kind, organisation in roles:
        if not person.roles.filter(kind=kind, organisation=organisation).exists():
            grant_role(person, organisation, kind, starts_on=starts_on)
    return person


def store_secretariat(name: str) -> Organisation:
    """Store the association that runs the network."""
    defaults = {"name": name, "kind": Organisation.Kind.ASSOCIATION}
    association, _made = Organisation.objects.get_or_create(slug=slug_of(name), defaults=defaults)
    return association
