"""Sign colleagues up, wait, send another and cancel: at two widths, by keyboard, on a phone, without scripts."""

from datetime import time, timedelta

import pytest
from playwright.sync_api import expect

from knub.meetings import actions, queries
from knub.meetings.actions.telling import personal_link
from knub.meetings.actions.telling_speakers import speaker_link
from knub.meetings.models import Seat, Speaker
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.meetings.conftest import END, NOW, START, YEAR, colleague, make_meeting, make_season, sign_up, states

pytestmark = pytest.mark.browser
MEETING = f"/moeder/{YEAR}/2/"


@pytest.fixture
def meeting(loaded, time_machine):
    """A meeting of four seats in the room, and as many as like online; four colleagues could come."""
    time_machine.move_to(NOW)
    for number in range(1, 4):
        colleague(number)
    return make_meeting(make_season(), format="both", physical_capacity=4)


def faults(site, addresses, *, width, by):
    """Return what axe, the console and the width have against each page."""
    found = {}
    for address in addresses:
        visited = site(address, width=width, by=by)
        wide = ["wider than the window"] if visited.is_wider_than_window() else []
        if against := [*visited.faults(), *visited.console, *wide]:
            found[address] = against
        visited.page.context.close()
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_a_meeting_has_a_fault(site, meeting, width):
    member, secretary = person("kollega"), person("sekretaer")
    made = sign_up(meeting, member, unnamed=3)
    sign_up(meeting, by=member, unnamed=3, least=2)
    later = START - timedelta(days=1), END - timedelta(days=1)
    actions.change_meeting(meeting, at=NOW, by=secretary, starts_at=later[0], ends_at=later[1])
    seat = made.seats.get(person=member)
    of_the_seat = [f"/moeder/plads/{seat.pk}/{page}" for page in ("", "afbud/", "kollega/", "uden-navn/")]
    pages = [f"{MEETING}{page}" for page in ("", "tilmeld/", "deltagere/", "venteliste/")]
    receipt = f"/moeder/tilmelding/{made.pk}/"
    assert faults(site, ["/moeder/", *pages, receipt, *of_the_seat], width=width, by=member) == {}
    assert faults(site, [MEETING, f"{MEETING}tilmeld/"], width=width, by=person("udenfor")) == {}
    planning = ["/moeder/nyt/", MEETING, f"{MEETING}ret/", f"{MEETING}kopier/"]
    assert faults(site, planning, width=width, by=secretary) == {}
    link = personal_link(seat).removeprefix("http://localhost:8000")
    assert faults(site, [link, f"{link}afbud/", f"{link}kollega/"], width=width, by=None) == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_a_programme_has_a_fault(site, meeting, width):
    secretary = person("sekretaer")
    item, speaker = make_programme(meeting, secretary)
    pages = ["", "ret/", "ret/nyt/", f"ret/{item.pk}/", f"ret/{item.pk}/fjern/", "udgiv/"]
    actions.start_checklist(meeting, by=secretary)
    task = actions.add_task(meeting, title="Spørg oplægsholderne", days=-90, by=secretary)
    actions.add_task(meeting, title="Udgiv program", days=-21, by=secretary)
    of_the_checklist = [f"{MEETING}drejebog/", f"{MEETING}drejebog/{task.pk}/"]
    assert faults(site, of_the_checklist, width=width, by=secretary) == {}
    of_speakers = ["", "ny/", f"{speaker.pk}/", f"{speaker.pk}/fjern/"]
    addresses = [*(f"program/{page}" for page in pages), *(f"oplaegsholdere/{page}" for page in of_speakers)]
    assert faults(site, [f"{MEETING}{one}" for one in addresses], width=width, by=secretary) == {}
    assert faults(site, [MEETING, f"{MEETING}program/"], width=width, by=None) == {}
    sign_up(meeting, person("kollega"), unnamed=1)
    actions.propose_move(meeting, {"venue": "Et andet sted"}, at=NOW, by=secretary)
    assert faults(site, [MEETING, f"{MEETING}flytning/"], width=width, by=secretary) == {}
    link = speaker_link(speaker).removeprefix("http://localhost:8000")
    of_the_link = ["", "om/", f"punkt/{item.pk}/", "slides/", "samtykke/", "flytning/"]
    assert faults(site, [f"{link}{page}" for page in of_the_link], width=width, by=None) == {}


