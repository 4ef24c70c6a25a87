"""Log in with a mailed code, make a passkey, and log in with that alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.worker import work

pytestmark = pytest.mark.browser

NAME, EMAIL = "Eksempel Kollega", "kollega@example.org"


def log_in_by_code(page, mail_server):
    page.goto("/log-ind/")
    page.get_by_label("Arbejdsmail").fill(EMAIL)
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv koden")
    work()
    page.get_by_label("Kode", exact=True).fill(code_in(mail_server.mailbox))
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()


def code_in(mailbox):
    """Return the code in the only mail, and empty the box for the next."""
    (mail,) = mailbox
    mailbox.clear()
    return re.search(r"Din kode er (\S+)", mail.get_payload(decode=True).decode()).group(1)


def log_out(page):
    page.get_by_role("button", name="Log ud").first.click()
    expect(page.get_by_role("link", name="Log ind", exact=True)).to_be_visible()


def with_fingerprint_reader(page):
    """Give a page a device that makes and shows passkeys without asking."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    always = {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options | always})
    return device


@pytest.fixture
def insecure_origin(settings):
    """Passkeys on http://localhost, as in the demo."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


def make_passkey(page, name):
    page.goto("/min-side/adgangsnoegler/ny/")
    page.get_by_label("Navn på enheden").fill(name)
    page.get_by_role("button", name="Lav adgangsnøglen").click()
    expect(page.get_by_role("main").get_by_role("heading", name=name)).to_be_visible()


def test_a_code_alone_and_a_passkey_alone_are_each_enough(site, mail_server, insecure_origin):
    visited = site("/log-ind/")
    page = visited.page
    with_fingerprint_reader(page)
    log_in_by_code(page, mail_server)
    make_passkey(page, "Arbejdscomputer")
    log_out(page)

    page.goto("/log-ind/")
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    log_out(page)

    log_in_by_code(page, mail_server)
    assert visited.console == []


def test_a_second_device_gets_in_by_code_and_makes_its_own_passkey(site, mail_server, insecure_origin):
    first, second = site("/").page, site("/").page
    for page, name in ((first, "Arbejdscomputer"), (second, "Telefon")):
        with_fingerprint_reader(page)
        log_in_by_code(page, mail_server)
        make_passkey(page, name)
    expect(second.get_by_role("main").get_by_role("heading", name="Arbejdscomputer")).to_be_visible()
