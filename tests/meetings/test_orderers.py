"""What is told of seats without a person: to whoever ordered them, or to the contact people, in one mail."""

from datetime import timedelta

import pytest
from django.test import Client

from knub.meetings import actions, queries
from knub.meetings.actions.seating import end_seats, seating
from knub.meetings.models import Seat, SignUp
from knub.memberships.signals import membership_ended
from knub.people.models import Person
from knub.people.signals import person_left
from tests.meetings.conftest import NOW, START, make_meeting, make_season, sign_up, wish
from tests.meetings.test_mails import told

pytestmark = pytest.mark.django_db(transaction=True)
NEAR = START - timedelta(hours=40)
ON = "Udlejning og anvisning, 20. maj 2026"


@pytest.fixture
def season(loaded):
    return make_season()


@pytest.fixture
def wait(season, mail_server, member, guest):
    """A meeting whose one seat Randers has, and for which a colleague in Aarhus waits with two seats without a name."""
    meeting = make_meeting(season, physical_capacity=1)
    sign_up(meeting, guest, slug="randers")
    made = sign_up(meeting, by=member, unnamed=2, least=1)
    told(mail_server)
    return made


def give_way(made, *, at=NOW):
    """Let the seat of Randers go, and the room grow by one."""
    meeting = made.meeting
    with seating(meeting, at=at, by=None, cause="meeting_changed") as session:
        session.meeting.physical_capacity = 2
        session.meeting.save()
        end_seats(session, list(Seat.objects.filter(meeting=meeting, person__isnull=False)), cause="cancelled")


def of(mails, who):
    return [(subject, text) for to, subject, text, _calendar in mails if to == who]


def test_who_ordered_seats_without_a_name_is_told_once_that_they_are_hers(wait, mail_server):
    give_way(wait)
    ((subject, text),) = of(told(mail_server), "kollega")
    assert subject == f"Der er blevet pladser til jer: {ON}"
    assert "2 pladser til »Udlejning og anvisning«, som I ventede på, er blevet ledige, og de er jeres." in text
    assert f"http://localhost:8000/moeder/tilmelding/{wait.pk}/" in text
    actions.tell_orderers([("promoted", seat.pk) for seat in wait.seats.all()])
    assert told(mail_server) == []


def test_an_offer_of_seats_without_a_name_is_told_taken_by_its_link_and_said_on_the_receipt(wait, mail_server, member):
    give_way(wait, at=NEAR)
    ((subject, text),) = of(told(mail_server), "kollega")
    assert subject.startswith("Vil I have pladserne? Svar inden 19. maj 2026 kl. 17.00: ")
    client, seat = Client(), wait.seats.first()
    assert f"http://localhost:8000/moeder/plads/{seat.pk}/" in text
    client.force_login(member)
    page = client.get(f"/moeder/tilmelding/{wait.pk}/").content.decode()
    assert f'href="/moeder/plads/{seat.pk}/"' in page
    assert "er givet op" not in page
    actions.move_queues(at=NEAR + timedelta(hours=24))
    ((subject, text),) = of(told(mail_server), "kollega")
    assert subject == f"Tilbuddet er udløbet: {ON}"
    assert "I tog ikke de 2 pladser til »Udlejning og anvisning« i tide." in text


def test_the_contact_person_is_told_where_who_signed_herself_up_has_left(season, mail_server, member):
    made = sign_up(make_meeting(season), member)
    told(mail_server)
    Person.objects.filter(pk=member.pk).update(is_active=False)
    person_left.send(sender=type(member), person=member, by=None)
    ((to, subject, text, _calendar),) = told(mail_server)
    assert (to, subject) == ("kontaktperson", f"En plads mangler et navn: {ON}")
    assert f"http://localhost:8000/moeder/tilmelding/{made.pk}/" in text


def test_who_gives_a_seat_without_a_name_up_knows_it_and_others_are_told(season, mail_server, member, secretariat):
    made = sign_up(make_meeting(season), by=member, unnamed=2)
    first, second = made.seats.all()
    told(mail_server)
    actions.cancel_seat(first, at=NOW, by=member)
    assert told(mail_server) == []
    actions.cancel_for(second, reason="Aftalt", at=NOW, by=secretariat)
    ((to, subject, _text, _calendar),) = told(mail_server)
    assert (to, subject) == ("kollega", f"Der er meldt afbud for pladser: {ON}")


def test_a_moved_meeting_and_the_end_of_a_membership_reach_who_ordered_once(season, mail_server, member, secretariat):
    meeting = make_meeting(season)
    sign_up(meeting, by=member, unnamed=3)
    told(mail_server)
    actions.change_meeting(meeting, at=NOW, by=secretariat, venue="Rådhuset")
    ((to, subject, text, _calendar),) = told(mail_server)
    assert (to, subject) == ("kollega", f"Mødet er flyttet: {ON}")
    assert "Stedet er nu Rådhuset. Jeres pladser, også dem på ventelisten, følger med." in text
    membership = season.memberships.get(municipality__slug="aarhus")
    membership.ends_on = (START - timedelta(days=1)).date()
    membership.save()
    membership_ended.send(sender=type(membership), membership=membership, by=None)
    ((to, subject, text, _calendar),) = told(mail_server)
    assert (to, subject) == ("kollega", f"Jeres kommunes pladser er ophørt: {ON}")
    assert "Derfor er 3 pladser uden navn ophørt." in text


def test_a_guest_without_an_account_is_named_to_who_gave_the_seat(season, mail_server, member, secretariat):
    meeting = make_meeting(season, physical_capacity=1)
    seat = sign_up(meeting, member).seats.get()
    guests = wish(kind=SignUp.Kind.GUEST, names=["Eksempel Taler"], least=1)
    actions.sign_up(meeting, guests, at=NOW, by=secretariat)
    told(mail_server)
    SignUp.objects.filter(kind="guest").update(municipality=None)
    actions.cancel_seat(seat, at=NOW, by=member)
    ((subject, text),) = of(told(mail_server), "sekretaer")
    assert subject == f"Der er blevet pladser til jer: {ON}"
    assert "– Eksempel Taler\n" in text


def test_the_front_page_asks_who_ordered_and_the_contact_person_and_nobody_else(wait, member, coordinator, guest):
    give_way(wait, at=NEAR)
    first = wait.seats.first()
    found = [queries.offered_to(one, at=NEAR) for one in (member, coordinator, guest)]
    assert [[(one.seat, one.count, one.is_own) for one in own] for own in found] == [
        [(first, 2, False)], [(first, 2, False)], []
    ]  # fmt: skip
    client = Client()
    client.force_login(coordinator)
    assert "2 pladser til »" in client.get("/").content.decode()


def test_a_second_offer_does_not_prolong_the_first(wait, member):
    meeting = wait.meeting
    seat = Seat.objects.get(meeting=meeting, person__isnull=False)
    actions.cancel_seat(seat, at=NEAR, by=None)
    with seating(meeting, at=NEAR + timedelta(hours=5), by=None, cause="meeting_changed") as session:
        session.meeting.physical_capacity = 2
        session.meeting.save()
    wait.refresh_from_db()
    assert [one.state for one in wait.seats.all()] == ["offered"] * 2
    assert wait.offer_until == NEAR + timedelta(hours=24)
