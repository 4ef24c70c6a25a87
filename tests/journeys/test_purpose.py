"""What the house is for: find one's area and understand it, or type its figures and get the same answer."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# Tåstrupgård on the list of 1 December 2023, as it was printed: src/knub/data/lists/key_figures.csv.
AREA, LIST = "hoeje-taastrup-taastrupgaard", "2023-12-01"
FIGURES = {
    "residents": "1.587",
    "unattached": "26,7",
    "convicted": "1,62",
    "basic_education": "77,3",
    "income": "54,2",
    "non_western": "66,4",
}


def test_a_consultant_finds_her_area_and_reads_why(site):
    page = site("/").page
    page.get_by_label("Navn på et område, en by eller en regel").fill("gellerup")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Gellerupparken/Toveshøj").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gellerupparken/Toveshøj")
    lead = page.locator("main p.lead").first
    expect(lead).to_contain_text("1. december 2024, den nyeste liste, KNUB kender")
    expect(lead).to_contain_text("omdannelsesområde")
    expect(page.get_by_role("main")).to_contain_text("Ministeriet har siden offentliggjort")
    expect(page.get_by_role("heading", name="Hvorfor")).to_be_visible()
    expect(page.get_by_role("link", name="Prøv med egne tal").first).to_be_visible()


def test_an_old_word_leads_to_todays(site):
    page = site("/").page
    page.keyboard.press("Control+k")
    page.keyboard.type("hård ghetto")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Viser også resultater for omdannelsesområde")).to_be_visible()
    page.get_by_role("link", name="Lister (7)").click()
    expect(page.locator(".hits li")).to_have_count(7)


def test_figures_that_are_typed_get_the_same_answer_as_those_that_are_loaded(site):
    page = site(f"/omraader/{AREA}/").page
    loaded = page.locator("#hvorfor .figure-box").all_inner_texts()
    page.locator("#hvorfor").get_by_role("link", name="Prøv med egne tal").click()
    page.locator("#id_on").fill(LIST)
    for figure, printed in FIGURES.items():
        page.locator(f"#id_{figure}").fill(printed)
    page.get_by_role("button", name="Vis svaret").click()
    expect(page.locator("#svar .answer h2")).to_have_text("Tåstrupgård, 1. december 2023")
    typed = page.locator("#svar .figure-box").all_inner_texts()
    assert len(typed) == 4
    assert typed == loaded
