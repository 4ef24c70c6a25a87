"""The secretary's desk of a meeting, at two widths, on a phone and by keyboard."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from knub.meetings import actions
from knub.meetings.models import Seat
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults
from tests.meetings.conftest import NOW, YEAR, colleague, make_meeting, make_season, municipality, sign_up

pytestmark = pytest.mark.browser
MEETING = f"/moeder/{YEAR}/2/"
CLOSES = NOW + timedelta(days=10)


@pytest.fixture
def meeting(loaded, time_machine):
    """A full meeting of six seats with a queue of two, a guest, two names missing, and a request after the deadline."""
    time_machine.move_to(NOW)
    meeting = make_meeting(make_season(), format="both", physical_capacity=6, sign_up_closes_at=CLOSES)
    sign_up(meeting, person("kollega"), unnamed=2)
    sign_up(meeting, person("gaest"), colleague(1, "randers"), slug="randers")
    guests = actions.Wish(mode="physical", municipality=None, names=["Eksempel Oplægsholder"], kind="speaker")
    actions.sign_up_for(meeting, guests, at=NOW, by=person("sekretaer"))
    sign_up(meeting, colleague(2), colleague(3), least=2)
    sign_up(meeting, by=person("gaest"), slug="randers", unnamed=3, least=3, at=NOW + timedelta(hours=1))
    time_machine.move_to(CLOSES + timedelta(hours=1))
    values = {"seats": 2, "mode": "online", "text": "Eksempel: Vi blev først klar i dag."}
    actions.ask_late(meeting, municipality("aarhus"), values, at=CLOSES, by=person("kontaktperson"))
    return meeting


def desk_pages(meeting):
    head, request = Seat.objects.filter(state="waiting").first().sign_up_id, meeting.late_requests.get().pk
    seat = meeting.seats.first().pk
    return [
        f"{MEETING}pladser/", f"{MEETING}pladser/kommune/", f"{MEETING}pladser/kommune/?kommune=aarhus",
        f"{MEETING}pladser/andre/", f"/moeder/tilmelding/{head}/mindst/", f"/moeder/tilmelding/{head}/foerst/",
        f"/moeder/anmodning/{request}/", f"/moeder/plads/{seat}/afbud/", f"/historik/moede/{meeting.pk}/",
        *(f"{MEETING}pladser/{page}" for page in ("dagen/", "dagen/?q=zzzz", "mails/", "lister/")),
        *(f"{MEETING}pladser/lister/{key}/" for key in ("doer", "koekken", "deltagere")),
        f"/historik/plads/{seat}/", f"/historik/tilmelding/{head}/",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_the_desk_has_a_fault(site, meeting, width):
    assert faults(site, desk_pages(meeting), width=width, by=person("sekretaer")) == {}
    own = [MEETING, f"{MEETING}bed-om-plads/", "/min-side/kalender/", "/moeder/hvem-skal-med/aarhus/"]
    assert faults(site, own, width=width, by=person("kollega")) == {}


def test_the_secretary_lets_an_entry_come_first_and_gives_seats_after_the_deadline(site, meeting):
    page = site(f"{MEETING}pladser/", by=person("sekretaer")).page
    page.get_by_role("link", name="Sæt forrest (nr. 2)").click()
    page.get_by_label("Hvorfor?").fill("Holder oplæg")
    page.get_by_role("button", name="Sæt forrest").click()
    expect(page.get_by_role("main")).to_contain_text("Kommer først, fordi: Holder oplæg.")
    page.get_by_role("link", name="Aarhus Kommune: 2 pladser", exact=True).click()
    page.get_by_role("button", name="Giv 2 pladser").click()
    expect(page.get_by_role("main")).to_contain_text("Pladserne er givet.")
    assert Seat.objects.filter(mode="online", state="confirmed").count() == 2


def test_people_are_ticked_on_a_phone_by_one_press_without_scripts(site, meeting):
    page = site(f"{MEETING}pladser/dagen/", width=NARROW, scripts=False, by=person("sekretaer")).page
    page.get_by_role("button", name="Er her Eksempel Gæst").click()
    expect(page.get_by_role("status")).to_contain_text("1 af 6 er her")
    page.get_by_label("Navn mangler, Aarhus Kommune").first.fill("Eksempel Sen")
    page.get_by_role("button", name="Er her med dette navn").first.click()
    expect(page.get_by_role("status")).to_contain_text("2 af 6 er her")


def test_a_calendar_address_is_made_on_one_s_own_page_and_ended(site, meeting):
    page = site("/min-side/", by=person("kollega")).page
    page.get_by_role("link", name="Dine møder i din kalender").click()
    page.get_by_role("button", name="Lav min adresse").click()
    assert "/moeder/kalender/" in page.get_by_label("Adresse").input_value()
    page.get_by_role("button", name="Luk adressen").click()
    expect(page.get_by_role("main")).to_contain_text("Adressen er lukket.")
