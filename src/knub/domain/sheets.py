"""Read a table with headings into named cells, and the days and numbers in it; every fault by row and column."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from knub.domain.figures import Problem
from knub.domain.values import Text

__all__ = ["Column", "Row", "read_amount", "read_count", "read_day", "read_rows"]

DANISH_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
COUNT = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+")
AMOUNT = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?|\d+\.\d{1,2}")


@dataclass(frozen=True)
class Column:
    """A column: its key, the headings it may have (the first stands in the template), whether a row must have it."""

    key: str
    headings: tuple[str, ...]
    is_needed: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a table, with the number a spreadsheet gives it; a cell that is not there is empty."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


def read_rows(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> tuple[list[Row], list[Problem]]:
    """Return the rows below the headings with their cells by key, and every problem of headings and of needed cells.

    >>> kommune = Column("municipality", ("Kommune",), is_needed=True)
    >>> rows, problems = read_rows([["kommune", "Andet"], ["Aarhus", "x"], [], ["", "y"]], [kommune])
    >>> [(row.number, row["municipality"]) for row in rows], [(one.row, one.code) for one in problems]
    ([(2, 'Aarhus'), (4, '')], [(1, 'unknown_heading'), (4, 'empty')])
    """
    start = next((number for number, row in enumerate(cells) if any(row)), 0)
    heads = [" ".join(head.split()).casefold() for head in cells[start]] if cells else []
    known = {heading.casefold(): column.key for column in columns for heading in column.headings}
    problems = list(_heading_problems(heads, known, columns, row=start + 1))
    if any(one.code == "no_heading" for one in problems):
        return [], problems
    places = {known[head]: place for place, head in enumerate(heads) if head in known}
    rows = [
        Row(number, {key: row[place].strip() for key, place in places.items() if place < len(row)})
        for number, row in enumerate(cells[start + 1 :], start=start + 2)
        if any(cell.strip() for cell in row)
    ]
    return rows, [*problems, *_empty_cells(rows, columns)]


def _heading_problems(
    heads: Sequence[str], known: Mapping[str, str], columns: Sequence[Column], *, row: int
) -> Iterator[Problem]:
    names = ", ".join(column.headings[0] for column in columns)
    found = [known[head] for head in heads if head in known]
    for column in columns:
        if column.is_needed and column.key not in found:
            yield Problem(row, column.headings[0], "no_heading", Text(
                f"Overskriften '{column.headings[0]}' mangler. Overskrifterne skal stå i første række: {names}.",
                f"The heading '{column.headings[0]}' is missing. Headings must stand in the first row: {names}.",
            ))  # fmt: skip
        if found.count(column.key) > 1:
            yield Problem(row, column.headings[0], "two_headings", Text(
                f"Overskriften '{column.headings[0]}' står der to gange. Fjern den ene.",
                f"The heading '{column.headings[0]}' stands there twice. Remove one.",
            ))  # fmt: skip
    for head in heads:
        if head and head not in known:
            yield Problem(row, head, "unknown_heading", Text(
                f"Kolonnen '{head}' kendes ikke. Fjern den, eller kald den en af disse: {names}.",
                f"The column '{head}' is not known. Remove it, or call it one of these: {names}.",
            ))  # fmt: skip


def _empty_cells(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[Problem]:
    for row in rows:
        for column in columns:
            if column.is_needed and not row[column.key]:
                text = Text(f"Skriv {column.headings[0].lower()}.", f"Write the {column.headings[0].lower()}.")
                yield Problem(row.number, column.headings[0], "empty", text)


def read_day(written: str) -> date | None:
    """Return a day written as in Denmark or as a spreadsheet gives it, or None.

    >>> read_day("12.1.2025"), read_day("2025-01-12 00:00:00"), read_day("31.2.2025"), read_day("12/1")
    (datetime.date(2025, 1, 12), datetime.date(2025, 1, 12), None, None)
    """
    danish, iso = DANISH_DAY.fullmatch(written), ISO_DAY.fullmatch(written)
    parts = danish.groups()[::-1] if danish else iso.groups() if iso else ()
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def read_count(written: str) -> int | None:
    """Return a whole number with or without thousands, or None.

    >>> read_count("359.123"), read_count("1 234"), read_count("359123"), read_count("3,5"), read_count("-1")
    (359123, 1234, 359123, None, None)
    """
    return int(re.sub(r"[. ]", "", written)) if COUNT.fullmatch(written) else None


def read_amount(written: str) -> Decimal | None:
    """Return an amount in kroner without "kr.", or None.

    >>> read_amount("18.000,50 kr."), read_amount("18000"), read_amount("18000.5"), read_amount("gratis")
    (Decimal('18000.50'), Decimal('18000'), Decimal('18000.5'), None)
    """
    plain = re.sub(r"\s*(?:kr\.?|dkk)\s*", "", written, flags=re.IGNORECASE)
    if not AMOUNT.fullmatch(plain):
        return None
    try:
        return Decimal(plain if re.fullmatch(r"\d+\.\d{1,2}", plain) else plain.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
