"""Colleagues who were signed up before KNUB knew them: one person however the mail is written, and an invitation."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from knub.meetings import actions
from knub.meetings.models import Seat
from knub.people import actions as people
from knub.people.models import Invitation, MailDomain, Person
from tests.meetings.conftest import NOW, START, make_meeting, municipality, sign_up, states, wish
from tests.meetings.test_mails import season, told
from tests.meetings.test_pages import client_of, send

__all__ = ["season"]
pytestmark = pytest.mark.django_db(transaction=True)
NEW = ("Eksempel Ny", "Ny@Aarhus.example.org")


def invited():
    return list(Invitation.objects.values_list("email", "role", "organisation__slug"))


def test_whoever_a_contact_person_signs_up_is_invited_once_and_comes_in(season, mail_server, coordinator):
    meeting = make_meeting(season)
    actions.sign_up(meeting, wish(new=[NEW]), at=NOW, by=coordinator)
    mails = told(mail_server)
    assert invited() == [("ny@aarhus.example.org", "member", "aarhus")]
    text = next(text for to, _subject, text, _none in mails if to == "ny" and "/invitation/" in text)
    assert "Du er tilmeldt »Udlejning og anvisning«." in text
    assert "/ikke-mig/" in text
    actions.tell_seats([("confirmed", Seat.objects.get().pk)])
    assert len(invited()) == 1
    people.accept(Invitation.objects.get(), name="Eksempel Ny")
    assert Person.objects.get(name="Eksempel Ny").roles.get().organisation == municipality("aarhus")
    assert states(meeting) == {"Eksempel Ny": "confirmed"}


def test_a_colleague_brings_those_with_the_municipality_s_own_mail_only(season, mail_server, member):
    MailDomain.objects.get_or_create(domain="aarhus.example.org", defaults={"organisation": municipality("aarhus")})
    elsewhere = ("Eksempel Anden", "anden@andetsteds.example.org")
    actions.sign_up(make_meeting(season), wish(new=[NEW, elsewhere]), at=NOW, by=member)
    mails = told(mail_server)
    assert invited() == [("ny@aarhus.example.org", "member", "aarhus")]
    assert {to for to, *_rest in mails} == {"ny", "anden", "kollega"}


def test_a_substitute_who_is_new_is_invited_too(season, mail_server, coordinator):
    seat = sign_up(make_meeting(season), coordinator).seats.get()
    actions.substitute(seat, None, new=NEW, at=NOW, by=coordinator)
    told(mail_server)
    assert invited() == [("ny@aarhus.example.org", "member", "aarhus")]


def test_it_is_not_me_takes_the_name_off_and_asks_for_another(season, mail_server, coordinator):
    meeting = make_meeting(season)
    actions.sign_up(meeting, wish(new=[NEW]), at=NOW, by=coordinator)
    told(mail_server)
    people.decline(Invitation.objects.get())
    assert states(meeting) == {"–": "confirmed"}
    subjects = [subject for to, subject, *_rest in told(mail_server) if to == "kontaktperson"]
    assert "En plads mangler et navn: Udlejning og anvisning, 20. maj 2026" in subjects


def test_who_has_a_role_elsewhere_is_not_invited_and_keeps_her_seat_when_she_declines(
    season, mail_server, coordinator, guest
):
    meeting = make_meeting(season)
    sign_up(meeting, guest, by=coordinator)
    told(mail_server)
    assert invited() == []
    people.invite(municipality("aarhus"), [guest.email], role="member", why="", by=coordinator)
    people.decline(Invitation.objects.get())
    assert states(meeting) == {"Eksempel Gæst": "confirmed"}


@pytest.mark.parametrize("stored", ["Ny@Aarhus.Example.org", "ny@aarhus.example.org"])
def test_a_mail_is_one_person_however_it_is_written(season, member, stored):
    known = Person.objects.create(name="Eksempel Ny", email=stored)
    meeting = make_meeting(season)
    got = send(client_of(member), name_1="Eksempel Ny", mail_1="NY@aarhus.example.org")
    assert (got.status_code, states(meeting)) == (302, {"Eksempel Ny": "confirmed"})
    assert Seat.objects.get().person == known
    seat = sign_up(meeting, member).seats.get()
    other = Person.objects.create(name="Eksempel Anden", email=f"anden.{stored}")
    actions.substitute(seat, None, new=("x", f"Anden.{stored}"), at=NOW, by=member)
    assert Seat.objects.filter(person=other).exists()


def test_a_colleague_whose_access_was_closed_is_not_signed_up_again_by_her_mail(season, member):
    Person.objects.create(name="Eksempel Væk", email="vaek@aarhus.example.org", is_active=False)
    meeting = make_meeting(season)
    got = send(client_of(member), name_1="Eksempel Væk", mail_1="vaek@aarhus.example.org")
    assert (got.status_code, states(meeting)) == (400, {})
    assert "adgang er lukket" in got.content.decode()


@pytest.mark.parametrize(
    "late",
    [(timedelta(days=7), "er om 7 dage"), (timedelta(days=6, hours=8), "er om 6 dage"),
     (timedelta(days=1), "er i morgen"), (timedelta(hours=2), "er i dag")],
)  # fmt: skip
def test_a_reminder_that_comes_late_says_the_right_day(season, mail_server, member, late, time_machine):
    before, words = late
    sign_up(make_meeting(season), member)
    told(mail_server)
    time_machine.move_to(START - before)
    actions.remind(at=START - before)
    ((_to, _subject, text, _none),) = told(mail_server)
    assert words in text
    assert ProcrastinateJob.objects.filter(status="failed").count() == 0
