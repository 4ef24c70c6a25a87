"""Dagen i dag on a phone: no faults at two widths, by keyboard, without scripts, and when the connection drops."""

import uuid
from datetime import time

import pytest
from playwright.sync_api import expect

from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.actions.telling import personal_link
from knub.meetings.models import DayQuestion, GroupLine, IntendedAction
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults, tab_to
from tests.meetings.conftest import START, YEAR, make_meeting, make_season, sign_up
from tests.meetings.grouped import seat_all

pytestmark = pytest.mark.browser
MEETING = f"/moeder/{YEAR}/2/"
TODAY = f"{MEETING}i-dag/"
LINE = "Vi bruger ordet tryghed, ikke ordet kontrol"


@pytest.fixture
def meeting(loaded, time_machine):
    """The morning of a meeting with a programme and groups; the member of the cast sits in one of them."""
    time_machine.move_to(START.replace(hour=8))
    found = make_meeting(make_season(), format="both", physical_capacity=None)
    secretary = person("sekretaer")
    for title, starts, ends, kind in (
        ("Eksempel: Velkomst", time(8), time(9), "talk"),
        ("Eksempel: Drøftelse i grupper", time(9, 30), time(11), "discussion"),
        ("Eksempel: Nyt om reglerne", time(13), time(14), "law"),
    ):
        actions.add_item(found, {"title": title, "starts": starts, "ends": ends, "kind": kind}, by=secretary)
    actions.release_programme(found, seen=queries.draft(found).seen, tells=False, at=START, by=secretary)
    sign_up(found, person("kollega"), person("kontaktperson"))
    seat_all(found, 10, 10)
    grouping = actions.make_groups(found, Wishes(4), seen=0, by=secretary, seed=1)
    actions.place_groups(grouping, dict.fromkeys(range(1, 4), "Bord ved vinduet"), seen=1, by=secretary)
    actions.release_groups(grouping, seen=2, by=secretary)
    return found


def group_of(meeting, somebody):
    return queries.my_groups(queries.own_seat(meeting, somebody), queries.points_of(meeting))[0].group


def fill(meeting, member):
    group, contact = group_of(meeting, member), person("kontaktperson")
    new = {"at": START, "by": member}
    actions.write_line(meeting, LINE, group=group, key=uuid.uuid4(), **new)
    actions.intend(meeting, "Beboermøder i vaskeriet", group=group, mine=True, key=uuid.uuid4(), **new)
    actions.intend(meeting, "Et fælles skema", group=group, mine=False, key=uuid.uuid4(), **new)
    for text, nameless in (("Hvad kostede det?", False), ("Må man sige nej?", True)):
        found = actions.ask_on_the_day(meeting, text, key=uuid.uuid4(), item=None, nameless=nameless, **new)
    actions.wish_too(found, wishes=True, at=START, by=contact)
    actions.mark_answered(DayQuestion.objects.first(), answered=True, by=person("sekretaer"))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_day_has_no_fault(site, meeting, width):
    member = person("kollega")
    assert faults(site, [TODAY], width=width, by=member) == {}
    fill(meeting, member)
    assert faults(site, [TODAY, MEETING], width=width, by=member) == {}
    assert faults(site, [TODAY, f"{TODAY}?gruppe=1"], width=width, by=person("sekretaer")) == {}


def test_a_line_a_thing_to_try_and_a_question_are_written_by_keyboard_on_a_phone(site, meeting):
    page = site(TODAY, width=NARROW, by=person("kollega")).page
    expect(page.locator("#now")).to_contain_text("Eksempel: Velkomst")
    for label, text, button in (
        ("Din linje", LINE, "Tilføj linjen"),
        ("Det vil vi prøve …", "Beboermøder i vaskeriet", "Tilføj"),
        ("Dit spørgsmål", "Hvad kostede det?", "Stil spørgsmålet"),
    ):
        page.get_by_label(label).focus()
        page.keyboard.type(text)
        tab_to(page, button)
        page.keyboard.press("Enter")
        expect(page.locator(".lines", has_text=text)).to_be_visible()
        expect(page.get_by_label(label)).to_have_value("")
    assert [GroupLine.objects.get().text, IntendedAction.objects.get().owner] == [LINE, None]
    assert DayQuestion.objects.get().asked_by == person("kollega")


def test_it_works_without_scripts(site, meeting):
    page = site(TODAY, width=NARROW, scripts=False, by=person("kollega")).page
    page.get_by_label("Din linje").fill(LINE)
    page.get_by_role("button", name="Tilføj linjen").click()
    expect(page.locator(".lines")).to_contain_text(LINE)
    page.get_by_role("button", name="Slet").click()
    expect(page.get_by_role("main")).to_contain_text("Skriv den første linje.")


