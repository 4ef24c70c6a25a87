"""A colleague confirms a status, answers and computes by keyboard; and the picture of the network."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from knub.duties.models import RuleState, StatusConfirmation
from knub.parameters import rule_book
from knub.people.models import Organisation
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_desk import look_through, press_to

pytestmark = pytest.mark.browser
RULE = rule_book().rules["development-plan-duty"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_status_is_confirmed_an_answer_given_and_a_share_computed_by_keyboard(site, loaded, width):
    visited = site("/omraader/aarhus-bispehaven/bekraeft-status/", width=width, by=person("kollega"))
    page = visited.page
    press_to(page, "Udsat boligområde")
    for _category in range(2):
        page.keyboard.press("ArrowDown")
    press_to(page, "Den officielle liste")
    page.keyboard.press("Space")
    page.get_by_label("Pr.").fill("2025-12-01")
    page.get_by_label("Kilde").focus()
    page.keyboard.type("Ministeriets liste")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bispehaven")
    assert StatusConfirmation.objects.get().categories == ["parallel_society", "transformation", "vulnerable"]
    look_through(visited)
    page.goto(f"/regler/{RULE.key}/")
    page.get_by_label("Jeres svar").focus()
    page.keyboard.type("I gang")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Svaret er gemt.")).to_be_visible()
    assert RuleState.objects.get(municipality__slug="aarhus").state == "in_progress"
    look_through(visited)
    compute(visited, page)


def compute(visited, page):
    page.goto("/omraader/aarhus-bispehaven/40-procent/")
    for label, typed in (("Tallene er pr.", "2026-11-01"), ("Kilde til tallene", "BBR")):
        page.get_by_label(label).fill(typed)
    for name, typed in (("family", "600"), ("other", "600"), ("demolished", "200"), ("business", "7500")):
        page.locator(f"#id_{name}").focus()
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#svar")).to_contain_text("40,0 pct.")
    look_through(visited)
    page.get_by_role("button", name="Gem boligerne som stamdata").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Boligerne er gemt som stamdata")).to_be_visible()
    look_through(visited)


@pytest.fixture
def answered(loaded):
    """Seven municipalities have answered about a rule, and four about another."""
    states = ["done", "done", "in_progress", "in_progress", "not_started", "not_started", "not_relevant"]
    other = rule_book().rules["refugee-placement-ban"]
    municipalities = Organisation.objects.filter(kind="municipality")[: len(states)]
    for rule, given in ((RULE, states), (other, states[:4])):
        for municipality, state in zip(municipalities, given, strict=False):
            RuleState.objects.create(municipality=municipality, rule=rule.key, state=state, changed_at=timezone.now())
    return RULE.title.da, other.title.da, [one.name for one in municipalities]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("address", ["/regler/gennemfoerelse/", "/regler/gennemfoerelse/lysbillede/"])
def test_the_picture_of_the_network_shows_rules_with_five_answers_and_no_name(site, answered, address, width):
    shown, hidden, who = answered
    visited = site(address, width=width, by=person("kollega"))
    main = visited.page.locator("main")
    expect(main).to_contain_text(shown)
    expect(main).not_to_contain_text(hidden)
    for municipality in who:
        expect(main).not_to_contain_text(municipality)
    look_through(visited)
