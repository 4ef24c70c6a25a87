"""Fra mødet: no page has a fault at two widths, and it is released and shared by keyboard."""

import uuid
from datetime import time, timedelta

import pytest
from playwright.sync_api import expect

from knub.meetings import actions, queries
from knub.meetings.actions.following_up import personal_link
from knub.meetings.actions.telling_speakers import speaker_link
from knub.meetings.models import Speaker
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults, tab_to
from tests.meetings.conftest import END, START, YEAR, make_meeting, make_season, sign_up
from tests.meetings.test_record import CARD

pytestmark = pytest.mark.browser
RECORD = f"/moeder/{YEAR}/2/fra-moedet/"
SITE = "http://localhost:8000"


@pytest.fixture
def meeting(loaded, time_machine):
    """A meeting that was held yesterday; of its two talks one has an approved card."""
    found = make_meeting(make_season(), physical_capacity=None)
    secretary, member = person("sekretaer"), person("kollega")
    sign_up(found, member, person("kontaktperson"))
    speaker = Speaker.objects.create(meeting=found, name="Eksempel Taler", email="taler@example.org")
    for title, hour in (("Eksempel: En kommune fortæller", 9), ("Eksempel: Nyt om reglerne", 10)):
        more = {"kind": "case", "organisation": "En kommune (eksempel)", "speakers": [speaker]}
        actions.add_item(found, {"title": title, "starts": time(hour), "ends": time(hour + 1), **more}, by=secretary)
    actions.release_programme(found, seen=queries.draft(found).seen, tells=False, at=START, by=secretary)
    item = found.items.get(starts=time(9))
    card = actions.write_card(item, CARD, seen="0", by=secretary)
    actions.approve_card(card, CARD, speaker=speaker, seen="1", at=END)
    doing = {"group": None, "at": START, "by": member}
    actions.write_line(found, "Vi bruger ordet tryghed, ikke ordet kontrol", key=uuid.uuid4(), **doing)
    actions.intend(found, "Beboermøder i vaskeriet", mine=True, key=uuid.uuid4(), **doing)
    actions.write_record(found, "Det **vigtigste** fra dagen.", seen="0", by=secretary)
    time_machine.move_to(END + timedelta(days=1))
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_the_record_has_a_fault(site, meeting, width):
    secretary, member = person("sekretaer"), person("kollega")
    item = meeting.items.get(starts=time(9))
    assert faults(site, [RECORD, f"{RECORD}ret/", f"{RECORD}kort/{item.pk}/"], width=width, by=secretary) == {}
    link = speaker_link(meeting.speakers.get()).removeprefix(SITE)
    assert faults(site, [link, f"{link}kort/{item.card.pk}/"], width=width, by=None) == {}
    actions.release_record(meeting, at=END, by=secretary)
    assert faults(site, [RECORD, f"/moeder/{YEAR}/2/"], width=width, by=member) == {}
    tried = meeting.intended_actions.get()
    assert faults(site, [f"/moeder/det-vil-vi-proeve/{tried.pk}/"], width=width, by=member) == {}
    actions.tell_what_came_of_it(tried, "done", "Naboer mødtes.", at=END, by=member)
    own = personal_link(tried, member, at=END + timedelta(days=1)).removeprefix(SITE)
    assert faults(site, [own], width=width, by=None) == {}
    summary = actions.share_summary(meeting, queries.seat_place(meeting, member), at=END, by=member)
    assert faults(site, [summary.removeprefix(SITE)], width=width, by=None) == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_it_is_released_and_a_summary_is_shared(site, meeting, scripts):
    page = site(RECORD, scripts=scripts, by=person("sekretaer")).page
    page.get_by_role("button", name="Udgiv »Fra mødet«").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("»Fra mødet« er udgivet")
    page = site(RECORD, width=NARROW, scripts=scripts, by=person("kollega")).page
    if scripts:
        tab_to(page, "Lav et link")
        page.keyboard.press("Enter")
    else:
        page.get_by_role("button", name="Lav et link").click()
    link = page.get_by_label("Linket.").input_value()
    shown = site(link.removeprefix(SITE), width=NARROW, scripts=scripts).page
    expect(shown.get_by_role("main")).to_contain_text("Det vil Aarhus Kommune prøve")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_came_of_it_is_told_in_one_press_on_a_phone(site, meeting, scripts):
    tried, member = meeting.intended_actions.get(), person("kollega")
    link = personal_link(tried, member, at=END + timedelta(days=1)).removeprefix(SITE)
    page = site(link, width=NARROW, scripts=scripts).page
    page.get_by_label("Hvad kom der ud af det?").fill("Naboer mødtes.")
    page.get_by_role("button", name="I gang").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Det står som: I gang")
    tried.refresh_from_db()
    assert (tried.outcome, tried.came_of_it) == ("under_way", "Naboer mødtes.")
