"""Classify areas offline: a file of figures in, criteria and categories out. No database, no network."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from knub.domain.classification import Classification, classify
from knub.domain.errors import KnubError
from knub.domain.explanation import explain_all
from knub.domain.figures import FiguresTable, Problem, parse
from knub.domain.values import IntArray, Text
from knub.parameters import before_first_criteria, criteria_on, criteria_versions, layout, list_dates, references_on

REFUSED = 2
WORDS: dict[int, str] = {1: "true", 0: "false", -1: "null"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", help="a CSV with the columns of key_figures.csv; - reads standard input")
    parser.add_argument("--on", type=day, help="use the criteria and limits of this day (2023-12-01)")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    parser.add_argument("--lang", choices=["da", "en"], default="da", help="language of the text (da)")


def day(written: str) -> date:
    """Read a day from the command line, one that has criteria."""
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{written!r} is not a day: write it as 2023-12-01") from error
    if found < (first := criteria_versions()[0].starts):
        raise argparse.ArgumentTypeError(f"no criteria held on {written}: the first are from {first}")
    return found


def run(arguments: argparse.Namespace) -> int:
    """Classify a file; return 0, or 2 with every problem on stderr and nothing printed as a result."""
    try:
        parsed = parse(read(arguments.file), layout("key_figures"), on=arguments.on)
        problems = [*parsed.problems, *(before_first_criteria(parsed) if arguments.on is None else ())]
        if problems:
            return refuse(problem_lines(problems, arguments.lang))
        found = list(classified(parsed.tables, on=arguments.on))
    except (KnubError, OSError, UnicodeError, csv.Error) as error:
        return refuse([sentence(error, arguments.file).in_language(arguments.lang)])
    lines = json_lines(found) if arguments.json else text_lines(found, arguments.lang)
    sys.stdout.writelines(lines)
    return 0


def read(name: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV with commas or semicolons, in UTF-8 with or without a mark."""
    content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def classified(tables: Sequence[FiguresTable], *, on: date | None) -> Iterator[tuple[FiguresTable, Classification]]:
    """Yield each table with its classification, oldest first; earlier ones count as years before."""
    earlier: list[Classification] = []
    for table in tables:
        day = on or table.on
        facts = list_dates().get(table.on)
        known = replace(table, unpublished=facts.unpublished) if facts else replace(table, own=True)
        outcome = classify(known, criteria_on(day), references=references_on(day), earlier=earlier)
        earlier.append(outcome)
        yield known, outcome


def json_lines(found: Iterable[tuple[FiguresTable, Classification]]) -> Iterator[str]:
    """Yield one JSON object per area and list."""
    for table, outcome in found:
        day, version = json.dumps(table.on.isoformat()), json.dumps(outcome.version.key)
        criteria = columns_of(outcome.criteria)
        categories = columns_of(outcome.categories)
        for area, met, fallen in zip(table.areas, criteria, categories, strict=True):
            name = json.dumps(area, ensure_ascii=not area.isprintable())  # also what some take for a line's end
            yield (
                f'{{"area_id": {name}, "list_date": {day}, "version": {version}, '
                f'"criteria": {{{met}}}, "categories": {{{fallen}}}}}\n'
            )


def columns_of(outcomes: Mapping[str, IntArray]) -> Iterator[str]:
    """Yield, per area, the outcomes as the inside of a JSON object; equal rows are written once."""
    keys = [json.dumps(key) for key in outcomes]
    rows = np.stack(list(outcomes.values()), axis=-1)
    written: dict[bytes, str] = {}
    for row in rows:
        code = row.tobytes()
        if code not in written:
            written[code] = ", ".join(f"{key}: {WORDS[int(value)]}" for key, value in zip(keys, row, strict=True))
        yield written[code]


def text_lines(found: Iterable[tuple[FiguresTable, Classification]], language: str) -> Iterator[str]:
    """Yield a readable paragraph per area and list."""
    for table, outcome in found:
        for area in table.areas:
            yield f"{area}, {table.on}\n"
            for explanation in explain_all(table, outcome, area):
                yield f"  {explanation.summary.in_language(language)}\n"
                for reason in explanation.reasons:
                    yield f"    - {reason.text.in_language(language)}\n"
            yield "\n"


def problem_lines(problems: Iterable[Problem], language: str) -> list[str]:
    """Return each problem with its place."""
    places = {"da": ("Række", "kolonne"), "en": ("Row", "column")}[language]
    lines = []
    for problem in problems:
        place = [f"{places[0]} {problem.row}"] if problem.row else []
        place += [f"{places[1]} {problem.column}"] if problem.column else []
        where = ", ".join(place) + ": " if place else ""
        lines.append(where + problem.message.in_language(language))
    return lines


def sentence(error: Exception, name: str) -> Text:
    """Return what went wrong with a file, and what to do."""
    if isinstance(error, FileNotFoundError):
        return Text(f"Der er ingen fil {name}. Kontrollér navnet.", f"There is no file {name}. Check the name.")
    if isinstance(error, IsADirectoryError):
        return Text(f"{name} er en mappe. Nævn en CSV-fil i den.", f"{name} is a folder. Name a CSV file in it.")
    if isinstance(error, UnicodeError):
        return Text(
            f"{name} er ikke tekst i UTF-8. Gem filen som 'CSV UTF-8', og prøv igen.",
            f"{name} is not text in UTF-8. Save it as 'CSV UTF-8' and try again.",
        )
    return Text(str(error), str(error))


def refuse(lines: list[str]) -> int:
    """Say what is wrong on stderr; return the exit code."""
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return REFUSED
