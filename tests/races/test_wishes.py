"""Somebody presses in two windows at once: both wishes stand on her list, one after the other; the same theme once."""

import pytest

from knub.meetings import actions
from knub.meetings.actions import wishes as module
from knub.meetings.models import WishRank
from tests.conftest import person
from tests.meetings.conftest import NOW, make_season, municipality
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season(loaded, time_machine):
    time_machine.move_to(NOW, tick=True)
    return make_season()


def propose(season, title, by):
    return actions.propose_theme(
        season, title=title, why="", tags={}, municipality=municipality("randers"), at=NOW, by=by
    )


def test_two_wishes_put_on_a_list_at_once_both_stand_on_it(season, lock, monkeypatch):
    guest, member = person("gaest"), person("kollega")
    found = [propose(season, title, guest) for title in ("Et", "To")]
    slowed(monkeypatch, module, "record", lock=lock)
    both(*(lambda wish=wish: actions.put_on_list(wish, municipality=municipality("aarhus"), by=member)
           for wish in found))  # fmt: skip
    places = sorted(WishRank.objects.filter(person=member).values_list("place", flat=True))
    assert places == ([1, 2] if lock else [1, 1])


def test_the_same_theme_proposed_twice_at_once_stands_once(season, lock, monkeypatch):
    slowed(monkeypatch, module, "record", lock=lock)
    people = [person("gaest"), person("kontaktperson")]
    met = both(*(lambda by=by: propose(season, "Naboskab", by) for by in people))
    assert (season.theme_wishes.count(), met) == ((1, ["known"]) if lock else (2, []))
