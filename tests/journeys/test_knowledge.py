"""Viden, Nyt and the search as their readers meet them: by keyboard alone, and without scripts on a phone."""

import pytest
from playwright.sync_api import expect

from knub.knowledge.models import News, Page
from tests.browser import NARROW
from tests.conftest import person
from tests.journeys.test_pages import tab_to, tab_until

pytestmark = pytest.mark.browser
IN_A_TEXT = "document.activeElement.tagName == 'TEXTAREA'"
WRITTEN = "Ring en uge før.\nSig, hvad brevet siger.\nSkriv ned, hvem I talte med."


def named(name):
    return f"document.activeElement.name == '{name}'"


def tab_past_days(page, reached):
    """Press Tab until a condition holds, past fields for a day: the ring around their button is the browser's own."""
    for _press in range(90):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    pytest.fail(f"{reached} was not reached by Tab")


def clean(visited):
    """Look through a page: no fault, and no scrolling sideways."""
    assert visited.faults() == []
    assert not visited.is_wider_than_window()


def test_advice_is_written_and_published_by_keyboard_alone(site):
    page = site("/viden/", by=person("kollega")).page
    tab_to(page, "Del viden")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Del viden")
    tab_until(page, named("kind"))
    while page.evaluate("document.activeElement.value") != "kort-raad":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    tab_until(page, named("title"))
    page.keyboard.type("Eksempel: Ring først")
    tab_to(page, "Videre til teksten")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eksempel: Ring først")
    tab_until(page, "document.activeElement.name.endsWith('advice')")
    page.keyboard.type("Ring en uge før.")
    tab_to(page, "Gem og gå videre")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Sociale greb")).to_be_visible()
    tab_until(page, named("themes"))
    page.keyboard.press("Space")
    tab_to(page, "Gem og gå videre")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se og udgiv")
    tab_to(page, "Udgiv")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ring en uge før.").first).to_be_visible()
    assert Page.objects.get(title="Eksempel: Ring først").state == "published"


def test_advice_is_written_and_published_without_scripts_on_a_phone(site):
    visited = site("/viden/skriv/?slags=kort-raad", width=NARROW, scripts=False, by=person("kollega"))
    page = visited.page
    page.get_by_label("Titel").fill("Eksempel: Ring først")
    page.get_by_role("button", name="Videre til teksten").click()
    page.locator("textarea").last.fill(WRITTEN)
    page.get_by_role("button", name="Gem og gå videre").click()
    page.get_by_label("Sociale greb").check()
    page.get_by_role("button", name="Gem og gå videre").click()
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eksempel: Ring først")


@pytest.mark.parametrize("address", ["/viden/skriv/", "/nyt/foreslaa/", "/soeg/?q=eksempel&tema=law"])
def test_pages_of_the_walks_have_no_fault_on_a_phone(site, address):
    clean(site(address, width=NARROW, by=person("kollega")))


def test_news_is_proposed_by_keyboard_and_released_without_scripts_on_a_phone(site):
    page = site("/nyt/foreslaa/", by=person("kollega")).page
    for name, typed in (("title", "Eksempel: Ny vejledning"), ("summary", "Kort fortalt.")):
        tab_until(page, named(name))
        page.keyboard.type(typed)
    tab_past_days(page, named("sender_name"))
    page.keyboard.type("Eksempelstyrelsen")
    tab_past_days(page, "document.activeElement.textContent.trim() == 'Send til sekretariatet'")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nyt")
    news = News.objects.get(title="Eksempel: Ny vejledning")
    desk = site(f"/nyt/forslag/{news.pk}/", width=NARROW, scripts=False, by=person("sekretaer")).page
    desk.get_by_role("button", name="Udgiv", exact=True).click()
    news.refresh_from_db()
    assert news.state == "released"


def test_one_searches_narrows_and_opens_by_keyboard_alone(site):
    page = site("/omraader/metode/", by=person("kollega")).page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("eksempel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Afgræns søgningen")).to_be_visible()
    tab_until(page, "document.activeElement.textContent.startsWith('Love og regler')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Fjern Tema: Love og regler")).to_be_visible()
    assert "tema=law" in page.url


def test_a_slash_in_a_field_is_a_slash_and_the_key_can_be_turned_off(site):
    page = site("/soeg/").page
    page.get_by_role("searchbox").last.fill("")
    page.get_by_role("searchbox").last.press_sequentially("og/eller")
    expect(page.get_by_role("searchbox").last).to_have_value("og/eller")
    page = site("/tilgaengelighed/").page
    button = page.get_by_role("button", name="Brug / i denne browser")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_a_search_is_narrowed_without_scripts_on_a_phone(site):
    page = site("/soeg/?q=eksempel", width=NARROW, scripts=False, by=person("kollega")).page
    page.get_by_role("link", name="Afgræns søgningen").click()
    page.get_by_role("link", name="Love og regler").click()
    expect(page.get_by_role("link", name="Fjern Tema: Love og regler")).to_be_visible()
    page.get_by_role("link", name="Fjern Tema: Love og regler").click()
    expect(page.get_by_role("heading", name="Afgræns søgningen")).to_be_visible()
