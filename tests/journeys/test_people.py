"""Invited, in and out again; asking and being let in; moving; by keyboard alone and on a phone."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from knub.people import actions
from knub.people.models import AccessRequest, MailDomain, Organisation
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_pages import faults
from tests.worker import work

pytestmark = pytest.mark.browser


def mails_to(mail_server, email):
    """Return the mails to an address, in no order, after the worker has sent what waits."""
    work()
    return [mail.get_payload(decode=True).decode() for mail in mail_server.mailbox if mail["To"] == email]


def mail_to(mail_server, email):
    """Return the only mail to an address."""
    (found,) = mails_to(mail_server, email)
    return found


def link_in(mail, word):
    return re.search(rf"https?://[^/\s]+(/{word}/\S+)", mail).group(1)


def heading(page):
    return page.get_by_role("heading", level=1)


def test_invited_accepted_and_left(site, mail_server):
    boss = site("/kommuner/aarhus/personer/", by=person("kontaktperson")).page
    boss.get_by_role("link", name="Invitér kolleger").click()
    boss.get_by_label("Arbejdsmails").fill("Eksempel Ny <ny@example.com>\nikke en adresse")
    boss.get_by_label("Hvorfor du inviterer dem").fill("Du arbejder med udlejning")
    boss.get_by_role("button", name="Se det, før det sendes").click()
    expect(boss.locator(".form-error-message")).to_contain_text("Linje 2: »ikke en adresse« er ikke en mailadresse.")
    boss.get_by_label("Arbejdsmails").fill("Eksempel Ny <ny@example.com>")
    boss.get_by_role("button", name="Se det, før det sendes").click()
    expect(boss.locator("main")).to_contain_text("Der er ikke sendt noget endnu.")
    boss.get_by_role("button", name="Send invitationerne").click()
    expect(boss.locator("main")).to_contain_text("1 invitation er sendt.")

    new = site(link_in(mail_to(mail_server, "ny@example.com"), "invitation")).page
    expect(heading(new)).to_have_text("Du er inviteret")
    expect(new.get_by_label("Dit navn")).to_have_value("Eksempel Ny")
    new.get_by_role("button", name="Tag imod invitationen").click()
    expect(new.locator("main")).to_contain_text("Velkommen. Du er logget ind")
    new.get_by_label("Spørg mig om", exact=True).fill("Kombineret udlejning")
    new.get_by_role("button", name="Gem dine oplysninger").click()
    expect(heading(new)).to_have_text("Min side")

    boss.goto("/kommuner/aarhus/personer/")
    boss.get_by_role("link", name="Eksempel Ny").click()
    boss.get_by_role("link", name="Har forladt Aarhus Kommune").click()
    boss.get_by_role("button", name="Ja, afslut adgangen").click()
    expect(boss.locator("main")).to_contain_text("Eksempel Ny har ikke længere adgang for kommunen.")
    new.goto("/min-side/")
    expect(heading(new)).to_have_text("Log ind")


def test_asked_and_let_in(site, mail_server):
    cache.clear()
    MailDomain.objects.get_or_create(organisation=Organisation.objects.get(slug="aarhus"), domain="aarhus.example")
    new = site("/log-ind/").page
    new.get_by_role("link", name="Få adgang").click()
    new.get_by_label("Arbejdsmail").fill("ny@aarhus.example")
    new.get_by_role("button", name="Bed om adgang").click()
    expect(heading(new)).to_have_text("Se i din mail")
    new.goto(link_in(mail_to(mail_server, "ny@aarhus.example"), "faa-adgang"))
    expect(new.locator("main")).to_contain_text("Du beder om adgang for Aarhus Kommune.")
    new.get_by_label("Dit navn").fill("Eksempel Ny")
    new.get_by_role("button", name="Send anmodningen").click()
    expect(heading(new)).to_have_text("Din anmodning venter")

    told = mail_to(mail_server, "kontaktperson@example.org")
    boss = site(link_in(told, "anmodninger"), by=person("kontaktperson")).page
    boss.get_by_role("button", name="Ja, giv adgang").click()
    expect(boss.locator("main")).to_contain_text("Eksempel Ny har nu adgang og har fået besked på mail.")
    told = mails_to(mail_server, "ny@aarhus.example")
    assert ["Du har nu adgang" in mail for mail in told].count(True) == 1


def test_moved_to_another_municipality(site):
    secretary = site("/sekretariat/personer/?q=kollega", by=person("sekretaer")).page
    secretary.get_by_role("link", name="Eksempel Kollega").click()
    secretary.get_by_role("link", name="Flytter til en anden kommune").click()
    secretary.get_by_label("Flytter til").select_option(label="Randers Kommune")
    secretary.get_by_role("button", name="Flyt", exact=True).click()
    expect(secretary.locator("main")).to_contain_text("Eksempel Kollega er flyttet.")
    secretary.get_by_role("link", name="Historik").click()
    told = "flyttede Eksempel Kollega fra Aarhus Kommune til Randers Kommune"
    expect(secretary.locator(".log li").first).to_contain_text(told)


def test_acting_for_somebody_is_seen_on_every_page(site):
    secretary = site(f"/personer/{person('kontaktperson').pk}/", by=person("sekretaer"))
    secretary.page.get_by_role("button", name="Handl på vegne af Eksempel Kontaktperson").click()
    banner = secretary.page.get_by_role("complementary", name="På vegne af")
    expect(banner).to_contain_text("handler på vegne af Eksempel Kontaktperson")
    assert secretary.faults() == []
    secretary.page.goto("/min-side/mails/")
    expect(heading(secretary.page)).to_have_text("Privat")
    banner.get_by_role("button", name="Stop").click()
    expect(heading(secretary.page)).to_have_text("Eksempel Kontaktperson")


def test_a_colleague_is_invited_by_keyboard_alone(site):
    page = site("/kommuner/aarhus/personer/inviter/", by=person("kontaktperson")).page
    page.get_by_label("Arbejdsmails").focus()
    page.keyboard.type("ny@example.com")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Du arbejder med skole")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Se det, før det sendes")
    page.get_by_role("button", name="Send invitationerne").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("1 invitation er sendt.")
    expect(page.locator("main tbody").nth(1)).to_contain_text("Kontaktperson")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_somebody_have_no_fault(site, width):
    aarhus, boss, colleague = Organisation.objects.get(slug="aarhus"), person("kontaktperson"), person("kollega")
    (invitation,) = actions.invite(aarhus, ["ny@example.com"], role="member", why="x", by=boss).sent
    raw = actions.make_token("invitation", str(invitation.pk), at=timezone.now())
    asked = AccessRequest.objects.create(organisation=aarhus, email="x@example.com", asked_at=timezone.now())
    link = actions.make_token("access_request", str(asked.pk), at=timezone.now())
    linked = [f"/invitation/{raw}/", f"/invitation/{raw}/ikke-mig/", f"/faa-adgang/{link}/"]
    assert faults(site, linked, width=width) == {}
    actions.confirm_request(asked, name="Eksempel Spørger")
    actions.renew_join_code(aarhus, by=boss)
    hers = [
        "/kommuner/aarhus/personer/",
        "/kommuner/aarhus/personer/kode/",
        f"/anmodninger/{asked.pk}/",
        f"/personer/{colleague.pk}/",
        f"/roller/{colleague.roles.get().pk}/slut/",
        f"/kommuner/aarhus/personer/{colleague.pk}/forlader/",
        f"/historik/person/{colleague.pk}/",
    ]
    assert faults(site, hers, width=width, by=boss) == {}
    theirs = [f"/personer/{colleague.pk}/", f"/personer/{colleague.pk}/flyt/"]
    assert faults(site, theirs, width=width, by=person("sekretaer")) == {}
