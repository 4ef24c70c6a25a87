"""What waits, what is known of a person and of a municipality: each at a literal number of queries."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from knub.memberships import actions, queries
from knub.people.models import Organisation, Population
from tests.memberships.conftest import FAR, GOOD, NOW, make_season

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 23)


def test_missing_references_objections_and_prices_wait(join, secretariat, profile):
    membership = join()
    actions.object_to(membership, text="Det er ikke aftalt.", at=NOW)
    actions.override_price(membership, price=None, reason="Afventer", by=secretariat)
    assert sorted((one.kind.value, one.url) for one in queries.waiting()) == [
        (kind, f"/medlemskaber/{membership.pk}/") for kind in ("indsigelse", "pris", "reference")
    ]
    actions.settle_objection(membership, answer="Vi har talt om det.", at=NOW, by=secretariat)
    actions.override_price(membership, price=Decimal(5000), reason="Aftalt", by=secretariat)
    actions.choose_profile(membership, profile, at=NOW, by=secretariat)
    assert queries.waiting() == ()


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_costs_one_query(join, secretariat, django_assert_num_queries, count):
    for municipality in Organisation.objects.filter(kind="municipality")[:count]:
        join(municipality, by=secretariat, reason="Efter aftale")
    with django_assert_num_queries(1):
        assert len(queries.waiting()) == count


def test_nothing_waits_for_a_membership_that_has_ended(join, time_machine):
    join()
    time_machine.move_to("2027-01-01 12:00+01:00")
    assert queries.waiting() == ()


def test_the_panel_of_a_municipality_costs_three_queries(join, aarhus, profile, season, django_assert_num_queries):
    membership = join(billing=profile)
    following = make_season(2027, opens_on=TODAY)
    with django_assert_num_queries(3):
        panel = queries.panel(aarhus, on=TODAY)
    assert (panel.current, panel.profiles, panel.open_seasons) == (membership, (profile,), (following,))


def test_the_panel_of_a_municipality_that_is_not_in(season, randers):
    panel = queries.panel(randers, on=TODAY)
    assert (panel.current, panel.memberships, panel.open_seasons) == (None, (), (season,))


def test_what_is_known_about_a_person_costs_three_queries(join, profile, coordinator, django_assert_num_queries):
    join(billing=profile)
    with django_assert_num_queries(3):
        found = queries.about(coordinator)
    assert {name: len(rows) for name, rows in found.items()} == {
        "memberships.membership": 1,
        "memberships.membership_to_approve": 0,
        "memberships.billing_profile": 1,
    }


def test_nothing_is_known_about_somebody_else(join, profile, guest):
    join(billing=profile)
    assert all(rows == [] for rows in queries.about(guest).values())


def test_the_band_follows_the_population_on_its_day(season, aarhus):
    season.price_list = "eksempel-indbyggere"
    assert queries.price_for(season, aarhus, on=TODAY).figure is None
    Population.objects.create(municipality=aarhus, on=date(2026, 1, 1), count=20001, source="Eksempel")
    assert queries.price_for(season, aarhus, on=TODAY).figure == Decimal(12000)


def test_a_change_of_price_after_the_year_is_none(season):
    offer = queries.offer(season, None, on=date(2026, 9, 30))
    assert (offer.price.figure, offer.later.on, offer.later.figure) == (Decimal(5000), date(2026, 10, 1), Decimal(2500))
    assert queries.offer(season, None, on=date(2026, 10, 1)).later is None


def test_the_reference_is_remembered_for_the_orderer_not_for_the_town(aarhus, coordinator, member):
    for at, reference in ((datetime(2026, 1, 1, tzinfo=UTC), "gammel"), (NOW, "NY-12")):
        actions.add_profile(aarhus, at=at, by=coordinator, **{**GOOD, "person_reference": reference})
    assert queries.remembered(aarhus, coordinator) == {"cvr": aarhus.cvr, "person_reference": "NY-12"}
    assert queries.remembered(aarhus, member) == {"cvr": aarhus.cvr, "person_reference": ""}


def test_the_year_shown_is_the_running_one_else_the_next_else_the_last(season):
    later = make_season(2028)
    every = type(season).objects.filter(year__lt=FAR)
    days = [date(2026, 5, 1), date(2027, 5, 1), date(2029, 5, 1)]
    assert [queries.season_shown(every, day) for day in days] == [season, later, later]
