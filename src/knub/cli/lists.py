"""Import an official list from a file: knub lists import FILE --date DATE --source ADDRESS."""

import argparse
import re
import sys
from decimal import Decimal
from pathlib import Path

import django
from django.core.exceptions import ValidationError

from knub.areas.intake import IntakeError, read_cells
from knub.cli.classify import day, problem_lines
from knub.parameters import criteria_versions

REFUSED = 2
LIMITS = {"3": "convicted_3x_national", "2": "convicted_2x_national"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    commands = parser.add_subparsers(dest="what", required=True)
    one = commands.add_parser("import", help="import a list")
    one.add_argument("file", type=Path, help="a spreadsheet (.xlsx) or a text file (.csv)")
    one.add_argument("--date", type=day, required=True, help="the date of the list (2026-12-01)")
    one.add_argument("--source", required=True, help="where it was read")
    one.add_argument("--complete", action="store_true", help="the file has every area of every category")
    one.add_argument("--total", action="append", default=[], type=total, metavar="CATEGORY=N", help="a published total")
    one.add_argument(
        "--limit", action="append", default=[], type=limit, metavar="MULTIPLE=PERCENT",
        help="the limit for convicted that the list states (3=2,27 is three times the nation)",
    )  # fmt: skip
    one.add_argument("--dry-run", action="store_true", help="show what would be done, store nothing")


def total(written: str) -> tuple[str, int]:
    """Read a published total, such as vulnerable=12."""
    category, _, count = written.partition("=")
    known = sorted({key for version in criteria_versions() for key in version.categories})
    if category not in known or not count.isdecimal():
        raise argparse.ArgumentTypeError(f"{written!r} is no total: write CATEGORY=N, of {', '.join(known)}")
    return category, int(count)


def limit(written: str) -> tuple[str, Decimal]:
    """Read a limit, such as 3=2,27, as a share."""
    multiple, _, percent = written.partition("=")
    if multiple not in LIMITS or not re.fullmatch(r"\d{1,2}([.,]\d+)?", percent):
        raise argparse.ArgumentTypeError(f"{written!r} is no limit: write 3=2,27 or 2=1,45")
    return LIMITS[multiple], Decimal(percent.replace(",", ".")) / 100


def run(arguments: argparse.Namespace) -> int:
    """Import a list; return 0, or 2 with every problem on stderr and nothing stored."""
    django.setup()
    from knub.areas import actions, queries  # noqa: PLC0415 - Django must be set up first

    try:
        cells = read_cells(arguments.file.read_bytes())
    except IntakeError as error:
        return refuse([error.text.da])
    except OSError as error:
        return refuse([f"{arguments.file}: {error.strerror}."])
    stated, problems = queries.state(
        cells, on=arguments.date, source=arguments.source, totals=dict(arguments.total), limits=dict(arguments.limit),
        complete=arguments.complete,
    )  # fmt: skip
    if stated is None:
        return refuse(problem_lines(problems, "da"))
    found = queries.preview(stated, ())
    print(f"{len(found.lines)} nye eller ændrede tal, {len(found.listed)} på listen, {len(found.unlisted)} af listen.")
    if arguments.dry_run:
        return 0
    try:
        actions.store_list(stated, by=None)
    except ValidationError as error:
        return refuse(error.messages)
    print("Listen er gemt. Kun sekretariatet ser den, til den er udgivet.")
    return 0


def refuse(lines: list[str]) -> int:
    """Say what is wrong on stderr; return the exit code."""
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return REFUSED
