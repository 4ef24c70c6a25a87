"""A walk through the rules: find one by filter, read its card, print the overview on one sheet."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_head_of_day_care_finds_the_30_per_cent(site):
    page = site("/regler/").page
    page.get_by_label("Fagområde").select_option(label="Dagtilbud")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("link", name="Højst 30 pct. nye børn fra udsatte boligområder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Højst 30 pct. nye børn fra udsatte boligområder")
    expect(page.locator("main")).to_contain_text("dagtilbudsloven, § 26 a")
    page.get_by_role("button", name="Kopiér teksten").click()
    expect(page.get_by_text("Kopieret.")).to_be_visible()


def test_the_overview_fits_on_one_sheet(site):
    page = site("/regler/oversigt/").page
    sheet = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "10mm"))
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_the_rules_can_be_read_in_english_without_scripts(site):
    page = site("/regler/", scripts=False).page
    page.get_by_role("button", name="English").click()
    page.get_by_label("Whom it speaks to").select_option(label="The police")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("5 rules")).to_be_visible()
    page.get_by_role("link", name="Enhanced penalty zone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enhanced penalty zone")
