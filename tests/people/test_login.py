"""Login by a mailed code: in with the code, nothing told to anybody else."""

import re

import pytest
from django.test import Client
from procrastinate.contrib.django import app

from knub.notify.models import Mail
from knub.people import actions
from knub.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def work():
    """Run what was deferred, as the worker does."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


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
