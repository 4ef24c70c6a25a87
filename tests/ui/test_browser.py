"""What only a browser can tell: contrast, names of controls, width, console, and life without scripts."""

import pytest

from tests.browser import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.gallery")]

PAGES = ["/gallery/", "/saadan-bruger-vi-tal/", "/tilgaengelighed/", "/privatliv/", "/kontakt/"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_fault_that_axe_can_see(visit, address, width):
    found = visit(address, width=width)
    assert (found.faults(), found.console, found.is_wider_than_window()) == ([], [], False)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_page_for_a_wrong_address_has_no_fault_that_axe_can_see(visit, width):
    found = visit("/findes-ikke/", width=width)
    assert (found.faults(), found.is_wider_than_window()) == ([], False)


def test_large_text_and_wide_spacing_fit(visit):
    found = visit("/gallery/", width=NARROW)
    found.page.evaluate(
        "document.querySelectorAll('main *').forEach(e => { e.style.letterSpacing = '.12em';"
        " e.style.wordSpacing = '.16em'; e.style.lineHeight = '1.5' })"
    )
    assert not found.is_wider_than_window()


def test_the_first_tab_leads_past_the_menu(visit):
    page = visit("/kontakt/").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_the_menu_opens_on_a_phone_without_scripts(visit):
    page = visit("/kontakt/", width=NARROW, scripts=False).page
    entry = page.get_by_role("link", name="Områder", exact=True)
    assert not entry.is_visible()
    page.get_by_text("Menu", exact=True).click()
    assert entry.is_visible()


def test_the_language_changes_without_scripts(visit):
    page = visit("/kontakt/", scripts=False).page
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "Contact"
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_text_to_copy_can_be_copied_and_is_there_without_scripts(visit):
    with_scripts = visit("/gallery/").page
    with_scripts.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with_scripts.get_by_role("button", name="Kopiér teksten").click()
    with_scripts.get_by_text("Kopieret.").wait_for()
    without = visit("/gallery/", scripts=False).page
    assert without.get_by_label("Tekst til sagen").input_value() == "Området stod på listen."
    assert not without.get_by_role("button", name="Kopiér teksten").is_visible()


def test_the_summary_of_errors_is_reached_first_and_leads_to_the_field(visit):
    page = visit("/gallery/").page
    assert "error-summary" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="Slags").click()
    assert page.evaluate("document.activeElement.id") == "id_kind_0"
