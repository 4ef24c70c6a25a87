"""Leave a seat: after the deadline what is offered is what can be done, and what somebody told goes with her."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from knub.meetings import actions, queries
from knub.meetings.models import Seat
from knub.people.signals import person_left
from tests.meetings.conftest import NOW, START, make_meeting, sign_up, states
from tests.meetings.test_pages import client_of

pytestmark = pytest.mark.django_db

LATE = NOW + timedelta(days=11)


@pytest.fixture
def closed(season, member, time_machine):
    """A meeting that somebody has a seat at, and whose deadline passed yesterday."""
    meeting = make_meeting(season, sign_up_closes_at=NOW + timedelta(days=10))
    sign_up(meeting, member)
    time_machine.move_to(LATE)
    return meeting


def test_after_a_move_a_seat_is_given_up_without_a_fee_until_the_meeting_starts(closed, member, secretariat):
    actions.change_meeting(closed, at=LATE, by=secretariat, starts_at=START + timedelta(hours=1))
    page = reverse("meetings:cancel", args=[Seat.objects.get().pk])
    client = client_of(member)
    assert "Det koster ikke noget at melde afbud." in client.get(page).content.decode()
    assert client.post(page).status_code == 302
    assert states(closed) == {}


def test_after_a_move_nobody_gives_a_seat_up_once_the_meeting_has_started(closed, member, secretariat):
    later = START + timedelta(hours=1)
    actions.change_meeting(closed, at=LATE, by=secretariat, starts_at=later)
    with pytest.raises(ValidationError, match="begyndt"):
        actions.cancel_seat(Seat.objects.get(), at=later, by=member)


def test_after_the_deadline_the_page_says_whom_to_write_to_and_offers_a_colleague(closed, member):
    pk = Seat.objects.get().pk
    page, client = reverse("meetings:cancel", args=[pk]), client_of(member)
    got = client.get(page).content.decode()
    assert "Fristen er udløbet" in got
    assert 'href="mailto:sekretariatet@example.org"' in got
    assert f'href="{reverse("meetings:substitute", args=[pk])}"' in got
    assert "Meld afbud</button>" not in got
    assert "koster" not in got.split("Fristen er udløbet")[1]
    assert client.post(page).status_code == 409
    assert states(closed) == {"Eksempel Kollega": "confirmed"}


def test_who_waits_leaves_the_list_after_the_deadline_too(closed, member):
    Seat.objects.update(state="waiting")
    page, client = reverse("meetings:cancel", args=[Seat.objects.get().pk]), client_of(member)
    assert "Fristen er udløbet" not in client.get(page).content.decode()
    assert client.post(page).status_code == 302
    assert states(closed) == {}


def test_a_seat_given_up_already_is_said_before_anything_is_pressed(closed, member):
    Seat.objects.update(state="ended")
    got = client_of(member).get(reverse("meetings:cancel", args=[Seat.objects.get().pk]))
    assert got.status_code == 200
    assert "allerede" in got.content.decode()
    assert "Forlad ventelisten</button>" not in got.content.decode()


TOLD = {"diet": "Ingen nødder", "needs": "Plads til kørestol", "question": "Hvad kostede det?"}
NOTHING = {"diet": "", "needs": "", "question": "", "photo": False, "on_list": True}


@pytest.fixture
def told_seat(season, member):
    """A seat whose person has told what she eats and needs, asks, and may be in photos, but on no list."""
    meeting = make_meeting(season, format="both", online_capacity=2)
    seat = sign_up(meeting, member).seats.get()
    Seat.objects.update(**TOLD, photo=True, on_list=False)
    return seat


def left_of(seat):
    return Seat.objects.filter(pk=seat.pk).values(*NOTHING).get()


def test_the_name_taken_off_takes_along_what_was_told_and_agreed_to(told_seat, coordinator):
    actions.unname(told_seat, at=NOW, by=coordinator)
    assert left_of(told_seat) == NOTHING
    assert queries.told(told_seat.meeting) == queries.Told((), (), ())


def test_who_leaves_the_municipality_takes_along_what_she_told_and_agreed_to(told_seat, member):
    person_left.send(sender=type(member), person=member, by=None)
    assert left_of(told_seat) == NOTHING


def test_a_seat_given_up_keeps_nothing_of_food_needs_and_questions(told_seat, member):
    actions.cancel_seat(told_seat, at=NOW, by=member)
    assert {name: left_of(told_seat)[name] for name in TOLD} == dict.fromkeys(TOLD, "")


def test_who_takes_part_online_leaves_food_and_needs_behind_and_keeps_her_question(told_seat, member):
    actions.switch_mode(told_seat, "online", at=NOW, by=member)
    assert left_of(told_seat) == {**NOTHING, "question": TOLD["question"], "photo": True, "on_list": False}


def test_a_meeting_that_goes_online_forgets_food_and_needs(told_seat, secretariat):
    actions.change_meeting(told_seat.meeting, at=NOW, by=secretariat, format="online")
    assert (left_of(told_seat)["diet"], left_of(told_seat)["needs"]) == ("", "")
