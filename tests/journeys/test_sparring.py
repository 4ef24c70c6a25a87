"""Sparring as its people meet it: every page at two widths, and walks by keyboard and without scripts."""

import os
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from knub.notify.models import Mail
from knub.people.actions import unsubscribe_address
from knub.sparring import actions
from knub.sparring.models import Question
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.sparring_addresses import ANSWER, OF_THE_DESK, QUESTION
from tests.journeys.test_pages import faults, tab_to
from tests.sparring.conftest import answer, ask

pytestmark = pytest.mark.browser


@pytest.fixture
def question():
    """A question of Aarhus with files, an answer from Randers that helped, and the asker's thanks."""
    now = timezone.now()
    asked = ask(at=now, areas=["aarhus-bispehaven"], criteria=["income"], rule="development-plan-duty")
    found = answer(asked, "Flyt mødet til **vaskeriet**.\n\n- Kaffe\n- Ét spørgsmål", at=now)
    answer(asked, "Tak, det prøver vi.", by=person("kollega"), at=now)
    actions.set_helped(found, helped=True, at=now, by=person("kollega"))
    actions.set_use(found, asked.municipality, uses=True, at=now, by=person("kollega"))
    return asked


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_sparring_have_no_fault(site, question, width):
    report = actions.report_post(question, None, reason="Eksempel", at=timezone.now(), by=person("gaest"))
    found = question.answers.first().pk
    mine = ["/sparring/", "/sparring/foelger/", "/min-side/mails/", "/sparring/?stand=loest", "/sparring/spoerg/"]
    mine += [f"/sparring/{question.pk}/{last}" for last in QUESTION]
    assert faults(site, mine, width=width, by=person("kollega")) == {}
    theirs = [f"/sparring/svar/{found}/{last}" for last in ANSWER]
    assert faults(site, theirs, width=width, by=person("gaest")) == {}
    actions.ask_colleagues(question, [person("gaest")], at=timezone.now(), by=person("kollega"))
    link = re.search(r"/sparring/spurgt/\S+/", Mail.objects.filter(to="gaest@example.org").latest("pk").text)[0]
    out = unsubscribe_address(person("gaest"), "following", at=timezone.now()).split("8000")[-1]
    assert faults(site, [link, f"{link}videre/", out], width=width) == {}
    desk = [f"/sparring/{question.pk}/{last}" for last in ("", *OF_THE_DESK)]
    desk += [f"/sparring/svar/{found}/skjul/", f"/sparring/anmeldelser/{report.pk}/"]
    assert faults(site, desk, width=width, by=person("sekretaer")) == {}


def test_a_question_is_asked_and_answered_without_scripts(site):
    page = site("/sparring/", scripts=False, by=person("kollega")).page
    page.get_by_role("link", name="Stil et spørgsmål").click()
    page.get_by_label("Dit spørgsmål på én linje").fill("Eksempel: Hvem har flere beboere med til møderne?")
    page.get_by_role("button", name="Se, hvad der ligner").click()
    expect(page.get_by_role("heading", name="Måske er der allerede spurgt eller svaret")).to_be_visible()
    page.get_by_label("Hvad er udfordringen?").fill("Få kommer.")
    page.get_by_label("Sociale greb").check()
    page.get_by_role("button", name="Spørg netværket").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eksempel: Hvem har flere beboere med til møderne?")
    other = site(f"/sparring/{Question.objects.latest('pk').pk}/", scripts=False, by=person("gaest")).page
    other.get_by_label("Dit svar").fill("Det har vi.")
    other.get_by_role("button", name="Svar", exact=True).click()
    expect(other.get_by_role("heading", name="Eksempel Gæst, Randers Kommune")).to_be_visible()


def test_what_is_like_it_comes_while_one_writes(site, question):
    page = site("/sparring/spoerg/", by=person("gaest")).page
    page.get_by_label("Dit spørgsmål på én linje").press_sequentially("Hvordan får vi beboere med")
    expect(page.get_by_role("link", name=question.title)).to_be_visible()


def test_a_question_is_answered_by_keyboard_alone(site, question):
    page = site(f"/sparring/{question.pk}/", by=person("gaest")).page
    page.get_by_label("Dit svar").focus()
    page.keyboard.type("Prøv biblioteket.")
    tab_to(page, "Svar")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tak. Dit svar står på siden.")).to_be_visible()
    expect(page.get_by_text("Prøv biblioteket.")).to_be_visible()


def test_screens(site, question):
    """Keep pictures where the surroundings ask for them."""
    folder = os.environ.get("KNUB_SCREENS")
    for width in (WIDE, NARROW) if folder else ():
        for name, address, who in (
            ("list", "/sparring/", "gaest"), ("question", f"/sparring/{question.pk}/", "kollega"),
            ("ask", "/sparring/spoerg/", "kollega"), ("desk", f"/sparring/{question.pk}/", "sekretaer"),
            ("who", f"/sparring/{question.pk}/hvem-kan-hjaelpe/", "kollega"),
            ("follow", "/sparring/foelger/", "kollega"),
        ):  # fmt: skip
            page = site(address, width=width, by=person(who)).page
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
