"""Two of the secretariat make groups at the same moment: one does, and the other is shown what has changed."""

import threading
from datetime import time, timedelta

import pytest
from django.utils import timezone

from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.actions import groups as writing
from knub.meetings.models import Grouping, GroupSeat
from tests.conftest import person
from tests.meetings.conftest import YEAR, make_meeting, make_season
from tests.meetings.grouped import seat_all
from tests.races.server import form_of, press, running
from tests.races.together import PATIENCE, both

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"/moeder/{YEAR}/2/grupper/"
PAUSE = 0.4


@pytest.fixture
def meeting(loaded):
    """A meeting in a month, with twelve people who have a seat; the server's clock is the real one."""
    start = timezone.now() + timedelta(days=30)
    found = make_meeting(make_season(), starts_at=start, ends_at=start + timedelta(hours=6), physical_capacity=None)
    seat_all(found, 12, 12)
    return found


def two(port, version, address=ADDRESS):
    values = {"size": "4", "together": "different", "version": str(version)}
    found = [form_of(port, address, person("sekretaer")) for _time in range(2)]
    return [(cookies, {**form, **values}) for cookies, form in found]


@pytest.mark.parametrize(("lock", "wanted"), [(True, [302, 400]), (False, [302, 302])])
def test_two_who_make_groups_again_at_once_do_not_undo_each_other(meeting, lock, wanted):
    actions.make_groups(meeting, Wishes(4), seen=0, by=person("sekretaer"))
    with running(pause=PAUSE, lock=lock) as port:
        statuses, _seconds = press(port, ADDRESS, two(port, 1))
    # Without the lock both are told that their groups stand, and those of the first are gone.
    assert sorted(statuses) == wanted
    assert Grouping.objects.get().version == 2


def test_the_first_groups_are_made_once(meeting):
    with running(pause=PAUSE) as port:
        statuses, _seconds = press(port, ADDRESS, two(port, 0))
    assert sorted(statuses) == [302, 400]
    assert GroupSeat.objects.count() == 12


@pytest.fixture
def point(meeting):
    """The second of two discussions."""
    for title, hour in (("Naboer", 10), ("Skilte", 13)):
        actions.add_item(meeting, {"title": title, "starts": time(hour), "kind": "discussion"}, by=None)
    seen = queries.draft(meeting).seen
    actions.release_programme(meeting, seen=seen, tells=False, at=timezone.now(), by=person("sekretaer"))
    return meeting.items.get(title="Skilte")


def test_the_first_groups_of_a_discussion_are_made_once(meeting, point):
    address = f"{ADDRESS}?punkt={point.pk}"
    with running(pause=PAUSE) as port:
        statuses, _seconds = press(port, address, two(port, 0, address))
    assert sorted(statuses) == [302, 400]
    assert GroupSeat.objects.count() == 12


def test_a_point_is_not_taken_off_while_its_groups_are_made(meeting, point, lock, monkeypatch):
    started, gone, plain = threading.Event(), threading.Event(), writing._started

    def started_slowly(*given):
        found = plain(*given)
        started.set()
        gone.wait(timeout=PAUSE if lock else PATIENCE)
        return found

    def take_off():
        started.wait()
        actions.remove_item(point, seen="0", by=person("sekretaer"))
        gone.set()

    monkeypatch.setattr(writing, "_started", started_slowly)
    met = both(lambda: actions.make_groups(meeting, Wishes(4), seen=0, by=None, item=point.pk), take_off)
    # With the lock the groups are made, and go with their point; without it the database refuses groups of no point.
    assert met == ([] if lock else ["broken"])
    assert not Grouping.objects.exists()
