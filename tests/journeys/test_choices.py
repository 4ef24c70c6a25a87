"""A part of a meeting: the pages at two widths, chosen by keyboard on a phone, changed without scripts."""

from datetime import time

import pytest
from playwright.sync_api import expect

from knub.meetings import actions, queries
from knub.meetings.models import Seat
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults, tab_to
from tests.meetings.conftest import NOW, YEAR, make_meeting, make_season, sign_up

pytestmark = pytest.mark.browser
MEETING = f"/moeder/{YEAR}/2/"
SUMMARY = "Hele mødet er valgt. Kun en del af mødet?"
POINTS = (("Eksempel: Oplæg", 9, "talk"), ("Frokost", 12, "break"), ("Eksempel: Drøftelse i grupper", 13, "discussion"))


@pytest.fixture
def meeting(loaded, time_machine):
    """A meeting for room and screen, with a released programme."""
    time_machine.move_to(NOW)
    found = make_meeting(make_season(), format="both", physical_capacity=None)
    for title, hour, kind in POINTS:
        actions.add_item(
            found, {"title": title, "starts": time(hour), "ends": time(hour + 1), "kind": kind}, by=None
        )
    actions.release_programme(found, seen=queries.draft(found).seen, tells=False, at=NOW, by=None)
    return found


def choose(meeting, title, mode="online"):
    return sign_up(meeting, person("kollega"), mode=mode, items=[meeting.items.get(title=title).pk]).seats.get()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_a_part_has_a_fault(site, meeting, width):
    visited = site(f"{MEETING}tilmeld/", width=width, by=person("kollega"))
    visited.page.get_by_text(SUMMARY).click()
    assert (visited.faults(), visited.is_wider_than_window()) == ([], False)
    seat = choose(meeting, "Eksempel: Oplæg")
    pages = [MEETING, f"/moeder/plads/{seat.pk}/", f"{MEETING}deltagere/"]
    assert faults(site, pages, width=width, by=person("kollega")) == {}
    desk = [f"{MEETING}pladser/{page}" for page in ("", "lister/koekken/", "lister/deltagere/")]
    assert faults(site, desk, width=width, by=person("sekretaer")) == {}


def test_a_part_is_chosen_by_keyboard_on_a_phone(site, meeting):
    page = site(f"{MEETING}tilmeld/", width=NARROW, by=person("kollega")).page
    tab_to(page, "Fysisk")
    page.keyboard.press("Space")
    tab_to(page, SUMMARY)
    page.keyboard.press("Enter")
    tab_to(page, "13.00-14.00 Eksempel: Drøftelse i grupper")
    page.keyboard.press("Space")
    tab_to(page, "Tilmeld")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Tilmeldt: 13.00-14.00 Eksempel: Drøftelse i grupper")


def test_the_choice_is_changed_without_scripts(site, meeting):
    seat = choose(meeting, "Eksempel: Oplæg")
    page = site(f"/moeder/plads/{seat.pk}/", scripts=False, by=person("kollega")).page
    expect(page.get_by_role("main")).to_contain_text("(du er ventet kl. 9.00-10.00)")
    page.get_by_text("Vælg en del af mødet eller hele mødet").click()
    page.get_by_label("9.00-10.00 Eksempel: Oplæg").uncheck()
    page.get_by_role("button", name="Gem valget").click()
    expect(page.get_by_role("main")).to_contain_text("Tilmeldt: Hele mødet")
    assert Seat.objects.get(pk=seat.pk).chosen_items == []
