"""Login by a mailed code: in with the code, nothing told to anybody else."""

import re

import pytest
from django.test import Client

from knub.notify.models import Mail
from knub.people import actions
from knub.people.models import Person
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


def ask_for_code(client, email):
    response = client.post("/log-ind/", {"email": email})
    work()
    return response


def received(mail_server, email="kollega@example.org"):
    return [mail for mail in mail_server.mailbox if mail["To"] == email]


def code_in(message):
    return re.search(r"Din kode er (\S+)", message.get_payload(decode=True).decode()).group(1)


def test_a_known_person_comes_in_with_the_code(loaded, client, mail_server):
    ask_for_code(client, "kollega@example.org")
    response = client.post("/log-ind/kode/", {"code": code_in(received(mail_server)[0])}, follow=True)
    assert response.context["user"].email == "kollega@example.org"


def test_the_code_is_not_kept_after_it_is_sent(loaded, client, mail_server):
    ask_for_code(client, "kollega@example.org")
    mail = Mail.objects.get()
    assert (mail.state, mail.text, mail.html) == ("sent", "", "")


def test_an_unknown_address_meets_the_same_page_and_gets_a_mail_that_helps(loaded, client, mail_server):
    known, unknown = ask_for_code(client, "kollega@example.org"), ask_for_code(Client(), "ukendt@example.com")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    body = received(mail_server, "ukendt@example.com")[0].get_payload(decode=True).decode()
    assert "kontaktperson om en invitation" in body
    assert "Din kode er" not in body


def test_a_wrong_code_lets_nobody_in(loaded, client, mail_server):
    ask_for_code(client, "kollega@example.org")
    response = client.post("/log-ind/kode/", {"code": "XXXX-XXXX"})
    assert "_auth_user_id" not in client.session
    assert response.status_code == 200


def test_a_deactivated_person_is_out_at_once(loaded, client, mail_server):
    ask_for_code(client, "kollega@example.org")
    client.post("/log-ind/kode/", {"code": code_in(received(mail_server)[0])})
    assert client.get("/min-side/").status_code == 200
    actions.deactivate(Person.objects.get(email="kollega@example.org"))
    assert client.get("/min-side/").status_code == 302


def test_nobody_can_sign_up(loaded, client):
    assert client.get("/log-ind/ny/").url == "/log-ind/"


def test_the_page_after_login_is_where_one_was_going(loaded, client, mail_server):
    client.get("/min-side/")
    client.post("/log-ind/?next=/min-side/", {"email": "kollega@example.org", "next": "/min-side/"})
    work()
    response = client.post("/log-ind/kode/", {"code": code_in(received(mail_server)[0]), "next": "/min-side/"})
    assert response.url == "/min-side/"


def test_an_address_too_long_for_a_mail_is_refused_at_the_field(loaded, client):
    response = client.post("/log-ind/", {"email": "a" * 243 + "@example.com"})
    assert (response.status_code, list(response.context["form"].errors), Mail.objects.count()) == (200, ["email"], 0)


def test_capitals_in_an_address_do_not_matter(loaded, client, mail_server):
    ask_for_code(client, "Kollega@Example.ORG")
    response = client.post("/log-ind/kode/", {"code": code_in(received(mail_server)[0])}, follow=True)
    assert response.context["user"].email == "kollega@example.org"


def test_a_deactivated_person_is_told_no_more_than_a_stranger(loaded, client, mail_server):
    actions.deactivate(Person.objects.get(email="kollega@example.org"))
    response = ask_for_code(client, "kollega@example.org")
    assert (response.status_code, response.url) == (302, "/log-ind/kode/")
    assert "Din kode er" not in received(mail_server)[0].get_payload(decode=True).decode()


def test_five_wrong_codes_end_the_attempt(loaded, client, mail_server):
    ask_for_code(client, "kollega@example.org")
    right = code_in(received(mail_server)[0])
    for _attempt in range(5):
        client.post("/log-ind/kode/", {"code": "XXXX-XXXX"})
    client.post("/log-ind/kode/", {"code": right})
    assert "_auth_user_id" not in client.session


def test_a_code_is_of_no_use_after_ten_minutes(loaded, client, mail_server, time_machine):
    time_machine.move_to("2026-11-24 10:00+01:00", tick=False)
    ask_for_code(client, "kollega@example.org")
    time_machine.move_to("2026-11-24 10:11+01:00", tick=False)
    client.post("/log-ind/kode/", {"code": code_in(received(mail_server)[0])})
    assert "_auth_user_id" not in client.session


def test_the_fourth_code_for_one_address_in_a_minute_is_not_sent(loaded):
    for _attempt in range(4):
        Client().post("/log-ind/", {"email": "kollega@example.org"})
    assert Mail.objects.count() == 3


def test_the_twenty_first_code_for_one_place_in_a_minute_is_not_sent(loaded):
    for number in range(21):
        response = Client().post("/log-ind/", {"email": f"a{number}@example.com"})
    assert (list(response.context["form"].errors), Mail.objects.count()) == (["email"], 20)


def test_too_many_passkeys_tried_from_one_place_meet_a_page_that_says_what_to_do(loaded, client):
    for _attempt in range(11):
        response = client.post("/log-ind/adgangsnoegle/", {"credential": "{}"})
    assert response.status_code == 429
    assert "Vent et minut" in response.content.decode()


def test_somebody_who_mistyped_the_address_can_start_again_and_still_get_where_she_was_going(
    loaded, client, mail_server
):
    client.post("/log-ind/", {"email": "kolega@example.org", "next": "/min-side/"})
    page = client.get("/log-ind/kode/?next=/min-side/").content.decode()
    start_again = re.search(r'name="next" value="(/log-ind/\?[^"]*)"', page).group(1)
    assert client.post("/log-ud/", {"next": start_again}).url == "/log-ind/?next=/min-side/"
    client.post("/log-ind/", {"email": "kollega@example.org", "next": "/min-side/"})
    work()
    response = client.post("/log-ind/kode/", {"code": code_in(received(mail_server)[0]), "next": "/min-side/"})
    assert response.url == "/min-side/"


def test_both_forms_carry_where_one_was_going(loaded, client):
    assert 'name="next" value="/min-side/"' in client.get("/log-ind/?next=/min-side/").content.decode()
    client.post("/log-ind/", {"email": "kollega@example.org", "next": "/min-side/"})
    assert 'name="next" value="/min-side/"' in client.get("/log-ind/kode/?next=/min-side/").content.decode()
