"""Somebody presses in two windows at once: both wishes stand on her list, one after the other; the same theme once."""

import time

import pytest
from django.db.models import QuerySet

from knub.meetings import actions
from knub.meetings.actions import wishes as module
from knub.meetings.models import WishRank
from tests.conftest import person
from tests.meetings.conftest import NOW, make_season, municipality
from tests.races.together import both

pytestmark = pytest.mark.django_db(transaction=True)
PAUSE = 0.3


@pytest.fixture
def season(loaded, time_machine):
    time_machine.move_to(NOW, tick=True)
    return make_season()


@pytest.fixture(params=[True, False], ids=["lock", "no lock"])
def lock(request, monkeypatch):
    """Whether rows are locked; there is a pause between what is read and what is written."""
    record = module.record
    monkeypatch.setattr(module, "record", lambda *found, **facts: (record(*found, **facts), time.sleep(PAUSE)))
    if not request.param:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    return request.param


def propose(season, title, by):
    return actions.propose_theme(
        season, title=title, why="", tags={}, municipality=municipality("randers"), at=NOW, by=by
    )


def test_two_wishes_put_on_a_list_at_once_both_stand_on_it(season, lock):
    guest, member = person("gaest"), person("kollega")
    found = [propose(season, title, guest) for title in ("Et", "To")]
    both(*(lambda wish=wish: actions.put_on_list(wish, municipality=municipality("aarhus"), by=member)
           for wish in found))  # fmt: skip
    places = sorted(WishRank.objects.filter(person=member).values_list("place", flat=True))
    assert places == ([1, 2] if lock else [1, 1])


def test_the_same_theme_proposed_twice_at_once_stands_once(season, lock):
    people = [person("gaest"), person("kontaktperson")]
    met = both(*(lambda by=by: propose(season, "Naboskab", by) for by in people))
    assert (season.theme_wishes.count(), met) == ((1, ["known"]) if lock else (2, []))
