"""The check of every night: silent while all is well, and a mail to the secretariat for each thing that cannot be."""

from datetime import timedelta

import pytest
from django.db import connection

from knub.meetings import actions
from knub.meetings.models import Meeting, Seat, SignUp
from knub.notify.models import Mail
from tests.meetings.conftest import END, NOW, START, colleague, make_meeting, sign_up

pytestmark = pytest.mark.django_db


def reported():
    """Run the check and return what was mailed."""
    actions.check_seats(at=NOW)
    return [mail.text for mail in Mail.objects.filter(key__startswith="seat-check-")]


def test_all_is_well_with_a_full_room_a_queue_and_a_passed_over_head(meeting, member, guest):
    sign_up(meeting, member, unnamed=1)
    sign_up(meeting, guest, unnamed=2, slug="randers", least=3)
    assert reported() == []


def test_one_seat_too_many_is_reported_once_a_day(meeting, member):
    made = sign_up(meeting, by=member, unnamed=3)
    Seat.objects.create(sign_up=made, meeting=meeting, mode="physical", state="confirmed", confirmed_at=NOW)
    (text,) = reported()
    assert "Fysisk: 4 pladser er taget, og der er plads til 3." in text
    assert len(reported()) == 1
    assert Mail.objects.get(key__startswith="seat-check-").to == "sekretariatet@example.org"


def test_a_person_with_two_seats_is_reported(meeting, member):
    made = sign_up(meeting, member)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_seat_a_person")
    Seat.objects.create(
        sign_up=made, meeting=meeting, mode="physical", state="confirmed", confirmed_at=NOW, person=member
    )
    assert "har 2 pladser på samme tid" in reported()[0]


def test_somebody_who_waits_although_there_is_room_is_reported(meeting, member, guest):
    sign_up(meeting, by=member, unnamed=3)
    sign_up(meeting, guest, slug="randers", least=1)
    Meeting.objects.update(physical_capacity=4)
    assert "Nr. 1 på ventelisten venter, selv om der er plads til den. Antal: 1." in reported()[0]


def test_an_offer_nobody_passed_on_and_seats_astray_are_reported(season, meeting, member, guest):
    sign_up(meeting, by=member, unnamed=3)
    waits = sign_up(meeting, guest, slug="randers", least=1)
    Seat.objects.filter(sign_up=waits).update(state="offered")
    SignUp.objects.filter(pk=waits.pk).update(offer_until=NOW - timedelta(minutes=1))
    Meeting.objects.filter(pk=meeting.pk).update(physical_capacity=4)
    assert "Tilbud, der er udløbet og ikke givet videre: 1." in reported()[0]
    Mail.objects.all().delete()
    other = make_meeting(season, number=3, format="online", starts_at=START, ends_at=END)
    SignUp.objects.filter(pk=waits.pk).update(meeting=other, offer_until=NOW + timedelta(days=1))
    Seat.objects.filter(sign_up=waits).update(mode="online")
    (text,) = reported()
    assert "Pladser, der deltager på en måde, som mødet ikke tilbyder: 1." in text
    assert "Pladser, der hører til en tilmelding til et andet møde: 1." in text


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_check_costs_the_same_for_any_number(meeting, member, waiting, django_assert_num_queries):
    sign_up(meeting, by=member, unnamed=3)
    for number in range(waiting):
        sign_up(meeting, colleague(number), least=1)
    meetings = Meeting.objects.filter(archived=False, ends_at__gt=NOW).exclude(pk=meeting.pk)
    meetings.update(archived=True)
    with django_assert_num_queries(8):
        assert actions.check_seats(at=NOW) == 0