def link_of(meeting, member):
    return "/" + personal_link(meeting.seats.get(person=member)).split("/", 3)[3] + "i-dag/"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_day_by_link_has_no_fault_and_is_written_on_without_logging_in(site, meeting, width):
    member = person("kollega")
    fill(meeting, member)
    address = link_of(meeting, member)
    assert faults(site, [address], width=width, by=None) == {}
    page = site(address, width=width).page
    expect(page.get_by_role("link", name="Log ind", exact=True)).to_be_visible()
    page.get_by_label("Din linje").fill("Skrevet med linket")
    tab_to(page, "Tilføj linjen")
    page.keyboard.press("Enter")
    expect(page.locator(".lines", has_text="Skrevet med linket")).to_be_visible()
    assert GroupLine.objects.get(text="Skrevet med linket").written_by == member


def test_the_day_by_link_works_without_scripts(site, meeting):
    page = site(link_of(meeting, person("kollega")), width=NARROW, scripts=False).page
    page.get_by_label("Dit spørgsmål").fill("Hvad kostede det?")
    page.get_by_role("button", name="Stil spørgsmålet").click()
    expect(page.locator(".lines")).to_contain_text("Hvad kostede det?")


@pytest.mark.parametrize("by_link", [False, True], ids=["login", "link"])
def test_what_is_written_while_the_connection_is_gone_is_sent_once_when_it_is_back(site, meeting, by_link):
    member = person("kollega")
    address, by = (link_of(meeting, member), None) if by_link else (TODAY, member)
    page = site(address, width=NARROW, by=by).page
    page.get_by_label("Din linje").fill(LINE)
    page.context.set_offline(True)
    page.get_by_role("button", name="Tilføj linjen").click()
    expect(page.locator("#line [role=status]")).to_contain_text("Der er ingen forbindelse.")
    assert not GroupLine.objects.exists()
    page.context.set_offline(False)
    expect(page.locator(".lines")).to_contain_text(LINE)
    assert GroupLine.objects.count() == 1


def test_what_was_typed_is_there_when_the_page_is_opened_again(site, meeting):
    page = site(TODAY, width=NARROW, by=person("kollega")).page
    page.get_by_label("Din linje").fill(LINE)
    page.reload()
    expect(page.get_by_label("Din linje")).to_have_value(LINE)
    expect(page.locator("#line [role=status]")).to_contain_text("Det her er ikke sendt endnu.")
    page.get_by_role("button", name="Tilføj linjen").click()
    expect(page.locator(".lines")).to_contain_text(LINE)
    page.reload()
    expect(page.get_by_label("Din linje")).to_have_value("")
    assert GroupLine.objects.count() == 1


def test_what_was_chosen_beside_the_text_comes_back_with_it(site, meeting):
    page = site(TODAY, width=NARROW, by=person("kollega")).page
    page.get_by_label("Spørg uden mit navn").check()
    page.get_by_label("Dit spørgsmål").fill("Må man sige nej?")
    page.get_by_label("Til", exact=True).select_option("Eksempel: Nyt om reglerne")
    page.get_by_label("Det vil vi prøve …").fill("Beboermøder i vaskeriet")
    page.get_by_label("Jeg tager den på mig").check()
    page.get_by_label("Din linje").fill(LINE)
    page.get_by_role("button", name="Tilføj linjen").click()
    expect(page.locator("#line .lines")).to_contain_text(LINE)
    expect(page.get_by_label("Spørg uden mit navn")).to_be_checked()
    page.reload()
    page.get_by_role("button", name="Stil spørgsmålet").click()
    expect(page.locator("#ask .lines")).to_contain_text("Må man sige nej?")
    expect(page.get_by_label("Spørg uden mit navn")).not_to_be_checked()
    page.get_by_role("button", name="Tilføj", exact=True).click()
    expect(page.locator("#intend .lines")).to_contain_text("Beboermøder i vaskeriet")
    question = DayQuestion.objects.get()
    assert (question.asked_by, question.item.title) == (None, "Eksempel: Nyt om reglerne")
    assert IntendedAction.objects.get().owner == person("kollega")


def test_a_choice_made_before_anything_is_typed_is_kept_and_can_be_unmade(site, meeting):
    page = site(TODAY, width=NARROW, by=person("kollega")).page
    nameless = page.get_by_label("Spørg uden mit navn")
    nameless.check()
    page.reload()
    expect(nameless).to_be_checked()
    nameless.uncheck()
    page.reload()
    expect(nameless).not_to_be_checked()


def test_an_answer_that_is_lost_on_the_way_makes_no_second_line(site, meeting):
    page = site(TODAY, width=NARROW, by=person("kollega")).page
    page.get_by_label("Din linje").fill(LINE)

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/i-dag/", lose, times=1)
    page.get_by_role("button", name="Tilføj linjen").click()
    expect(page.locator("#line [role=status]")).to_contain_text("Der er ingen forbindelse.")
    assert GroupLine.objects.count() == 1
    page.get_by_role("button", name="Tilføj linjen").click()
    expect(page.locator(".lines")).to_contain_text(LINE)
    assert GroupLine.objects.count() == 1
