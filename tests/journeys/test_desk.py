"""The secretary's desk: from the table of members to a mail that was sent, by keyboard, narrow, and without scripts."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from knub.memberships.models import Membership
from knub.notify.models import BulkMail, Mail
from knub.people.models import Person
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.home.conftest import make_member, make_season
from tests.worker import work

pytestmark = pytest.mark.browser


@pytest.fixture
def secretary(loaded):
    """The secretary, in a network year with two members: Aarhus has a contact person."""
    season = make_season(timezone.localdate().year)
    Membership.objects.filter(season=season).delete()
    make_member("aarhus", season=season)
    make_member("randers", season=season, reference="")
    return person("sekretaer")


def look_through(visited):
    assert visited.faults() == []
    assert not visited.is_wider_than_window()
    assert [line for line in visited.console if "status of 40" not in line] == []


@pytest.mark.parametrize(("width", "scripts"), [(WIDE, True), (NARROW, True), (WIDE, False)])
def test_from_the_members_to_a_mail_that_came_back(site, secretary, mail_server, width, scripts):
    visited = site("/sekretariat/medlemmer/", width=width, scripts=scripts, by=secretary)
    page = visited.page
    page.get_by_label("Vælg Aarhus Kommune").check()
    page.get_by_role("button", name="Skriv en mail").click()
    page.get_by_label("Emne").fill("Eksempel: Nyt program")
    page.get_by_label("Tekst").fill("Kære {fornavn}\n\nProgrammet for {kommune} er klar.")
    page.get_by_role("button", name="Gem, og se mailene").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se 1 mail, før den sendes")
    expect(page.locator("main")).to_contain_text("Programmet for Aarhus Kommune er klar.")
    page.get_by_role("link", name="Ret modtagerne").click()
    if scripts:
        look_through(visited)
    expect(page.get_by_label("Aarhus Kommune")).to_be_checked()
    page.get_by_role("button", name="Gem, og se mailene").click()
    if scripts:
        look_through(visited)
    page.get_by_label("Hvor mange mails vil du sende?").fill("2")
    page.get_by_role("button", name="Send 1 mail").click()
    expect(page.get_by_role("alert").first).to_contain_text("Der er 1 modtager nu.")
    page.get_by_label("Hvor mange mails vil du sende?").fill("1")
    page.get_by_role("button", name="Send 1 mail").click()
    expect(page.locator("#progress")).to_contain_text("0 af 1 mails er afleveret")
    work()
    if not scripts:
        page.get_by_role("link", name="Vis, hvor langt den er").click()
    expect(page.locator("#progress")).to_contain_text("1 af 1 mails er afleveret")
    if scripts:
        look_through(visited)
    assert [mail["To"] for mail in mail_server.mailbox] == ["kontaktperson@example.org"]
    Mail.objects.update(state="reported", refusal="550 no such user", failed_at=timezone.now())
    page.goto("/sekretariat/")
    page.get_by_role("link", name="»Eksempel: Nyt program« kom ikke frem").click()
    if scripts:
        look_through(visited)
    page.get_by_role("button", name="Det er ordnet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Venter på sekretariatet")
    expect(page.locator("main")).not_to_contain_text("kom ikke frem")


def press_to(page, name):
    """Press Tab until the focus is on something of that name."""
    for _press in range(80):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return e.innerText || (e.labels && e.labels[0] ? e.labels[0].innerText : '') })()"
        )
        if focus.strip().startswith(name):
            return
    pytest.fail(f"{name} was not reached by Tab")


def test_a_mail_is_written_and_sent_by_keyboard_alone(site, secretary):
    page = site("/sekretariat/medlemmer/?kontakt=har", by=secretary).page
    press_to(page, "Skriv en mail")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv til mange")
    press_to(page, "Emne")
    page.keyboard.type("Eksempel")
    press_to(page, "Tekst")
    page.keyboard.type("Hej {fornavn}")
    press_to(page, "Gem, og se mailene")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se 1 mail, før den sendes")
    press_to(page, "Hvor mange mails vil du sende?")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eksempel")
    assert BulkMail.objects.get().sent_count == 1


@pytest.mark.parametrize(("width", "scripts"), [(WIDE, True), (NARROW, True), (WIDE, False)])
def test_the_first_day_from_a_pasted_table_with_a_fault_to_what_is_stored(site, secretary, width, scripts):
    visited = site("/sekretariat/indlaes/personer/", width=width, scripts=scripts, by=secretary)
    page, field = visited.page, visited.page.get_by_label("Eller indsæt tabellen")
    field.fill("Kommune;Navn;Mail\nAarhuz;Eksempel Ny;ny@example.org")
    page.get_by_role("button", name="Se, hvad det ændrer").click()
    expect(page.locator("main")).to_contain_text("'Aarhuz' kendes ikke. Mente du Aarhus Kommune?")
    if scripts:
        look_through(visited)
    field.fill(field.input_value().replace("Aarhuz", "Aarhus"))
    page.get_by_role("button", name="Se, hvad det ændrer").click()
    expect(page.locator("main tbody")).to_contain_text("ny@example.org, Aarhus Kommune")
    if scripts:
        look_through(visited)
    page.get_by_role("button", name="Gem 1 række").click()
    expect(page.get_by_role("status").first).to_contain_text("1 række er gemt.")
    assert Person.objects.get(email="ny@example.org").roles.count() == 1
    assert Mail.objects.count() == 0
