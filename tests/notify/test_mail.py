"""Each mail once: with what caused it, through failures, and never twice."""

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinatePeriodicDefer

from knub.notify import actions, queries
from knub.notify.models import Mail
from knub.notify.tasks import RETRIES
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


def send(key="k", to="a@example.org", **more):
    return actions.send(key=key, to=to, subject="Emne æøå", text="Tekst", **more)


def test_a_mail_is_sent_with_its_message_id_and_a_way_to_answer(loaded, mail_server, settings):
    mail = send(html="<p>Tekst</p>")
    work()
    (got,) = mail_server.mailbox
    assert (got["Message-ID"], got["Reply-To"], got["To"]) == (mail.message_id, settings.CONTACT_MAIL, "a@example.org")
    assert [part.get_content_type() for part in got.get_payload()] == ["text/plain", "text/html"]


def test_the_worker_of_a_test_starts_nothing_by_the_clock(loaded, mail_server):
    send()
    work()
    assert not ProcrastinatePeriodicDefer.objects.exists()
    assert len(mail_server.mailbox) == 1


def test_the_same_key_is_the_same_mail(loaded, mail_server):
    assert send().pk == send().pk
    work()
    work()
    assert len(mail_server.mailbox) == 1


def test_sending_again_a_mail_that_was_sent_does_nothing(loaded, mail_server):
    mail = send()
    work()
    actions.send_due(mail.pk)
    assert len(mail_server.mailbox) == 1


def test_a_change_that_is_rolled_back_sends_nothing(loaded, mail_server):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    work()
    assert (Mail.objects.count(), len(mail_server.mailbox)) == (0, 0)


def test_a_server_that_does_not_answer_is_tried_again(loaded, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail = send()
    work()
    mail.refresh_from_db()
    assert (mail.state, ProcrastinateJob.objects.get(task_name="notify.send").status) == ("due", "todo")


def test_a_mail_that_was_tried_for_a_day_is_shown_as_refused(loaded, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail = send(secret=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [RETRIES])
    work()
    mail.refresh_from_db()
    assert (mail.state, mail.refusal[:22], mail.text) == ("refused", "ConnectionRefusedError", "")


def test_a_server_that_refuses_our_own_address_costs_no_mail(loaded, mail_server, monkeypatch):
    async def handle_MAIL(server, session, envelope, address, options):  # noqa: N802
        return "530 log in first"

    monkeypatch.setattr(mail_server, "handle_MAIL", handle_MAIL, raising=False)
    mail = send()
    work()
    mail.refresh_from_db()
    assert (mail.state, ProcrastinateJob.objects.get(task_name="notify.send").status) == ("due", "todo")


def test_a_mail_the_server_refuses_is_remembered_with_its_words(loaded, mail_server, monkeypatch):
    async def handle_RCPT(server, session, envelope, address, options):  # noqa: N802
        return "550 no such user"

    monkeypatch.setattr(mail_server, "handle_RCPT", handle_RCPT, raising=False)
    mail = send()
    work()
    mail.refresh_from_db()
    assert (mail.state, mail.refusal, list(queries.not_arrived())) == ("refused", "550 no such user", [mail])


def test_a_line_break_in_a_subject_adds_no_header(loaded, mail_server):
    actions.send(key="k", to="a@example.org", subject="Hej\nBcc: x@example.org", text="t")
    work()
    (got,) = mail_server.mailbox
    assert (got["Bcc"], got["Subject"]) == (None, "Hej Bcc: x@example.org")


def test_a_mail_one_can_say_no_to_has_the_two_lines_of_rfc_8058(loaded, mail_server):
    send(unsubscribe="https://example.org/afmeld/x/")
    send("other")
    work()
    one, other = sorted(mail_server.mailbox, key=lambda got: got["List-Unsubscribe"] is None)
    assert one["List-Unsubscribe"] == "<https://example.org/afmeld/x/>"
    assert one["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert other["List-Unsubscribe-Post"] is None
