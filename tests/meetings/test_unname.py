"""Take the name off a seat: who looks after it does, the person is told once, and the seat is named again."""

import pytest
from django.test import Client
from django.urls import reverse

from knub.meetings.models import Seat
from tests.meetings.conftest import END, colleague, make_meeting, make_season, sign_up, states
from tests.meetings.test_mails import told
from tests.meetings.test_pages import client_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(loaded):
    return make_meeting(make_season())


def page(name, seat):
    return reverse(f"meetings:{name}", args=[seat.pk])


def test_the_name_is_taken_off_with_a_word_to_the_person_and_put_on_again(meeting, coordinator, member, mail_server):
    seat = sign_up(meeting, member, by=coordinator).seats.get()
    told(mail_server)
    client = client_of(coordinator)
    assert page("unname", seat) in client.get(page("seat", seat)).content.decode()
    asked = client.get(page("unname", seat)).content.decode()
    assert "Aarhus Kommune beholder pladsen" in asked
    assert "Eksempel Kollega får en mail om det" in asked
    after = client.post(page("unname", seat), follow=True).content.decode()
    assert "Navnet er taget af pladsen." in after
    assert "Vælg, hvem der kommer" in after
    assert states(meeting) == {"–": "confirmed"}
    ((to, subject, text, calendar),) = told(mail_server)
    assert (to, subject) == ("kollega", "Du er ikke længere tilmeldt: Udlejning og anvisning, 20. maj 2026")
    assert "Pladsen bliver holdt til en kollega." in text
    assert (calendar.method.value, calendar.vevent.uid.value) == ("CANCEL", f"plads-{seat.pk}-0@localhost")
    client.post(page("substitute", seat), {"person": member.pk})
    assert states(meeting) == {"Eksempel Kollega": "confirmed"}
    assert [mail[0] for mail in told(mail_server)] == ["kollega"]


def test_a_name_is_not_taken_off_by_its_owner_a_stranger_or_the_mailed_link(meeting, coordinator, member, guest):
    seat = sign_up(meeting, member, by=coordinator).seats.get()
    for person in (member, guest, colleague(1)):
        assert client_of(person).post(page("unname", seat)).status_code == 404
    assert page("unname", seat) not in client_of(member).get(page("seat", seat)).content.decode()
    assert Client().post(page("unname", seat)).url.startswith("/log-ind/")
    assert states(meeting) == {"Eksempel Kollega": "confirmed"}


def test_a_seat_without_a_name_given_up_or_of_the_past_has_no_name_to_take(meeting, secretariat, member, time_machine):
    seat, client = sign_up(meeting, member).seats.get(), client_of(secretariat)
    for changed in ({"state": "ended"}, {"state": "waiting", "person": None}):
        Seat.objects.filter(pk=seat.pk).update(**changed)
        assert client.get(page("unname", seat)).status_code == 404
    Seat.objects.filter(pk=seat.pk).update(name="Eksempel Gæst uden konto")
    assert client.post(page("unname", seat)).status_code == 302
    assert Seat.objects.get(pk=seat.pk).name == ""
    Seat.objects.filter(pk=seat.pk).update(person=member)
    time_machine.move_to(END)
    client = client_of(secretariat)
    assert client.get(page("unname", seat)).status_code == 404
