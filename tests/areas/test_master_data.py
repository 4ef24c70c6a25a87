"""Master data and a municipality's own words: stored with their history, never lost, and refused where they must be."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from knub.areas import actions, queries
from knub.areas.actions import Stated
from knub.areas.models import Area, MasterValue, Statement
from knub.audit.queries import history
from knub.ui.editing import EditedMeanwhileError

DAY = date(2026, 1, 1)


@pytest.fixture
def area(db):
    return Area.objects.select_related("municipality").get(key="aarhus-bispehaven")


def store(area, by, *, seen="0", on=DAY, **numbers):
    values = {key: Stated(number=Decimal(value)) for key, value in numbers.items()}
    return actions.store_master_values(area, values, on=on, source="BBR", seen=seen, by=by)


def write(area, by, text="Vi har bygget om.", *, seen="", title="Konsulent"):
    return actions.write_remark(area, text=text, title=title, shows_name=False, seen=seen, at=timezone.now(), by=by)


def test_a_value_holds_from_its_day_with_its_source(area, member, django_assert_num_queries):
    store(area, member, family_dwellings=600, business_area=7500)
    with django_assert_num_queries(1):
        found = queries.master_data(area, on=DAY)
    assert (found.family_dwellings.value, found.family_dwellings.starts) == (600, DAY)
    assert (found.business_area.value, found.business_area.source) == (7500, "BBR")
    assert queries.master_data(area, on=date(2025, 12, 31)).family_dwellings is None


def test_a_correction_keeps_the_first_version(area, member):
    store(area, member, family_dwellings=600)
    store(area, member, seen=queries.master_state(area, on=DAY).version, family_dwellings=601)
    state = queries.master_state(area, on=DAY)
    assert state.now.family_dwellings.value == 601
    assert [(row.number, row.replaced_at is None) for row in state.rows] == [(601, True), (600, False)]


def test_a_value_stated_by_mistake_can_be_taken_back(area, member):
    (value,) = store(area, member, family_dwellings=600)
    actions.remove_master_value(value, by=member)
    assert queries.master_data(area, on=DAY).family_dwellings is None
    assert MasterValue.objects.filter(area=area).count() == 1
    assert [entry.verb for entry in history(area)][:2] == ["master_value_removed", "master_data_stored"]


def test_the_second_who_stores_is_told(area, member, coordinator):
    store(area, member, family_dwellings=600)
    with pytest.raises(EditedMeanwhileError):
        store(area, coordinator, family_dwellings=700)
    assert queries.master_data(area, on=DAY).family_dwellings.value == 600


def test_plans_names_and_choices_hold_too(area, coordinator):
    values = {
        "development_plan": Stated(text="Eksempelplan", starts_on=DAY, link="https://example.org/plan"),
        "counts_demolished": Stated(choice=False),
        "housing_organisations": Stated(text="Eksempelboligforeningen"),
    }
    actions.store_master_values(area, values, on=DAY, source="Eksempel", seen="0", by=coordinator)
    found = queries.master_data_of([area], on=DAY)[area.pk]
    assert found.plans["development_plan"].value.link == "https://example.org/plan"
    assert (found.counts_demolished.value, found.housing_organisations.value) == (False, "Eksempelboligforeningen")


def test_a_remark_replaces_the_one_before_and_keeps_it(area, coordinator):
    first = write(area, coordinator)
    write(area, coordinator, "Vi har bygget færdigt.", seen=str(first.pk))
    assert queries.remark(area).text == "Vi har bygget færdigt."
    earlier = queries.earlier_statements("remark", area.municipality, area)
    assert [(one.text, one.withdrawn) for one in earlier] == [("Vi har bygget om.", False)]


def test_a_withdrawn_remark_is_gone_but_kept(area, coordinator):
    said = write(area, coordinator)
    actions.withdraw_statement(said, at=timezone.now(), by=coordinator)
    assert queries.remark(area) is None
    assert [one.withdrawn for one in queries.earlier_statements("remark", area.municipality, area)] == [True]
    with pytest.raises(ValidationError) as refused:
        actions.withdraw_statement(said, at=timezone.now(), by=coordinator)
    assert refused.value.code == "ended"


def test_a_personal_number_is_never_stored(area, coordinator):
    with pytest.raises(ValidationError) as refused:
        write(area, coordinator, "Beboeren 010190-1234 er flyttet.")
    assert refused.value.code == "cpr"
    assert not Statement.objects.exists()


def test_what_the_secretariat_enters_says_so(area, secretariat):
    assert write(area, secretariat).on_behalf is True
    assert history(area)[0].on_behalf_of == area.municipality.name


def test_a_municipality_says_what_it_uses_the_network_for(area, member):
    actions.write_network_use(area.municipality, text="Sparring.", seen="", at=timezone.now(), by=member)
    assert queries.network_use(area.municipality).text == "Sparring."
    assert queries.remark(area) is None
