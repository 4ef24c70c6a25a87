"""Take in a report that a mail was not delivered: knub mail bounce < REPORT."""

import argparse
import sys

import django
from django.core.exceptions import ValidationError
from django.utils.translation import override

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


def run(_arguments: argparse.Namespace) -> int:
    """Mark the mail a report is about; return 0, or 65 with a sentence on stderr and nothing changed."""
    django.setup()
    from knub.notify import actions  # noqa: PLC0415 - Django must be set up first

    try:
        with override("da"):
            mail, outcome = actions.report_back(read_report(sys.stdin.buffer.read()))
    except ReportError as error:
        return refuse(error.text.da)
    except ValidationError as error:
        return refuse(" ".join(error.messages))
    print(SAID[outcome].format(to=mail.to, words=mail.refusal))
    return 0


def refuse(sentence: str) -> int:
    """Say why on stderr; return the exit code."""
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
