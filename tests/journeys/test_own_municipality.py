"""A municipality's people write, state and upload; by keyboard, without scripts, and on a phone."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from knub.areas import actions, queries
from knub.areas.actions import Stated
from knub.areas.models import Area
from knub.files.intake import checked
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.files.making import CONTENT
from tests.journeys.test_pages import faults, tab_to

pytestmark = pytest.mark.browser
AREA = "/omraader/aarhus-bispehaven/"
PLAN = {"name": "udviklingsplan.pdf", "mimeType": "application/pdf", "buffer": CONTENT["pdf"]}
NEW_PLAN = {"name": "udviklingsplan 2.docx", "mimeType": "application/octet-stream", "buffer": CONTENT["docx"]}
MACROS = {"name": "brev.docx", "mimeType": "application/octet-stream", "buffer": CONTENT["macros"]}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path


@pytest.fixture
def filled(loaded):
    """A remark, a replaced one, a value with a correction, and a document with two versions."""
    area, by = Area.objects.select_related("municipality").get(key="aarhus-bispehaven"), person("kontaktperson")
    seen = ""
    for text in ("Eksempel: Vi bygger om.", "Eksempel: Vi har bygget om."):
        said = actions.write_remark(
            area, text=text, title="Kontoret", shows_name=False, seen=seen, at=timezone.now(), by=by
        )
        seen = str(said.pk)
    for count in (600, 612):
        version = queries.master_state(area, on=date(2026, 1, 1)).version
        values = {"family_dwellings": Stated(number=Decimal(count))}
        actions.store_master_values(area, values, on=date(2026, 1, 1), source="Eksempel", seen=version, by=by)
    document = actions.upload_document(
        area.municipality, a_file("pdf"), slot="letter", title="Eksempelbrev", at=timezone.now(), by=by
    )
    actions.replace_document(area.municipality, document, a_file("pdf"), at=timezone.now(), by=by)
    return area, queries.master_state(area, on=date(2026, 1, 1)).rows[0], document


def a_file(content):
    return checked(BytesIO(CONTENT[content]), f"fil.{content}", size=len(CONTENT[content]))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_with_something_in_them_have_no_fault(site, filled, width):
    area, value, document = filled
    pages = [
        AREA,
        "/jeres-kommune/aarhus/",
        f"{AREA}stamdata/",
        reverse("areas:remark", args=[area.key]),
        reverse("areas:withdraw_remark", args=[area.key]),
        reverse("areas:remove_value", args=[area.key, value.pk]),
        reverse("home:document", args=["kommune", "aarhus", document.pk]),
        reverse("home:delete_document", args=["kommune", "aarhus", document.pk]),
    ]
    assert faults(site, pages, width=width, by=person("kontaktperson")) == {}


def test_the_contact_person_writes_a_remark_by_keyboard_and_everybody_reads_it(site):
    page = site(AREA, by=person("kontaktperson")).page
    tab_to(page, "Skriv en bemærkning")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kommunens bemærkning")
    page.get_by_label("Bemærkning").focus()
    page.keyboard.type("Eksempel: Skolen åbnede igen i august.")
    page.keyboard.press("Tab")
    page.keyboard.type("Boligkontoret")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Bemærkningen står på områdets side.")
    read = site(AREA).page
    expect(read.locator(".remark")).to_contain_text("Eksempel: Skolen åbnede igen i august.")
    expect(read.locator(".remark")).to_contain_text("Aarhus Kommune, Boligkontoret")
    expect(read.locator(".remark")).not_to_contain_text("Eksempel Kontaktperson")


def test_master_data_and_a_document_without_scripts_on_a_phone(site):
    page = site("/jeres-kommune/", by=person("kollega"), width=NARROW, scripts=False).page
    page.get_by_role("link", name="Se og udfyld stamdata: Bispehaven").click()
    page.get_by_role("link", name="Udfyld Boliger og erhverv").click()
    page.get_by_label("Pr.").fill("2026-01-01")
    page.get_by_label("Kilde").fill("Eksempelkilde")
    page.get_by_label("Almene familieboliger").fill("mange")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv et helt tal, for eksempel 1.200.")
    expect(page.get_by_label("Kilde")).to_have_value("Eksempelkilde")
    page.get_by_label("Almene familieboliger").fill("1.200")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main")).to_contain_text("Oplysningerne er gemt med dato og kilde.")
    expect(page.get_by_role("main")).to_contain_text("1.200")
    page.get_by_role("link", name="Læg et dokument op Udviklingsplan").click()
    expect(page.get_by_label("Hvad er det?")).to_have_value("development_plan")
    page.get_by_label("Fil").set_input_files(PLAN)
    page.get_by_role("button", name="Læg op").click()
    expect(page.get_by_role("main")).to_contain_text("Dokumentet er gemt.")
    page.get_by_role("link", name="udviklingsplan.pdf").click()
    page.get_by_label("Fil").set_input_files(NEW_PLAN)
    page.get_by_role("button", name="Læg den nye udgave op").click()
    expect(page.get_by_role("main")).to_contain_text("Den nye udgave er gemt.")
    expect(page.get_by_role("link", name="udviklingsplan.pdf")).to_be_visible()


def test_an_upload_shows_its_progress_and_leads_on_with_scripts(site):
    visited = site("/jeres-kommune/dokumenter/kommune/aarhus/nyt/", by=person("kollega"))
    page = visited.page
    page.get_by_label("Titel").fill("Eksempelbrev")
    page.get_by_label("Fil").set_input_files(MACROS)
    page.get_by_role("button", name="Læg op").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("Dokumentet indeholder makroer")
    expect(page.get_by_label("Titel")).to_have_value("Eksempelbrev")
    page.get_by_label("Fil").set_input_files(PLAN)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Læg op").click()
    assert sent.value.resource_type == "xhr"
    expect(page.get_by_role("main")).to_contain_text("Dokumentet er gemt.")
    expect(page).to_have_url(re.compile("/dokumenter/kommune/aarhus/$"))
    assert visited.faults() == []
    page.get_by_role("link", name="Eksempelbrev").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent").click()
    assert fetched.value.suggested_filename == "udviklingsplan.pdf"
    assert [line for line in visited.console if "status of 400" not in line] == []


def test_a_file_that_is_too_large_is_told_before_it_is_sent(site):
    page = site("/jeres-kommune/dokumenter/kommune/aarhus/nyt/", by=person("kollega")).page
    page.evaluate("document.querySelector('[data-largest]').dataset.largest = '10'")
    page.get_by_label("Fil").set_input_files(PLAN)
    page.get_by_role("button", name="Læg op").click()
    expect(page.get_by_role("status")).to_have_text("Filen er større end 50 MB. Vælg en mindre; intet er sendt.")
    expect(page.get_by_label("Fil")).to_be_focused()
    assert page.url.endswith("/nyt/")
