"""Keep the register of municipalities and other organisations, and the invented people of the demo."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from knub.audit.actions import record
from knub.people.actions.roles import grant_role
from knub.people.models import MunicipalityRegion, Organisation, Person, Region, Role

REGIONS_SINCE = date(2007, 1, 1)
MERGER = date(2027, 1, 1)
MERGER_SOURCE = "lov nr. 699 af 20. juni 2025, § 126"
MERGED = ("Region Hovedstaden", "Region Sjælland")
MERGED_INTO = "Region Østdanmark"
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


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
def store_demo_person(
    *,
    name: str,
    email: str,
    roles: list[tuple[str, Organisation]],
    starts_on: date,
    details: Mapping[str, Any] | None = None,
) -> Person:
    """Store an invented person of the demo with her roles; the same again changes nothing."""
    person, _made = Person.objects.get_or_create(email=email, defaults={"name": name, **(details or {})})
    for kind, organisation in roles:
        if not person.roles.filter(kind=kind, organisation=organisation).exists():
            grant_role(person, organisation, kind, starts_on=starts_on)
    return person


def store_secretariat(name: str) -> Organisation:
    """Store the association that runs the network."""
    defaults = {"name": name, "kind": Organisation.Kind.ASSOCIATION}
    association, _made = Organisation.objects.get_or_create(slug=slug_of(name), defaults=defaults)
    return association


@transaction.atomic
def add_organisation(name: str, kind: str, *, cvr: str = "", by: Person) -> Organisation:
    """Add a state body, a housing organisation, a foundation or an association."""
    organisation = Organisation.objects.create(name=name, kind=kind, cvr=cvr, slug=_free_slug(name))
    record("organisation_added", organisation, by=by)
    return organisation


def _free_slug(name: str) -> str:
    slug = slugify(slug_of(name))[:70]
    taken = set(Organisation.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(tried for tried in (slug, *(f"{slug}-{n}" for n in range(2, 100))) if tried not in taken)


@transaction.atomic
def store_secretary(*, name: str, email: str, organisation: str) -> Person:
    """Store somebody of the secretariat, as the first day needs; the same again changes nothing."""
    association = store_secretariat(organisation)
    defaults = {"name": name, "email": email.casefold()}
    person, _made = Person.objects.get_or_create(email__iexact=email, defaults=defaults)
    grant_role(person, association, Role.Kind.SECRETARIAT, starts_on=timezone.localdate())
    return person
