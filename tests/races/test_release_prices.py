"""Two secretaries let the same prices hold at once: each membership is priced once, and told once."""

import pytest

from knub.audit.models import Entry
from knub.memberships import actions, queries
from knub.memberships.actions import releasing
from knub.memberships.models import Membership
from knub.notify.models import Mail
from tests.conftest import person
from tests.memberships.conftest import APPROVER, NOW, aarhus, august, make_season, move_aside
from tests.races.together import both, slowed

__all__ = ["aarhus", "august"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season(loaded, august, aarhus):
    move_aside()
    season, boss = make_season(2026, price_list=""), person("kontaktperson")
    actions.join(season, aarhus, billing=None, approver=APPROVER, at=NOW, by=boss)
    actions.edit_season(season, price_list="eksempel-kvartal", by=person("sekretaer"))
    return season


def release_twice(season):
    seen = queries.seen_prices(queries.unpriced(season, list(queries.without_price(season))))
    by = person("sekretaer")
    met = both(*[lambda: actions.release_prices(season, seen=seen, at=NOW, by=by)] * 2)
    return met, Entry.objects.filter(verb="price_released").count()


def test_a_price_is_released_once_and_without_the_lock_twice(season, lock, monkeypatch):
    slowed(monkeypatch, releasing, "unpriced", lock=lock, first=True)
    assert release_twice(season) == ((["nothing"], 1) if lock else ([], 2))
    assert Membership.objects.filter(price=None).count() == 0
    assert Mail.objects.filter(subject__startswith="Prisen for", to="leder@example.org").count() == 1
