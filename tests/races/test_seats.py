"""People who press at the same moment, on a running server: no seat twice; without the lock each race fails."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.utils import timezone

from knub.meetings.actions.seating import lock as lock_meeting
from knub.meetings.models import Meeting, Seat
from tests.conftest import person
from tests.meetings.conftest import YEAR, colleague, make_meeting, make_season, sign_up
from tests.races.server import ask, form_of, press, running

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"/moeder/{YEAR}/2/tilmeld/"
PAUSE = 0.4
GIVEN, ASKED, BUSY = 302, 409, 503


@pytest.fixture(autouse=True)
def spring():
    """The server's clock is the real one."""


@pytest.fixture
def meeting(loaded):
    """A meeting in a month, with one seat left; both municipalities are members all year."""
    season = make_season()
    season.memberships.update(starts_on="2020-01-01", ends_on="2090-12-31")
    start = timezone.now() + timedelta(days=30)
    return make_meeting(
        season, starts_at=start, ends_at=start + timedelta(hours=6), published_at=timezone.now(), physical_capacity=1
    )


def asks(port, who, **values):
    cookies, form = form_of(port, ADDRESS, who)
    return cookies, {**form, "mode": "physical", **values}


def one_each(port, *people):
    return [asks(port, who, people=[who.pk]) for who in people]


def given():
    return Seat.objects.filter(state="confirmed").count()


@pytest.mark.parametrize(("lock", "seats"), [(True, 1), (False, 2)])
def test_the_last_seat_goes_to_one_of_two(meeting, lock, seats):
    with running(pause=PAUSE, lock=lock) as port:
        statuses, _seconds = press(port, ADDRESS, one_each(port, person("kollega"), person("gaest")))
    assert given() == seats
    assert sorted(statuses) == ([GIVEN, ASKED] if lock else [GIVEN, GIVEN])


@pytest.mark.parametrize(("lock", "too_many"), [(True, False), (False, True)])
def test_one_and_three_at_once_never_get_more_than_there_is(meeting, lock, too_many):
    Meeting.objects.update(physical_capacity=3)
    sign_up(meeting, by=person("kollega"), unnamed=2, at=timezone.now())
    with running(pause=PAUSE, lock=lock) as port:
        one = asks(port, person("kollega"), people=[person("kollega").pk])
        three = asks(port, person("gaest"), unnamed=3, shortage="some")
        press(port, ADDRESS, [one, three])
    assert (given() > 3) is too_many


@pytest.mark.parametrize(("lock", "rows"), [(True, 1), (False, 2)])
def test_the_same_form_pressed_twice_is_one_sign_up(meeting, lock, rows):
    Meeting.objects.update(physical_capacity=None)
    with running(pause=PAUSE, lock=lock) as port:
        form = asks(port, person("kollega"), unnamed=2)
        twice = [form, (form[0], {**form[1], "key": form[1]["key"]})]
        statuses, _seconds = press(port, ADDRESS, twice)
    # Without the lock the database's own constraint on the form's key stops the second, with an error.
    assert given() == 2
    assert sorted(statuses) == ([GIVEN, GIVEN] if rows == 1 else [GIVEN, 500])


def test_a_freed_seat_is_the_waiting_one_s_and_not_the_newcomer_s(meeting):
    seated = sign_up(meeting, person("kollega"), at=timezone.now()).seats.get()
    sign_up(meeting, person("gaest"), slug="randers", least=1, at=timezone.now())
    newcomer = colleague(1)
    with running(pause=PAUSE) as port:
        cancel = f"/moeder/plads/{seated.pk}/afbud/"
        cookies, form = form_of(port, cancel, person("kollega"))
        comes = asks(port, newcomer, people=[newcomer.pk])
        with ThreadPoolExecutor(2) as threads:
            left = threads.submit(ask, port, "POST", cancel, cookies=cookies, body=urlencode(form))
            came = threads.submit(press, port, ADDRESS, [comes])
        assert (left.result()[0], came.result()[0]) == (GIVEN, [ASKED])
    assert [seat.person for seat in Seat.objects.filter(state="confirmed")] == [person("gaest")]


@pytest.mark.parametrize(("lock", "states"), [(True, {"confirmed": 1}), (False, {"waiting": 1})])
def test_a_seat_that_is_freed_while_a_newcomer_looks_is_not_left_empty(meeting, lock, states):
    """Without the lock the newcomer finds the room full, and whoever leaves finds nobody who waits."""
    seated = sign_up(meeting, person("kollega"), at=timezone.now()).seats.get()
    newcomer = colleague(1)
    with running(pause=PAUSE, lock=lock) as port:
        cancel = f"/moeder/plads/{seated.pk}/afbud/"
        cookies, form = form_of(port, cancel, person("kollega"))
        comes = asks(port, newcomer, people=[newcomer.pk], shortage="some")
        with ThreadPoolExecutor(2) as threads:
            left = threads.submit(ask, port, "POST", cancel, cookies=cookies, body=urlencode(form))
            came = threads.submit(press, port, ADDRESS, [comes])
        assert (left.result()[0], came.result()[0]) == (GIVEN, [GIVEN])
    assert Counter(Seat.objects.filter(state__in=Seat.ACTIVE).values_list("state", flat=True)) == states


def test_whoever_cannot_get_the_lock_is_asked_to_try_again_and_nothing_is_half_saved(meeting):
    with running() as port:
        forms = one_each(port, person("kollega"))
        with transaction.atomic():
            lock_meeting(meeting.pk)
            statuses, seconds = press(port, ADDRESS, forms)
        assert (statuses, given()) == ([BUSY], 0)
        assert 2.5 < seconds[0] < 10
        assert press(port, ADDRESS, forms)[0] == [GIVEN]


@pytest.mark.parametrize(("lock", "too_many"), [(True, False), (False, True)])
def test_forty_people_for_ten_seats(meeting, lock, too_many):
    Meeting.objects.update(physical_capacity=10)
    people = [colleague(number, slug=("aarhus", "randers")[number % 2]) for number in range(40)]
    with running(lock=lock) as port:
        forms = [asks(port, who, people=[who.pk], shortage="some") for who in people]
        statuses, _seconds = press(port, ADDRESS, forms)
    assert Counter(statuses) == {GIVEN: 40}
    assert (given() > 10) is too_many
    assert too_many or given() == 10
    assert Seat.objects.values("person").distinct().count() == 40
    connection.close()
