"""Evaluate a meeting: every page at two widths, and the form by keyboard on a phone."""

import pytest
from playwright.sync_api import expect

from knub.meetings import actions
from knub.meetings.access import EVALUATION_LINK
from knub.meetings.models import Evaluation, Invited
from knub.people.actions import make_token
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults, tab_to
from tests.meetings.conftest import NOW, YEAR, make_season, sign_up
from tests.meetings.evaluating import AFTER, answer, held_meeting, opened, scales

pytestmark = pytest.mark.browser
MEETING = f"/moeder/{YEAR}/2/"


@pytest.fixture
def asked(loaded, time_machine):
    """An evaluation, sent to seven people, one of them the member of the cast."""
    time_machine.move_to(NOW)
    meeting, people = held_meeting(make_season(), came=6)
    sign_up(meeting, person("kollega"))
    time_machine.move_to(AFTER)
    return opened(meeting), people


def link_of(evaluation, who):
    invited = Invited.objects.get(evaluation=evaluation, person=who)
    return f"/moeder/evaluer/{make_token(EVALUATION_LINK, str(invited.pk), at=AFTER, person=who)}/"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_an_evaluation_has_a_fault(site, asked, width):
    evaluation, people = asked
    member, secretary = person("kollega"), person("sekretaer")
    question = f"/moeder/evalueringer/spoergsmaal/{scales(evaluation)[0].pk}/"
    prepare = f"{MEETING}evaluering/forbered/"
    assert faults(site, [MEETING, f"{MEETING}evaluer/"], width=width, by=member) == {}
    assert faults(site, [link_of(evaluation, people[0]), "/moeder/evaluer/tak/"], width=width, by=None) == {}
    assert faults(site, [prepare, question, f"{MEETING}evaluering/"], width=width, by=secretary) == {}
    for number, who in enumerate(people):
        answer(evaluation, who, degree=number % 5 + 1, text="Eksempel: Mere tid til drøftelse" if number < 2 else "")
    actions.close_evaluation(evaluation, at=AFTER, by=secretary)
    pages = [prepare, f"{MEETING}evaluering/", f"{MEETING}evaluering/tekster/", "/moeder/evalueringer/"]
    assert faults(site, pages, width=width, by=secretary) == {}
    assert faults(site, [MEETING, f"{MEETING}evaluering/"], width=width, by=member) == {}


def test_the_form_is_answered_by_keyboard_on_a_phone(site, asked):
    evaluation, people = asked
    page = site(link_of(evaluation, people[0]), width=NARROW).page
    tab_to(page, "Slet ikke")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    tab_to(page, "Send mit svar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for dit svar")
    assert Evaluation.objects.get().answers == 1
    page.go_back()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Du har allerede svaret")
