"""A reader in English: what the network is, whether it is for her, her front page; what stays Danish says so."""

import pytest
from playwright.sync_api import expect

from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_desk import look_through

pytestmark = pytest.mark.browser


def in_english(visited):
    visited.page.get_by_role("button", name="English").click()
    expect(visited.page.locator("html")).to_have_attribute("lang", "en")
    return visited.page


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_visitor_reads_what_the_network_is_and_whether_it_is_for_her(site, loaded, width):
    visited = site("/om/", width=width)
    page = in_english(visited)
    main = page.locator("main")
    expect(main).to_contain_text("Example: The network gives municipalities that work with vulnerable")
    expect(main).not_to_contain_text("Eksempel: Netværket giver")
    assert main.locator("article h4 span[lang=da]").count() >= 3
    look_through(visited)
    page.get_by_role("link", name="Is the network for you?").first.click()
    page.get_by_label("Municipality").select_option(label="Vejle")
    page.locator("main").get_by_role("button").first.click()
    expect(page.locator("main")).to_contain_text("without VAT")
    look_through(visited)


def test_a_contact_person_finds_her_way_in_english(site, loaded):
    visited = site("/", by=person("kontaktperson"))
    page = in_english(visited)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Eksempel Kontaktperson")
    expect(page.locator("main")).to_contain_text("Your next meeting")
    look_through(visited)
    page.get_by_role("link", name="Contacts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contacts")
    look_through(visited)
    page.get_by_role("link", name="Your municipality").click()
    expect(page.locator("main")).to_contain_text("Period of membership")
    look_through(visited)
