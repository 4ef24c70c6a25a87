"""A municipality joins with everything that can go wrong on the way, renews and leaves."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from knub.memberships.models import BillingProfile, Membership, Season
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_login import code_in
from tests.worker import work

pytestmark = pytest.mark.browser


@pytest.fixture
def not_in(loaded):
    """Take Aarhus out of the examples, so that it can join."""
    Membership.objects.filter(municipality__slug="aarhus").delete()
    BillingProfile.objects.filter(municipality__slug="aarhus").delete()


def go_on(page):
    page.get_by_role("button", name="Fortsæt").click()


def heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def walk_to_the_invoice(page):
    """Go through the first steps without a login, with a slip on the way."""
    page.get_by_role("link", name=re.compile("Tilmeld kommunen til Eksempel: Netværket")).first.click()
    expect(page.get_by_label("Jeres kommune")).to_have_value("aarhus")
    go_on(page)
    heading(page, "Kontaktperson")
    page.get_by_label("Det er jeg").check()
    go_on(page)
    heading(page, "Kolleger")
    page.get_by_label("Kollegers mailadresser").fill("ny.kollega@example.org\nikke en mail")
    go_on(page)
    expect(page.get_by_text("linje 2, »ikke en mail«").first).to_be_visible()
    expect(page.get_by_label("Kollegers mailadresser")).to_have_value("ny.kollega@example.org\nikke en mail")
    page.get_by_label("Kollegers mailadresser").fill("ny.kollega@example.org")
    go_on(page)
    heading(page, "Faktura")


def fill_in_the_invoice(page):
    """Mistype the EAN number first; everything typed must still be there."""
    page.get_by_label("Afdeling").fill("Teknik og Miljø")
    page.get_by_label("EAN-nummer (GLN)").fill("5790000000006")
    page.get_by_label("Personreference").fill("Eksempel Kollega")
    go_on(page)
    expect(page.get_by_text("Et ciffer er forkert, eller to er byttet om").first).to_be_visible()
    expect(page.get_by_label("Personreference")).to_have_value("Eksempel Kollega")
    expect(page.get_by_label("CVR-nummer")).to_have_value("55133018")
    page.get_by_label("EAN-nummer (GLN)").fill("5790000000005")
    go_on(page)
    heading(page, "Leder")


def log_in(page, mail_server):
    """Log in by code, since the summary asks for it."""
    page.get_by_label("Arbejdsmail").fill("kontaktperson@example.org")
    page.get_by_role("button", name="Send mig en kode").click()
    heading(page, "Skriv koden")
    work()
    page.get_by_label("Kode", exact=True).fill(code_in(mail_server.mailbox))
    page.get_by_role("main").get_by_role("button", name="Log ind").click()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_municipality_joins_and_nothing_typed_is_lost(site, not_in, mail_server, width):
    visited = site("/bliv-medlem/?kommune=aarhus", width=width)
    page = visited.page
    walk_to_the_invoice(page)
    fill_in_the_invoice(page)
    page.get_by_label("Lederens navn").fill("Eksempel Leder")
    page.get_by_label("Lederens arbejdsmail").fill("leder@example.org")
    go_on(page)
    log_in(page, mail_server)
    heading(page, f"Tilmeld Aarhus Kommune til Eksempel: Netværket {timezone.localdate().year}")
    for text in ("ny.kollega@example.org", "5790000000005", "Eksempel Leder, leder@example.org", "Prisen er"):
        expect(page.get_by_role("main").get_by_text(text).first).to_be_visible()
    assert (visited.faults(), visited.is_wider_than_window()) == ([], False)
    page.go_back()
    page.goto("/bliv-medlem/tilmeld/leder/")
    expect(page.get_by_label("Lederens navn")).to_have_value("Eksempel Leder")
    go_on(page)
    page.get_by_role("button", name="Tilmeld kommunen").click()
    expect(page.get_by_text("Bekræft, at du må tilmelde kommunen.").first).to_be_visible()
    page.get_by_label("Jeg må tilmelde kommunen").check()
    page.get_by_role("button", name="Tilmeld kommunen").click()
    heading(page, "Aarhus Kommune er medlem")
    assert visited.faults() == []
    work()
    assert sorted(mail["To"] for mail in mail_server.mailbox) == [
        "kontaktperson@example.org", "leder@example.org", "ny.kollega@example.org",
    ]  # fmt: skip


def test_the_manager_objects_without_login_and_the_secretariat_sees_it(site, not_in, mail_server):
    walked = site("/bliv-medlem/?kommune=aarhus", by=person("kontaktperson")).page
    walk_to_the_invoice(walked)
    fill_in_the_invoice(walked)
    walked.get_by_label("Lederens navn").fill("Eksempel Leder")
    walked.get_by_label("Lederens arbejdsmail").fill("leder@example.org")
    go_on(walked)
    walked.get_by_label("Jeg må tilmelde kommunen").check()
    walked.get_by_role("button", name="Tilmeld kommunen").click()
    heading(walked, "Aarhus Kommune er medlem")
    work()
    (mail,) = [mail for mail in mail_server.mailbox if mail["To"] == "leder@example.org"]
    link = re.search(r"/indsigelse/\S+", mail.get_payload(decode=True).decode()).group()
    page = site(link).page
    page.get_by_role("button", name="Send indsigelsen").click()
    page.get_by_label("Hvad gør du indsigelse mod?").fill("Vi er for få til at deltage.")
    page.get_by_role("button", name="Send indsigelsen").click()
    heading(page, "Din indsigelse er modtaget")
    assert page.goto(link).status == 404
    desk = site("/sekretariat/", by=person("sekretaer")).page
    expect(desk.get_by_text("Vi er for få til at deltage.")).to_be_visible()
    desk.get_by_role("link", name="Indsigelse mod medlemskabet").click()
    expect(desk.get_by_text("Lederen har gjort indsigelse")).to_be_visible()


def test_a_stranger_to_the_municipality_is_told_what_to_do(site, not_in):
    page = site("/bliv-medlem/?kommune=aarhus", by=person("udenfor")).page
    walk_to_the_invoice(page)
    fill_in_the_invoice(page)
    page.get_by_label("Lederens navn").fill("Eksempel Leder")
    page.get_by_label("Lederens arbejdsmail").fill("leder@example.org")
    go_on(page)
    heading(page, "Du kan ikke tilmelde denne kommune")
    assert Membership.objects.filter(municipality__slug="aarhus").count() == 0


def tab_until(page, text):
    """Press Tab until the focus is on something with a text; every stop on the way must be seen."""
    for _press in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "(() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
            " return {text: (l || e).textContent.trim(), outline: getComputedStyle(e).outlineStyle} })()"
        )
        if found["text"].startswith(text):
            assert found["outline"] != "none" or found["text"], found
            return
    pytest.fail(f"{text} was not reached by Tab")


def test_renew_and_leave_by_keyboard_alone(site, loaded):
    today = timezone.localdate()
    following = Season.objects.get(year=today.year + 1)
    Season.objects.filter(pk=following.pk).update(opens_on=date(today.year, 1, 1))
    membership = Membership.objects.get(municipality__slug="aarhus", season__year=today.year)
    page = site(f"/medlemskaber/{membership.pk}/", by=person("kontaktperson")).page
    tab_until(page, f"Forny til {following}")
    page.keyboard.press("Enter")
    heading(page, f"Forny til {following}")
    expect(page.get_by_text("Samtykker: Hver person bliver spurgt igen.")).to_be_visible()
    tab_until(page, "Jeg må tilmelde kommunen")
    page.keyboard.press("Space")
    tab_until(page, "Forny medlemskabet")
    page.keyboard.press("Enter")
    heading(page, "Aarhus Kommune er medlem")
    assert Membership.objects.get(season=following, municipality__slug="aarhus").billing_profile_id
    page.goto(f"/medlemskaber/{membership.pk}/")
    tab_until(page, "Meld kommunen ud")
    page.keyboard.press("Enter")
    heading(page, "Meld kommunen ud")
    tab_until(page, "Hvorfor melder I jer ud?")
    page.keyboard.type("Eksempel: Vi har ikke flere områder.")
    tab_until(page, "Meld kommunen ud")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kommunen er meldt ud.")).to_be_visible()
    expect(page.get_by_text("Eksempel: Vi har ikke flere områder.").first).to_be_visible()
