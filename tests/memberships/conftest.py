"""A network year of the tests' own in 2026, with the clock inside it; nobody is a member yet."""

from datetime import UTC, date, datetime

import pytest

from knub.memberships import actions
from knub.memberships.models import BillingProfile, Membership, Season
from knub.people.models import Organisation

NOW = datetime(2026, 8, 23, 10, tzinfo=UTC)
FAR = 2200
GOOD = {
    "name": "Teknik og Miljø", "gln": "5790000000005", "cvr": "55133018", "person_reference": "Eksempel",
    "order_reference": "", "account_string": "",
}  # fmt: skip


@pytest.fixture
def august(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def season(db, august):
    move_aside()
    return make_season(2026)


def move_aside():
    """Let no municipality be a member, and move the network years of the demo, which meetings point at, aside."""
    Membership.objects.all().delete()
    BillingProfile.objects.all().delete()
    for season in Season.objects.filter(year__lt=FAR):
        days = {name: getattr(season, name).replace(year=season.year + FAR, day=1) for name in ("starts_on", "ends_on")}
        Season.objects.filter(pk=season.pk).update(year=season.year + FAR, opens_on=None, **days)


def make_season(year, **more):
    values = {
        "name": f"Netværket {year}", "starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31),
        "opens_on": date(year - 1, 10, 1), "invoice_on": date(year, 9, 15), "price_list": "eksempel-kvartal",
    }  # fmt: skip
    return actions.create_season(actions.store_network(), by=None, year=year, **(values | more))


@pytest.fixture
def aarhus(db):
    return Organisation.objects.get(slug="aarhus")


@pytest.fixture
def randers(db):
    return Organisation.objects.get(slug="randers")


@pytest.fixture
def profile(aarhus, coordinator):
    return actions.add_profile(aarhus, at=NOW, by=coordinator, **GOOD)


APPROVER = actions.Approver("Eksempel Leder", "leder@example.org")


@pytest.fixture
def join(season, aarhus, coordinator):
    """Join as somebody; all that is not said is Aarhus by its contact person."""

    def joined(municipality=aarhus, *, billing=None, by=coordinator, into=season, **more):
        return actions.join(into, municipality, billing=billing, approver=APPROVER, at=NOW, by=by, **more)

    return joined
