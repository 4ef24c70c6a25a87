"""Import an official list from a file: knub lists import FILE --date DATE --source ADDRESS."""

import argparse
import sys
from datetime import date
from pathlib import Path

import django
from django.core.exceptions import ValidationError

from knub.areas.intake import IntakeError, read_cells

REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    commands = parser.add_subparsers(dest="what", required=True)
    one = commands.add_parser("import", help="import a list")
    one.add_argument("file", type=Path, help="a spreadsheet (.xlsx) or a text file (.csv)")
    one.add_argument("--date", type=date.fromisoformat, required=True, help="the date of the list (2026-12-01)")
    one.add_argument("--source", required=True, help="where it was read")
    one.add_argument("--complete", action="store_true", help="the file has every area of every category")
    one.add_argument("--total", action="append", default=[], metavar="CATEGORY=N", help="a published total")
    one.add_argument("--dry-run", action="store_true", help="show what would be done, store nothing")


def run(arguments: argparse.Namespace) -> int:
    """Import a list; return 0, or 2 with every problem on stderr and nothing stored."""
    django.setup()
    from knub.areas import actions, queries  # noqa: PLC0415 - Django must be set up first

    try:
        cells = read_cells(arguments.file.read_bytes())
        totals = {name: int(count) for name, _, count in (one.partition("=") for one in arguments.total)}
    except IntakeError as error:
        return refuse([error.text.da])
    except (OSError, ValueError) as error:
        return refuse([str(error)])
    stated, problems = queries.state(
        cells, on=arguments.date, source=arguments.source, totals=totals, limits={}, complete=arguments.complete
    )
    if stated is None:
        return refuse([f"Række {one.row or '–'}, kolonne {one.column or '–'}: {one.message.da}" for one in problems])
    found = queries.preview(stated, ())
    print(f"{len(found.lines)} nye eller ændrede tal, {len(found.listed)} på listen, {len(found.unlisted)} af listen.")
    if arguments.dry_run:
        return 0
    try:
        actions.store_list(stated, by=None)
    except ValidationError as error:
        return refuse(error.messages)
    return 0


def refuse(lines: list[str]) -> int:
    """Say what is wrong on stderr; return the exit code."""
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return REFUSED
