"""Who may read what members share, and who may see a membership: every function of access against the people."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from knub.memberships import access
from knub.memberships.models import BillingProfile, Membership, Network, Season
from knub.people import actions as people
from knub.people.models import Organisation, Person
from tests.memberships.conftest import move_aside

TODAY = date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def summer(time_machine):
    time_machine.move_to("2026-06-01 12:00+02:00")


@pytest.fixture
def season():
    move_aside()
    network = Network.objects.create(key="test", name="Netværk om Udsatte Boligområder")
    return Season.objects.create(
        network=network, year=2126, name="Netværket 2126", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )


@pytest.fixture
def membership(season):
    aarhus = Organisation.objects.get(slug="aarhus")
    return Membership.objects.create(
        season=season, municipality=aarhus, joined_at=timezone.now(), starts_on=season.starts_on, ends_on=season.ends_on
    )


def somebody(kind, organisation, email="ny@example.org"):
    person = Person.objects.create(name="Eksempel Ny", email=email)
    people.grant_role(person, organisation, kind, starts_on=date(2026, 1, 1))
    return person


def sees(user, membership):
    try:
        return access.get_membership(user, membership.pk) == membership
    except Http404:
        return False


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("secretariat", (True, True, True)),
        ("coordinator", (True, True, True)),
        ("member", (True, True, False)),
        ("guest", (False, False, False)),
        ("outsider", (False, False, False)),
        (None, (False, False, False)),
    ],
)
def test_what_each_of_the_people_may(request, membership, name, may):
    user = request.getfixturevalue(name) if name else AnonymousUser()
    reads, sees_it, changes = may
    assert access.may_read_shared(user) == reads
    assert sees(user, membership) == sees_it
    assert access.may_change_membership(user, membership) == changes
    assert membership.season in access.visible_seasons(user)
    assert access.get_season(user, membership.season.year) == membership.season


@pytest.mark.parametrize("kind", ["coordinator", "member", "manager", "finance"])
def test_people_of_a_member_municipality_read_what_members_share(membership, kind):
    assert access.may_read_shared(somebody(kind, membership.municipality))


def test_a_speaker_never_does_whoever_she_comes_from(membership):
    assert not access.may_read_shared(somebody("speaker", membership.municipality))


@pytest.mark.parametrize("kind", ["state", "housing_organisation", "foundation", "association"])
def test_other_organisations_never_do(membership, kind):
    other = Organisation.objects.create(kind=kind, name="Eksempel Organisation", slug=f"eksempel-{kind}")
    assert not access.may_read_shared(somebody("member", other))


def test_a_deactivated_person_does_not(membership, member):
    people.deactivate(member)
    assert not access.may_read_shared(member)
    assert not sees(member, membership)


def test_the_right_ends_with_the_last_moment_of_the_season_in_copenhagen(membership, member, time_machine):
    time_machine.move_to("2026-12-31 23:59:59+01:00", tick=False)
    assert access.may_read_shared(member)
    time_machine.move_to("2027-01-01 00:00+01:00", tick=False)
    assert not access.may_read_shared(member)


def test_two_roles_keep_the_right_until_the_last_ends(membership, coordinator):
    first, last = coordinator.roles.order_by("pk")
    people.end_role(first, on=date(2026, 5, 1))
    assert access.may_read_shared(coordinator)
    people.end_role(last, on=date(2026, 5, 31))
    assert not access.may_read_shared(coordinator)


def test_the_season_of_a_day_is_the_one_that_runs(season):
    assert access.season_on(date(2025, 12, 31)) is None
    assert access.season_on(TODAY) == season


# What each may of what the joining pages ask: run network years; join, bill and see the billing data of Aarhus.
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("secretariat", (True, True, True, True)),
        ("coordinator", (False, True, True, True)),
        ("member", (False, True, False, True)),
        ("guest", (False, False, False, False)),
        ("outsider", (False, False, False, False)),
        (None, (False, False, False, False)),
    ],
)
def test_who_may_run_years_join_and_bill(request, membership, name, may):
    user = request.getfixturevalue(name) if name else AnonymousUser()
    assert what_may(user, membership.municipality) == may


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("coordinator", (False, True, True, True)),
        ("member", (False, True, False, True)),
        ("manager", (False, True, False, True)),
        ("finance", (False, True, True, True)),
        ("speaker", (False, False, False, False)),
    ],
)
def test_each_role_of_a_municipality(membership, kind, may):
    assert what_may(somebody(kind, membership.municipality), membership.municipality) == may


@pytest.mark.parametrize("kind", ["state", "housing_organisation", "foundation", "association"])
def test_nobody_of_another_organisation(membership, kind):
    other = Organisation.objects.create(kind=kind, name="Eksempel Organisation", slug=f"eksempel-{kind}")
    assert what_may(somebody("coordinator", other), membership.municipality) == (False, False, False, False)


def test_nobody_who_has_left(membership, coordinator):
    people.deactivate(coordinator)
    assert what_may(coordinator, membership.municipality) == (False, False, False, False)


def what_may(user, municipality):
    """Return whether a user may run network years, join, change the billing data, and see them."""
    profile = BillingProfile.objects.create(
        municipality=municipality, name="Eksempel", gln="5790000000005", cvr="55133018", made_at=timezone.now()
    )
    billed = municipality in access.billed_municipalities(user)
    assert access.may_change_billing(user, municipality) == billed == gives(access.get_profile, user, profile.pk)
    assert billed == gives(access.get_billed_municipality, user, municipality.slug)
    joins = municipality in access.municipalities_to_join(user)
    assert access.may_join(user, municipality) == joins
    return access.may_run_seasons(user), joins, billed, profile in access.visible_profiles(user)


def gives(get, user, which):
    try:
        return bool(get(user, which))
    except Http404:
        return False
