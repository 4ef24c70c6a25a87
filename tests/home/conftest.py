"""Member municipalities with people, as the secretary's pages need them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from knub.memberships.models import BillingProfile, Membership, Network, Season
from knub.people.models import Organisation, Person, Role

AT = datetime(2026, 1, 12, 9, tzinfo=UTC)


def make_season(year):
    found = Season.objects.filter(year=year).first()
    if found is not None:
        return found
    network = Network.objects.first() or Network.objects.create(key="eksempel", name="Eksempel")
    return Season.objects.create(
        network=network, year=year, name=f"Eksempel {year}", starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
    )


def make_member(slug, *, season, reference="ABCDE", checked=False, price="18000.00"):
    municipality = Organisation.objects.get(slug=slug)
    profile = BillingProfile.objects.create(
        municipality=municipality, name="Eksempel", gln="5798000000005", cvr="12345678", person_reference=reference,
        made_at=AT,
    ) if reference else None  # fmt: skip
    return Membership.objects.create(
        season=season, municipality=municipality, joined_at=AT, starts_on=season.starts_on, ends_on=season.ends_on,
        billing_profile=profile, billing_checked_at=AT if checked else None, price=price,
    )  # fmt: skip


def make_person(name, email, slug, *, kind="member", title=""):
    person, _made = Person.objects.get_or_create(email=email, defaults={"name": name, "title": title})
    organisation = Organisation.objects.get(slug=slug)
    Role.objects.get_or_create(person=person, organisation=organisation, kind=kind, starts_on=date(2020, 1, 1))
    return person


@pytest.fixture
def season(db):
    """The network year of today, and nobody in it."""
    season = make_season(timezone.localdate().year)
    Membership.objects.filter(season__year=season.year).delete()
    return season
