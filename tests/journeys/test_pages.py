"""Every page of the house at two widths; and walks in English, without scripts, by keyboard, with large text."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import expect

from knub.areas import actions
from knub.areas.models import Area
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.membership_addresses import EVERY as OF_MEMBERSHIPS
from tests.journeys.sparring_addresses import EVERY as OF_SPARRING
from tests.journeys.sparring_addresses import NO_PAGE as NO_PAGE_OF_SPARRING

pytestmark = pytest.mark.browser

AREA, LIST = "hoeje-taastrup-taastrupgaard", "2016-12-01"
OPEN = [
    "/",
    "/moeder/",
    "/moeder/2021/3/",
    "/omraader/",
    "/omraader/udvikling/",
    "/omraader/metode/",
    "/omraader/metode/rettelser/",
    "/omraader/lister/",
    f"/omraader/lister/{LIST}/",
    f"/omraader/lister/{LIST}/?kriterium=income&q=park",
    f"/omraader/lister/{LIST}/?q=findes-ikke",
    "/omraader/lister/2019-12-01/?fra=2018-12-01",
    f"/omraader/lister/{LIST}/meld-en-fejl/",
    f"/omraader/{AREA}/",
    f"/omraader/{AREA}/meld-en-fejl/",
    f"/omraader/{AREA}/meld-en-fejl/modtaget/",
    "/omraader/egne-tal/",
    f"/omraader/egne-tal/?omraade={AREA}",
    "/kommuner/",
    "/kommuner/aarhus/",
    "/kommuner/aeroe/",
    "/soeg/",
    "/soeg/?q=ghetto",
    "/soeg/?q=zzzz",
    "/viden/",
    "/viden/?slags=regelfortolkning&tema=law",
    "/viden/?virkning=physical",
    "/viden/eksempel-beboermoeder-i-vaskeriet/",
    "/viden/eksempel-gaelder-afvisning-ogsaa-ved-bytte-af-bolig/",
    "/viden/eksempel-skema-til-tryghedsvandring/",
    "/nyt/",
    "/nyt/?afsender=stat&tema=law",
    "/nyt/2026/eksempel-saadan-ser-en-nyhed-ud/",
    "/viden/side-om-side/",
    "/viden/side-om-side/almenboligloven-60-stk-4/",
    "/tilgaengelighed/",
    "/privatliv/",
    "/kontakt/",
    "/saadan-bruger-vi-tal/",
    "/faa-adgang/",
    "/faa-adgang/sendt/",
    "/faa-adgang/findes-ikke/",
    "/invitation/findes-ikke/",
    "/log-ind/",
    "/log-ind/lukket/",
    "/findes-ikke/",
]
OPEN += [
    "/regler/",
    "/regler/?hvem=police&kategori=prevention",
    "/regler/oversigt/",
    "/regler/tidslinje/",
    "/regler/aendret/",
    "/regler/midler/",
    "/regler/development-plan-duty/",
    "/regler/result-bonus-dropped/",
    "/regler/lbf-social-funds-2019-2026/",
    f"/omraader/{AREA}/40-procent/",
    "/kommuner/aarhus/regler/",
    "/kommuner/aarhus/regler/?fagomraade=day_care&alle=1",
    "/kommuner/aeroe/regler/",
    "/kommuner/aarhus/aarshjul/",
    "/kommuner/aeroe/aarshjul/",
]
RULES_OF_MEMBERS = [
    "/kommuner/aarhus/regler/",
    "/regler/gennemfoerelse/",
    "/regler/gennemfoerelse/lysbillede/",
    "/omraader/aarhus-bispehaven/bekraeft-status/",
]
# Pages of a meeting, which test_meetings.py opens.
OF_MEETINGS = [
    "/moeder/nyt/",
    *(f"/moeder/2126/2/{page}" for page in ("", "tilmeld/", "deltagere/", "venteliste/", "ret/", "kopier/")),
    *(f"/moeder/2126/2/program/{page}" for page in ("", "ret/", "ret/nyt/", "ret/1/", "ret/1/fjern/", "udgiv/")),
    *(f"/moeder/2126/2/oplaegsholdere/{page}" for page in ("", "ny/", "1/", "1/fjern/")),
    "/moeder/2126/2/flytning/",
    "/moeder/2126/2/drejebog/",
    "/moeder/2126/2/drejebog/1/",
    *(f"/oplaeg/x/{page}" for page in ("", "om/", "punkt/1/", "slides/", "samtykke/", "flytning/")),
    "/moeder/tilmelding/1/",
    *(f"/moeder/{door}/1/{page}" for door in ("plads", "min-plads") for page in ("", "afbud/", "kollega/")),
    "/moeder/min-plads/1/i-dag/", "/moeder/plads/1/uden-navn/",
]
# The secretary's desk of a meeting, which test_meeting_desk.py opens.
OF_MEETINGS += [
    *(f"/moeder/2126/2/{page}" for page in ("pladser/", "pladser/kommune/", "pladser/andre/", "bed-om-plads/")),
    *(f"/moeder/tilmelding/1/{page}" for page in ("mindst/", "foerst/")),
    "/moeder/anmodning/1/",
    *(f"/moeder/2126/2/pladser/{page}" for page in ("dagen/", "mails/", "lister/", "lister/doer/")),
    "/min-side/kalender/",
    "/moeder/hvem-skal-med/aarhus/",
]
# Pages of groups, which test_groups.py opens.
OF_GROUPS = ["/moeder/2126/2/grupper/", "/moeder/2126/2/grupper/print/"]
# Dagen i dag, which test_on_the_day.py opens.
OF_MEETINGS += ["/moeder/2126/2/i-dag/"]
# Theme wishes, which test_wishes.py opens; wishes_now only leads on.
OF_MEETINGS += ["/moeder/2126/temaoensker/", "/moeder/temaoensker/1/"]
# Fra mødet, which test_record.py opens.
OF_MEETINGS += [f"/moeder/2126/2/fra-moedet/{page}" for page in ("", "ret/", "kort/1/")]
OF_MEETINGS += ["/moeder/det-vil-vi-proeve/1/", "/moeder/det-vil-vi-proeve/x/"]
OF_MEETINGS += ["/moeder/fra-moedet/x/", "/oplaeg/x/kort/1/"]
# Pages of an evaluation, which test_evaluation.py opens.
OF_EVALUATIONS = [
    *(f"/moeder/2126/2/{page}" for page in ("evaluer/", "evaluering/", "evaluering/forbered/", "evaluering/tekster/")),
    "/moeder/evaluer/x/", "/moeder/evaluer/tak/", "/moeder/evalueringer/", "/moeder/evalueringer/spoergsmaal/1/",
]  # fmt: skip


DEMO = ["/demo/", "/demo/rundtur/", "/demo/mails/"]
OF_MEMBERS = ["/", "/min-side/", "/min-side/adgangsnoegler/", "/log-ud/", "/sekretariat/"]
OF_A_PERSON = [
    "/kontakter/",
    "/kontakter/?q=zzzz",
    "/min-side/oplysninger/",
    "/min-side/mails/",
    "/min-side/slet/",
    "/kommuner/aarhus/personer/",
]
OF_CONTACT_PEOPLE = [
    "/kommuner/aarhus/personer/",
    "/kommuner/aarhus/personer/inviter/",
    "/kommuner/aarhus/personer/kode/",
    "/kommuner/aarhus/personer/stadig-her/",
]
OF_THE_REGISTER = ["/sekretariat/personer/", "/sekretariat/personer/?q=zzzz", "/sekretariat/organisationer/"]
OF_A_MUNICIPALITY = [
    "/jeres-kommune/",
    "/jeres-kommune/aarhus/",
    "/jeres-kommune/aarhus/netvaerket/",
    "/jeres-kommune/aarhus/udbytte/2026/",
    "/jeres-kommune/aarhus/listen/2016-12-01/",
    "/jeres-kommune/aarhus/listen/2021-12-01/",
    "/jeres-kommune/dokumenter/kommune/aarhus/",
    "/jeres-kommune/dokumenter/omraade/aarhus-bispehaven/nyt/",
    "/omraader/aarhus-bispehaven/bemaerkning/",
    "/omraader/aarhus-bispehaven/stamdata/",
    "/omraader/aarhus-bispehaven/stamdata/boliger/",
    "/omraader/aarhus-bispehaven/stamdata/udviklingsplan/",
]
# With something in them, in test_own_municipality.py.
FILLED_IN_THERE = [
    "/omraader/aarhus-bispehaven/bemaerkning/traek-tilbage/",
    "/omraader/aarhus-bispehaven/stamdata/fjern/1/",
    "/jeres-kommune/dokumenter/kommune/aarhus/1/",
    "/jeres-kommune/dokumenter/kommune/aarhus/1/slet/",
]
OF_THE_SECRETARIAT = ["/sekretariat/", "/omraader/lister/indlaes/", "/omraader/lister/indlaes/nyt-omraade/"]
OF_THE_SECRETARIAT += ["/sekretariat/medlemmer/", "/sekretariat/udbakke/", "/sekretariat/udbakke/ny/"]
OF_THE_SECRETARIAT += ["/sekretariat/indlaes/personer/"]
OF_THE_SECRETARIAT += ["/sekretariat/listedag/", "/sekretariat/listedag/2021-12-01/", "/sekretariat/rapport/2026/"]
OF_THE_SECRETARIAT += ["/sekretariat/listedag/2023-12-01/", "/sekretariat/listedag/2023-12-01/send/"]
# Pages about one thing, looked through where a walk makes the thing: tests/journeys/test_desk.py.
OF_ONE_THING = ["/sekretariat/mails/1/", *(f"/sekretariat/udbakke/1/{page}" for page in ("", "se/", "sendt/"))]
OF_ONE_THING += ["/sekretariat/udbakke/1/modtagere/"]

OF_THE_SECRETARIAT += ["/viden/skriv/", "/viden/kladder/", "/viden/eksempel-beboermoeder-i-vaskeriet/"]
OF_THE_SECRETARIAT += [
    f"/viden/eksempel-beboermoeder-i-vaskeriet/{last}"
    for last in (
        "ret/tekst/", "ret/virkning/", "ret/emner/", "udgiv/", "historik/", "historik/1/", "arkiver/", "godkend/",
        "filer/",
    )
]  # fmt: skip
OF_THE_SECRETARIAT += ["/nyt/foreslaa/", "/nyt/forslag/1/", "/nyt/afsendere/", "/sekretariat/soegninger/"]
OF_THE_SECRETARIAT += ["/viden/eksempel-gaelder-afvisning-ogsaa-ved-bytte-af-bolig/afloest/"]
# Names without a page of their own: downloads, forms that are only sent, steps that another page leads through.
NO_PAGE = {
    "publish", "calendar",
    "find_download", "development_download", "moves_download", "list_download", "changes_download", "area_download",
    "municipality_download", "criteria_download", "limits_download",
    "delete_draft", "send_back", "still_right", "restore", "use", "take_over",
    "members_download", "outbox_correct", "outbox_put_away",
    "refuse", "end_source", "send", "sent", "file", "new_version", "delete_file",
    "import_template", "release", "demo_login", "set_language", "was", "account_login", "account_signup",
    "account_confirm_login_code", "account_reauthenticate", "mfa_login_webauthn", "mfa_add_webauthn",
    "mfa_remove_webauthn", "mfa_edit_webauthn", "master_data_download", "restore_document", "document_version",
    "renew_code", "send_again", "withdraw", "close", "act_for", "stop_acting", "own_data", "contacts_download",
    "archive_profile", "join", "summary",
}  # fmt: skip
NO_PAGE |= {"arrivals_template"}
NO_PAGE |= {"newest_report", "season_report_pdf"}
NO_PAGE |= {"newest_value_receipt", "value_receipt_pdf"}
NO_PAGE |= {"list_day_practise", "list_day_news", "list_day_slides", "list_pack_pdf"}
NO_PAGE |= NO_PAGE_OF_SPARRING
NO_PAGE |= {"sheet_download", "sheet_pdf", "feed"}
NO_PAGE |= {"send_link", "shared_slides", "own_slides", "remove_slides"}
NO_PAGE |= {"start_checklist", "task_done"}
NO_PAGE |= {"action_to_page", "proof"}
NO_PAGE |= {"release_record", "share_summary", "ask_for_approval", "card_to_page", "summary_pdf"}
NO_PAGE |= {"change_day_question", "remove_line", "change_intended"}
NO_PAGE |= {"question_by_link", "line_by_link", "change_intended_by_link"}
NO_PAGE |= {"wishes_now", "wishes_download"}
NO_PAGE |= {"evaluation_download", "change_groups", "group_rooms"}


# Looked through by tests/journeys/test_people.py, which makes the people and links they show.
OF_SOMEBODY = [
    "/personer/1/", "/personer/1/flyt/", "/roller/1/slut/", "/kommuner/aarhus/personer/1/forlader/", "/anmodninger/1/",
    "/invitation/x/ikke-mig/", "/afmeld/x/", "/historik/person/1/",
]  # fmt: skip


NO_PAGE |= {"overview_download", "news_download", "funding_download", "municipality_rules_download"}
NO_PAGE |= {"set_state", "year_wheel_download", "year_wheel_calendar"}


def patterns(resolver: URLResolver, before: str = ""):
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            yield found.name, before + re.sub(r"<[^>]+>", "[^/]+", str(found.pattern))
        else:
            yield from patterns(found, before + str(found.pattern))


def test_every_page_of_the_house_is_looked_through_here():
    looked_at = [*OF_MEETINGS, *OF_EVALUATIONS, *OF_GROUPS,
                 *OPEN, *DEMO, *OF_MEMBERS, *OF_THE_SECRETARIAT, "/omraader/lister/indlaes/1/", "/omraader/fejl/1/",
                 *OF_ONE_THING, *OF_A_PERSON, *OF_CONTACT_PEOPLE, *OF_THE_REGISTER, *OF_SOMEBODY,
                 *OF_MEMBERSHIPS, *RULES_OF_MEMBERS]  # fmt: skip
    looked_at += OF_SPARRING
    looked_at += [*OF_A_MUNICIPALITY, *FILLED_IN_THERE]
    addresses = [address.split("?")[0].lstrip("/") for address in looked_at]
    missing = [
        (name, pattern)
        for name, pattern in patterns(get_resolver())
        if name not in NO_PAGE and name is not None and not any(re.fullmatch(pattern, found) for found in addresses)
    ]
    assert missing == []


def faults(site, addresses, *, width, by=None):
    """Return what axe, the console and the width have against each page."""
    found = {}
    for address in addresses:
        visited = site(address, width=width, by=by)
        said = [line for line in visited.console if "status of 40" not in line]
        against = [*visited.faults(), *said, *(["wider than the window"] if visited.is_wider_than_window() else [])]
        if against:
            found[address] = against
        visited.page.context.close()
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_open_pages_have_no_fault(site, width):
    assert faults(site, [*OPEN, *(DEMO if settings.DEMO else [])], width=width) == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_members_have_no_fault(site, width):
    assert faults(site, OF_MEMBERS, width=width, by=person("kollega")) == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_people_have_no_fault(site, width):
    assert faults(site, OF_A_PERSON, width=width, by=person("kollega")) == {}
    assert faults(site, OF_CONTACT_PEOPLE, width=width, by=person("kontaktperson")) == {}
    assert faults(site, OF_THE_REGISTER, width=width, by=person("sekretaer")) == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_rules_for_members_have_no_fault(site, width):
    assert faults(site, RULES_OF_MEMBERS, width=width, by=person("kollega")) == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_a_municipality_have_no_fault(site, width):
    assert faults(site, OF_A_MUNICIPALITY, width=width, by=person("kontaktperson")) == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_the_secretariat_have_no_fault(site, width):
    secretary = person("sekretaer")
    report = actions.report_fault(
        area=Area.objects.get(key=AREA),
        text="Tallet er et andet.",
        reply_to="",
        at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    )
    draft = actions.keep_draft(
        [["Område", "Kategori", "Beboere"], ["Bispehaven", "parallelsamfund", "1.487"], ["Findes ikke", "x", "y"]],
        on=date(2026, 12, 1),
        source="https://example.org/liste",
        totals={},
        limits={},
        complete=False,
        by=secretary,
    )
    extra = [reverse("areas:answer", args=[report.pk]), reverse("areas:import_preview", args=[draft.pk])]
    assert faults(site, [*OF_THE_SECRETARIAT, *extra], width=width, by=secretary) == {}


def test_a_walk_in_english(site):
    page = site("/").page
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Areas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find an area")
    page.get_by_role("main").get_by_label("Municipality").select_option(label="Høje-Taastrup")
    page.get_by_role("button", name="Show", exact=True).first.click()
    page.get_by_role("link", name="Tåstrupgård", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tåstrupgård")
    expect(page.get_by_role("heading", name="Status through the years")).to_be_visible()
    expect(page.locator("main")).to_contain_text("per cent")


def test_a_walk_without_scripts(site):
    page = site("/", scripts=False).page
    page.get_by_label("Eller vælg jeres kommune").select_option(label="Aarhus")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aarhus Kommune")
    page.get_by_role("link", name="Bispehaven", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bispehaven")
    page.get_by_text("Vis tallene som tabel").first.click()
    expect(page.locator(".chart table").first).to_be_visible()
    page.goto(f"/omraader/lister/{LIST}/")
    page.locator("main").get_by_label("Kommune").select_option(label="Aarhus")
    page.locator("main").get_by_role("button", name="Vis").click()
    expect(page.locator("main tbody tr")).to_have_count(3)


def test_a_walk_by_keyboard_alone(site):
    page = site("/").page
    page.keyboard.press("Tab")
    assert focused(page)["text"] == "Spring til indhold"
    assert focused(page)["outline"] != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    tab_until(page, "document.activeElement.id == 'page-q'")
    page.keyboard.type("Gellerupparken")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Søg")
    tab_to(page, "Gellerupparken/Toveshøj")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gellerupparken/Toveshøj")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "header-q"


def focused(page):
    return page.evaluate(
        "(() => { const e = document.activeElement; return {text: e.textContent.trim(),"
        " outline: getComputedStyle(e).outlineStyle} })()"
    )


def tab_to(page, text):
    """Press Tab until the focus is on a text."""
    tab_until(page, f"document.activeElement.textContent.trim() == {json.dumps(text)}")


def tab_until(page, reached):
    """Press Tab until a condition holds; every stop on the way must be seen."""
    for _press in range(60):
        page.keyboard.press("Tab")
        assert focused(page)["outline"] != "none", focused(page)
        if page.evaluate(reached):
            return
    pytest.fail(f"{reached} was not reached by Tab")


@pytest.mark.parametrize("address", ["/", "/omraader/", f"/omraader/lister/{LIST}/", f"/omraader/{AREA}/"])
def test_wide_spacing_of_letters_and_lines_fits_on_a_phone(site, address):
    visited = site(address, width=NARROW)
    visited.page.evaluate(
        "document.querySelectorAll('body *').forEach(e => { e.style.letterSpacing = '.12em';"
        " e.style.wordSpacing = '.16em'; e.style.lineHeight = '1.5' })"
    )
    assert not visited.is_wider_than_window()


@pytest.mark.parametrize("address", ["/", "/omraader/", f"/omraader/lister/{LIST}/", f"/omraader/{AREA}/"])
def test_twice_as_large_fits(site, address):
    visited = site(address, width=WIDE // 2)
    assert not visited.is_wider_than_window()
