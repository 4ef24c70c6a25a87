"""The calculator keeps the dwellings as master data for those who may, with day, source and history."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from knub.areas.models import Area, MasterValue
from knub.audit.queries import history
from knub.ui.history import lines

pytestmark = pytest.mark.django_db
URL = "/omraader/aarhus-bispehaven/40-procent/"
NUMBERS = {
    "as_of": "2026-11-01", "source": "BBR", "family": "600", "youth": "100", "elderly": "", "other": "500",
    "demolished": "200", "business": "7500", "rounding": "none", "target": "40", "version": "0",
}  # fmt: skip


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-27 12:00+01:00")


@pytest.fixture
def area(db):
    return Area.objects.get(key="aarhus-bispehaven")


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def stored(area):
    rows = MasterValue.objects.filter(area=area, replaced_at=None)
    return {row.key: (row.number, row.on, row.source) for row in rows}


def test_what_was_typed_is_kept_with_its_day_and_source_and_nothing_else(area, member):
    assert as_(member).post(URL, {**NUMBERS, "gem": "1"}).url == URL
    day = (date(2026, 11, 1), "BBR")
    assert stored(area) == {
        "family_dwellings": (Decimal(600), *day), "youth_dwellings": (Decimal(100), *day),
        "other_dwellings": (Decimal(500), *day), "demolished_dwellings": (Decimal(200), *day),
        "business_area": (Decimal(7500), *day),
    }  # fmt: skip
    assert "Eksempel Kollega oplyste" in lines(history(area))[0].text


def test_a_target_of_its_own_is_kept_as_a_share(area, member):
    as_(member).post(URL, {**NUMBERS, "target": "55", "gem": "1"})
    assert stored(area)["target_share"][0] == Decimal("0.55")


def test_it_begins_with_what_is_kept_and_computes_the_same(area, member):
    client = as_(member)
    client.post(URL, {**NUMBERS, "gem": "1"})
    form = client.get(URL).context["form"]
    assert (form["family"].value(), form["other"].value(), form["source"].value()) == (600, 500, "BBR")
    answer = client.post(URL, {**NUMBERS, "version": form["version"].value()}).context["answer"]
    assert answer.now.counted.value == 0.4


def test_without_the_button_nothing_is_kept(area, member):
    as_(member).post(URL, NUMBERS)
    assert stored(area) == {}


def test_a_day_that_has_not_come_is_not_kept_and_what_was_typed_stays(area, member):
    page = as_(member).post(URL, {**NUMBERS, "as_of": "2026-12-24", "gem": "1"})
    assert (page.status_code, stored(area)) == (400, {})
    assert "Dagen er ikke kommet endnu" in page.content.decode()
    assert 'value="7500"' in page.content.decode()


def test_what_a_colleague_stored_meanwhile_is_not_written_over_unseen(area, member, coordinator):
    as_(coordinator).post(URL, {**NUMBERS, "family": "610", "gem": "1"})
    page = as_(member).post(URL, {**NUMBERS, "gem": "1"})
    assert (page.status_code, stored(area)["family_dwellings"][0]) == (400, Decimal(610))
    assert "610" in page.content.decode()
    again = page.context["form"]["version"].value()
    assert as_(member).post(URL, {**NUMBERS, "version": again, "gem": "1"}).url == URL
    assert stored(area)["family_dwellings"][0] == Decimal(600)


@pytest.mark.parametrize(("who", "status"), [("guest", 403), ("outsider", 403), (None, 403)])
def test_nobody_else_keeps_numbers_or_is_offered_to(request, area, who, status):
    client = as_(request.getfixturevalue(who)) if who else Client()
    assert client.post(URL, {**NUMBERS, "gem": "1"}).status_code == status
    assert stored(area) == {}
    assert "Gem boligerne som stamdata" not in client.get(URL).content.decode()


def test_a_manager_reads_but_keeps_nothing(area, outsider):
    outsider.roles.create(organisation=area.municipality, kind="manager", starts_on=date(2020, 1, 1))
    assert as_(outsider).post(URL, {**NUMBERS, "gem": "1"}).status_code == 403
