"""Who waits takes part in the other way where there is room for her; otherwise she keeps her place and is told why."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from knub.meetings import actions, queries
from knub.meetings.models import Seat
from tests.meetings.conftest import NOW, START, colleague, make_meeting, sign_up, states, wish
from tests.meetings.test_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(season, member):
    """A meeting in a room with one seat, which is taken, and with one seat online."""
    found = make_meeting(season, format="both", physical_capacity=1, online_capacity=1)
    sign_up(found, member)
    return found


def switch(person, mode="online", *, at=NOW):
    actions.switch_mode(Seat.objects.get(person=person), mode, at=at, by=person)


def press(person):
    """Open the page of the seat of somebody, press the other way, and return what is said then."""
    client, page = client_of(person), reverse("meetings:seat", args=[Seat.objects.get(person=person).pk])
    assert "Deltag sådan i stedet: Online" in client.get(page).content.decode()
    return client.post(page, {"do": "online"}, follow=True).content.decode()


def test_who_waits_for_the_room_takes_a_seat_online(meeting, guest):
    sign_up(meeting, guest, slug="randers", least=1)
    assert "Har en plads" in press(guest)
    seat = Seat.objects.get(person=guest)
    assert (seat.state, seat.mode) == ("confirmed", "online")
    assert queries.queue_of(meeting) == []


def test_who_finds_no_room_online_either_keeps_her_place_and_is_told_why(meeting, guest):
    made = sign_up(meeting, guest, slug="randers", least=1)
    sign_up(meeting, colleague(1), mode="online")
    page = press(guest)
    assert "Alle pladser online er taget. Du beholder din plads på ventelisten." in page
    assert [(entry.key, entry.since) for entry in queries.queue_of(meeting)] == [(made.pk, NOW)]


def test_the_seats_of_the_municipality_count_for_who_waits_too(season, member):
    meeting = make_meeting(season, format="both", follows_seat_rule=False, seats_per_municipality=1)
    sign_up(meeting, member)
    second = colleague(1)
    sign_up(meeting, second, least=1)
    with pytest.raises(ValidationError, match="brugt sin ene plads"):
        switch(second)
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "Eksempel Kollega 1": "waiting"}


def test_nobody_who_waits_online_is_passed_by(meeting, guest, member):
    """Room comes online with the same step: it goes to who has waited for it, not to who asks now."""
    sign_up(meeting, colleague(1), mode="online")
    first = colleague(2)
    sign_up(meeting, first, mode="online", least=1)
    sign_up(meeting, guest, slug="randers", least=1)
    type(meeting).objects.filter(pk=meeting.pk).update(online_capacity=2)
    with pytest.raises(ValidationError, match="Alle pladser online er taget"):
        switch(guest)
    type(meeting).objects.filter(pk=meeting.pk).update(online_capacity=3)
    switch(guest)
    assert (states(meeting)["Eksempel Kollega 2"], states(meeting)["Eksempel Gæst"]) == ("confirmed", "confirmed")


def test_those_who_waited_with_her_come_in_when_they_fit_without_her(season, member, guest):
    meeting = make_meeting(season, format="both", physical_capacity=2, online_capacity=1)
    sign_up(meeting, member)
    sign_up(meeting, guest, slug="randers", unnamed=1, least=2)
    switch(guest)
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "Eksempel Gæst": "confirmed", "–": "confirmed"}


def test_the_choice_stands_until_the_meeting_starts_and_is_in_the_history(meeting, guest):
    made = sign_up(meeting, guest, slug="randers", least=1)
    with pytest.raises(ValidationError, match="begyndt"):
        switch(guest, at=START)
    switch(guest, at=START - timedelta(hours=1))
    assert states(meeting)["Eksempel Gæst"] == "confirmed"
    assert [entry.verb for entry in queries.history_of_seat(made.seats.get())][:1] == ["switched"]


@pytest.mark.parametrize(("online", "can"), [(1, True), (0, False)])
def test_the_mail_of_a_move_offers_the_choice_to_those_who_have_it(season, member, guest, online, can):
    meeting = make_meeting(season, format="both", physical_capacity=1, online_capacity=online)
    actions.sign_up(meeting, wish(member), at=NOW, by=member)
    sign_up(meeting, guest, slug="randers", least=1)
    assert [queries.has_room_in_another_way(seat, at=NOW) for seat in meeting.seats.all()] == [can, can]
