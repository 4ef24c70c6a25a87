"""Take in a report that a mail was not delivered, or news by mail: knub mail bounce < REPORT, knub mail news < MAIL."""

import argparse
import sys

import django
from django.core.exceptions import ValidationError
from django.utils.translation import override

from knub.knowledge.intake import MailedNewsError, read_news
from knub.notify.intake import ReportError, read_report

REFUSED = 65  # EX_DATAERR: a mail server that pipes a report here keeps it, and tells its postmaster
SAID = {
    "marked": "Mailen til {to} er mærket som ikke leveret: {words}",
    "known": "Det var allerede kendt, at mailen til {to} ikke kom frem.",
    "not failed": "Mailen til {to} er kun forsinket eller er leveret. Intet er ændret.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("bounce", help="read a delivery status report from standard input")
    commands.add_parser("news", help="read a piece of news from standard input, from somebody who has a link for it")


def run(arguments: argparse.Namespace) -> int:
    """Take in what stands on stdin; return 0, or 65 with a sentence on stderr and nothing changed."""
    django.setup()
    take_in = take_in_news if arguments.what == "news" else take_in_report
    try:
        with override("da"):
            print(take_in(sys.stdin.buffer.read()))
    except (ReportError, MailedNewsError) as error:
        return refuse(error.text.da)
    except ValidationError as error:
        return refuse(" ".join(error.messages))
    return 0


def take_in_report(content: bytes) -> str:
    """Mark the mail a report is about; return what to say."""
    from knub.notify import actions  # noqa: PLC0415 - Django must be set up first

    mail, outcome = actions.report_back(read_report(content))
    return SAID[outcome].format(to=mail.to, words=mail.refusal)


def take_in_news(content: bytes) -> str:
    """Keep news as a proposal that the secretariat reads; return what to say."""
    from django.utils import timezone  # noqa: PLC0415 - Django must be set up first

    from knub.knowledge import actions  # noqa: PLC0415

    news = actions.propose_mailed(read_news(content), at=timezone.now())
    return f"Nyheden venter på sekretariatet: {news.title}"


def refuse(sentence: str) -> int:
    """Say why on stderr; return the exit code."""
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
