"""The end of joining: who comes to the next meetings, and back to the meeting one came from."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knub.meetings.models import Meeting, Seat, SignUp
from knub.memberships.models import Membership
from knub.people import actions as people
from tests.meetings.conftest import END, NOW, START, YEAR, join, make_meeting, municipality, sign_up, states
from tests.meetings.test_desk import client_of, text_of

pytestmark = pytest.mark.django_db
PAGE = "/moeder/hvem-skal-med/aarhus/"
LATER = {"starts_at": START + timedelta(days=200), "ends_at": END + timedelta(days=200)}


@pytest.fixture(autouse=True)
def no_others(db):
    """The demo's own meetings are not to be signed up for here."""
    Meeting.objects.filter(archived=False).update(archived=True)


@pytest.fixture
def later(season, meeting):
    return make_meeting(season, number=3, title="Lovgivning", **LATER)


def send(client, **typed):
    form = client.get(PAGE).context["form"]
    return client.post(PAGE, {"key": str(form["key"].value()), **typed})


def test_seats_are_kept_at_several_meetings_in_one_step_and_twice_is_once(meeting, later, member):
    client = client_of(member)
    typed = {f"me_{meeting.pk}": "on", f"seats_{meeting.pk}": "1", f"seats_{later.pk}": "3"}
    form = client.get(PAGE).context["form"]
    typed["key"] = str(form["key"].value())
    page = text_of(client.post(PAGE, typed, follow=True))
    client.post(PAGE, {**typed, f"me_{meeting.pk}": ""})
    assert "»Udlejning og anvisning«: I har to pladser." in page
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "–": "confirmed"}
    assert states(later) == {"–": ["confirmed"] * 3}
    assert SignUp.objects.count() == 2


def test_a_full_meeting_keeps_nothing_and_says_so_and_the_other_is_kept(meeting, later, member):
    page = text_of(client_of(member).get(PAGE))
    assert page.count("<fieldset") >= 2
    got = send(client_of(member), **{f"seats_{meeting.pk}": "9", f"seats_{later.pk}": "1"})
    assert got.status_code == 302
    assert (states(meeting), states(later)) == ({}, {"–": "confirmed"})


def test_nothing_asked_for_is_said(meeting, member):
    got = send(client_of(member))
    assert got.status_code == 400
    assert "Sæt kryds ved det, I kommer til" in text_of(got)


def test_only_meetings_on_a_day_of_membership_and_open_ones_are_there(season, meeting, later, member):
    season.memberships.filter(municipality__slug="aarhus").update(ends_on=(START + timedelta(days=1)).date())
    make_meeting(season, number=4, sign_up_opens_at=NOW + timedelta(days=1))
    make_meeting(season, number=5, published_at=None)
    assert client_of(member).get(PAGE).context["form"].meetings == [meeting]
    sign_up(meeting, member)
    assert "Du er tilmeldt." in text_of(client_of(member).get(PAGE))
    Meeting.objects.filter(archived=False).update(archived=True)
    assert "Intet møde er åbent" in text_of(client_of(member).get(PAGE))


def test_another_municipality_s_seats_are_not_one_s_to_keep(meeting, guest, outsider):
    assert client_of(guest).get(PAGE).status_code == 404
    assert client_of(outsider).get(PAGE).status_code == 404


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_step_costs_the_same_for_any_number(season, member, meetings, django_assert_num_queries):
    for number in range(meetings):
        make_meeting(season, number=number + 1)
    client = client_of(member)
    with django_assert_num_queries(6):
        client.get(PAGE)


def test_one_comes_back_to_the_meeting_one_was_led_to_joining_from(season, meeting, later, outsider):
    odense = municipality("odense")
    people.grant_role(outsider, odense, "coordinator", starts_on=NOW.date())
    client = client_of(outsider)
    page = text_of(client.get(reverse("meetings:sign_up", args=[YEAR, 3])))
    assert "Jeres kommune skal være medlem først" in page
    membership = join(season, "odense")
    joined = text_of(client.get(reverse("memberships:joined", args=[membership.pk])))
    assert "/moeder/hvem-skal-med/odense/" in joined
    found = client.get("/moeder/hvem-skal-med/odense/")
    assert [one.number for one in found.context["form"].meetings] == [3, 2]
    assert "Du kom fra dette møde" in text_of(found)
    form = found.context["form"]
    client.post("/moeder/hvem-skal-med/odense/", {"key": str(form["key"].value()), f"me_{later.pk}": "on"})
    assert Seat.objects.get().person == outsider
    assert Membership.objects.get(season=season, municipality=odense) == membership


def test_the_secretariat_is_led_to_the_meetings(season, meeting, as_secretariat):
    membership = season.memberships.get(municipality__slug="aarhus")
    assert 'href="/moeder/"' in text_of(as_secretariat.get(reverse("memberships:joined", args=[membership.pk])))
