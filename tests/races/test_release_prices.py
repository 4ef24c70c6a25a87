"""Two secretaries let the same prices hold at once: each membership is priced once, and told once."""

import time

import pytest
from django.core.exceptions import ValidationError

from knub.audit.models import Entry
from knub.memberships import actions, queries
from knub.memberships.actions import releasing
from knub.memberships.models import Membership
from knub.notify.models import Mail
from tests.conftest import person
from tests.memberships.conftest import APPROVER, NOW, aarhus, august, make_season, move_aside
from tests.races.test_people import at_once, no_lock

__all__ = ["aarhus", "august", "no_lock"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season(loaded, august, aarhus):
    move_aside()
    season, boss = make_season(2026, price_list=""), person("kontaktperson")
    actions.join(season, aarhus, billing=None, approver=APPROVER, at=NOW, by=boss)
    actions.edit_season(season, price_list="eksempel-kvartal", by=person("sekretaer"))
    return season


@pytest.fixture
def pause_between_check_and_write(monkeypatch):
    current = releasing.unpriced

    def slowly(season, rows):
        time.sleep(0.4)
        return current(season, rows)

    monkeypatch.setattr(releasing, "unpriced", slowly)


def release_twice(season):
    seen = queries.seen_prices(queries.unpriced(season, list(queries.without_price(season))))
    by = person("sekretaer")
    met = at_once(*[lambda: actions.release_prices(season, seen=seen, at=NOW, by=by)] * 2)
    return met, Entry.objects.filter(verb="price_released").count()


def test_a_price_is_released_once(season, pause_between_check_and_write):
    assert release_twice(season) == ([ValidationError, None], 1)
    assert Membership.objects.filter(price=None).count() == 0
    assert Mail.objects.filter(subject__startswith="Prisen for", to="leder@example.org").count() == 1


def test_without_the_lock_it_is_released_twice(season, pause_between_check_and_write, no_lock):
    assert release_twice(season) == ([None, None], 2)