def make_programme(meeting, by):
    """Release a programme of two points, and change the draft; return a point and its speaker."""
    speaker = Speaker.objects.create(
        meeting=meeting, name="Eksempel Oplægsholder", shows_name=True, bio="Jeg er et eksempel.",
        email="oplaeg@example.org",
    )  # fmt: skip
    more = {"kind": "case", "organisation": "En kommune (eksempel)", "level": "area", "subject_areas": ["housing"]}
    values = {"title": "Eksempel: En kommune fortæller", "starts": time(9), "ends": time(10), "speakers": [speaker]}
    item = actions.add_item(meeting, values | more, by=by)
    actions.add_item(meeting, {"title": "Frokost", "starts": time(12), "ends": time(13), "kind": "break"}, by=by)
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, at=NOW, by=by)
    actions.change_item(item, {"starts": time(9, 30), "text": "Om det, der virkede."}, seen="0", by=by)
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, at=NOW, by=by)
    actions.add_item(meeting, {"title": "Eksempel: Drøftelse", "kind": "talk"}, by=by)
    return item, speaker


def tab_to(page, name):
    """Press Tab until the focus is on something with a name; every stop on the way must be seen."""
    script = (
        "(() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
        " return [(l || e).textContent.trim().replace(/\\s+/g, ' '), getComputedStyle(e).outlineStyle] })()"
    )
    for _press in range(80):
        page.keyboard.press("Tab")
        text, outline = page.evaluate(script)
        if text == name:
            return
        assert outline != "none" or text == "", text
    pytest.fail(f"{name} was not reached by Tab")


def test_three_are_signed_up_and_one_cancelled_by_keyboard_on_a_phone(site, meeting):
    page = site(MEETING, width=NARROW, by=person("kollega")).page
    tab_to(page, "Tilmeld")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tilmelding til Udlejning og anvisning")
    for name in ("Eksempel Kollega 1", "Eksempel Kollega 2"):
        tab_to(page, name)
        page.keyboard.press("Space")
    tab_to(page, "Fysisk")
    page.keyboard.press("Space")
    tab_to(page, "Tilmeld")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("I har tre pladser.")
    tab_to(page, "Meld afbud for Eksempel Kollega")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Det koster ikke noget at melde afbud.")
    tab_to(page, "Meld afbud")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Afbuddet er modtaget.")
    assert states(meeting) == {"Eksempel Kollega 1": "confirmed", "Eksempel Kollega 2": "confirmed"}


def test_a_full_room_asks_and_the_answer_is_said_in_words_without_scripts(site, meeting):
    sign_up(meeting, by=person("gaest"), slug="randers", unnamed=3)
    page = site(f"{MEETING}tilmeld/", scripts=False, by=person("kollega")).page
    page.get_by_label("Eksempel Kollega 1").check()
    page.get_by_label("Fysisk").check()
    page.get_by_role("main").get_by_role("button", name="Tilmeld").click()
    expect(page.get_by_role("alert")).to_contain_text("Der er kun en plads at få. Intet er gemt endnu.")
    page.get_by_label("Tag den 1 plads, der er, og sæt resten på ventelisten").check()
    expect(page.get_by_label("Deltag online i stedet: der er plads til alle")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Tilmeld").click()
    expect(page.get_by_role("main")).to_contain_text("I har en plads.")
    expect(page.get_by_role("main")).to_contain_text("I er nr. 1 på ventelisten til mødet")


def test_the_mailed_link_sends_a_colleague_in_two_clicks_and_ends(site, meeting):
    seat = sign_up(meeting, person("kollega")).seats.get()
    link = personal_link(seat).removeprefix("http://localhost:8000")
    page = site(link).page
    page.get_by_role("link", name="Send en kollega i stedet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Send en kollega i stedet")
    page.wait_for_load_state()
    page.get_by_role("button", name="Send Eksempel Kontaktperson").click()
    expect(page.get_by_role("main")).to_contain_text("Eksempel Kontaktperson har nu pladsen og får en mail.")
    assert Seat.objects.get().person == person("kontaktperson")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Siden blev ikke fundet")
