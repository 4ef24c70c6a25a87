"""A report of a mail that was not delivered: read in every shape, marked once, shown to the secretariat."""

import io
import os
import subprocess
import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from knub.audit.queries import history
from knub.cli import mail as command
from knub.notify import actions, queries
from knub.notify.intake import ReportError, read_report
from knub.notify.models import Mail
from tests.worker import work

SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
ID = "<179361720142.1.42@knub.example.org>"
WORDS = {
    "postfix": "550 5.1.1 <ukendt@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
    "exchange": "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ukendt@example.com not found by SMTP address "
    "lookup",
    "exim": "554 5.7.1 Relay access denied",
    "gmail": "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking "
    "the recipient's email address for typos or 550 5.1.1 unnecessary spaces.",
    "qmail": "Remote host said: 550 sorry, no mailbox here by that name",
    "sendmail": "5.1.2",
    "forwarded_as_attachment": "552 5.2.2 Mailbox full",
    "forwarded_inline": "550 5.1.1 User unknown på serveren",
}


def sample(name, message_id=ID):
    return (SAMPLES / f"{name}.eml").read_bytes().replace(b"{message_id}", message_id.encode())


@pytest.mark.parametrize("name", WORDS)
def test_every_shape_is_read(name):
    report = read_report(sample(name))
    assert (ID in report.message_ids, report.failed, report.words) == (True, True, WORDS[name])


@pytest.mark.parametrize("name", WORDS)
def test_every_shape_is_read_with_the_other_line_ends(name):
    report = read_report(sample(name).replace(b"\n", b"\r\n"))
    assert (ID in report.message_ids, report.failed, report.words) == (True, True, WORDS[name])


def test_a_long_message_of_blanks_is_refused_at_once():
    with pytest.raises(ReportError):
        read_report(b"\n\n" + b"> \t \n" * 400_000 + b" " * 1_000_000)


def test_a_mail_that_is_only_late_has_not_failed():
    assert read_report(sample("delayed")).failed is False


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "large"),
        (b"\x00\xff\xfe garbage \x80", "kind"),
        (b"%PDF-1.7", "kind"),
        (sample("out_of_office"), "kind"),
        (sample("without_id"), "id"),
        (b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n", "id"),
        (b"Content-Type: text/plain; charset=no-such-charset\nFrom: a@example.org\n\nHello", "kind"),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(content, code):
    with pytest.raises(ReportError) as refused:
        read_report(content)
    assert refused.value.code == code


@given(st.sampled_from([*WORDS]), st.lists(st.tuples(st.integers(0, 1500), st.binary(max_size=4)), max_size=6))
def test_a_damaged_report_is_read_or_refused_but_never_an_error(name, damage):
    content = bytearray(sample(name))
    for place, bytes_ in damage:
        content[place : place + len(bytes_)] = bytes_
    with suppress(ReportError):
        read_report(bytes(content))


@pytest.fixture
def sent(db):
    return Mail.objects.create(
        key="k", to="ukendt@example.com", subject="Invitation", text="Hej", message_id=ID, state="sent",
        created_at="2026-11-02T11:00Z", sent_at="2026-11-02T11:00Z",
    )  # fmt: skip


def test_the_mail_is_marked_with_the_servers_words_and_waits(sent):
    assert actions.report_back(read_report(sample("exim"))) == (sent, "marked")
    sent.refresh_from_db()
    assert (sent.state, sent.refusal, list(queries.not_arrived())) == ("reported", WORDS["exim"], [sent])
    assert [entry.verb for entry in history(sent)] == ["mail_reported_back"]


def test_the_same_report_twice_changes_nothing_the_second_time(sent):
    actions.report_back(read_report(sample("exim")))
    sent.refresh_from_db()
    assert actions.report_back(read_report(sample("postfix"))) == (sent, "known")
    again = Mail.objects.get(pk=sent.pk)
    assert (again.refusal, again.failed_at, history(sent).count()) == (sent.refusal, sent.failed_at, 1)


def test_a_report_of_delay_changes_nothing(sent):
    assert actions.report_back(read_report(sample("delayed"))) == (sent, "not failed")
    assert list(queries.not_arrived()) == []


def test_a_mail_that_is_not_ours_is_refused(sent):
    with pytest.raises(ValidationError, match="Message-ID"):
        actions.report_back(read_report(sample("exim", "<another@example.org>")))


def test_a_mail_that_was_really_sent_is_found_by_its_own_id(loaded, mail_server):
    mail = actions.send(key="k", to="ukendt@example.com", subject="Invitation", text="Hej")
    work()
    (got,) = mail_server.mailbox
    assert actions.report_back(read_report(sample("postfix", got["Message-ID"])))[0] == mail


@pytest.mark.parametrize(
    ("content", "code_and_words"),
    [
        (sample("gmail"), (0, "Mailen til ukendt@example.com er mærket som ikke leveret: 550-5.1.1")),
        (sample("delayed"), (0, "Mailen til ukendt@example.com er kun forsinket eller er leveret.")),
        (
            sample("exim", "<another@example.org>"),
            (65, "Ingen af vores mails har det Message-ID, som rapporten nævner."),
        ),
        (b"garbage", (65, "Meddelelsen er ikke en rapport om en mail, der ikke kom frem.")),
    ],
)
def test_the_command_says_what_it_did(sent, monkeypatch, capsys, content, code_and_words):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    code, words = command.run(Namespace(what="bounce")), code_and_words[1]
    written = capsys.readouterr()
    assert (code, (written.err if code else written.out)[: len(words)]) == code_and_words


@pytest.mark.django_db(transaction=True)
def test_the_command_is_a_program_that_reads_its_input(loaded, settings):
    mail = actions.send(key="k", to="ukendt@example.com", subject="Invitation", text="Hej")
    Mail.objects.update(state="sent")
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}&port={database['PORT'] or 5432}"
    done = subprocess.run(
        [sys.executable, "-m", "knub.cli", "mail", "bounce"],
        input=sample("exchange", mail.message_id),
        env={**os.environ, "KNUB_DATABASE_URL": url, "KNUB_SECRET_KEY": settings.SECRET_KEY},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    mail.refresh_from_db()
    assert mail.state == "reported"
