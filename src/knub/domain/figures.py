"""Key figures of areas as columns, and reading a published list into them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Literal

import numpy as np

from knub.domain.errors import FiguresError
from knub.domain.values import FloatArray, Text

__all__ = ["FIGURE_KEYS", "Figure", "FiguresTable", "Layout", "Parsed", "Problem", "parse"]

FIGURE_KEYS = ("residents", "unattached", "convicted", "basic_education", "income", "non_western")


@dataclass(frozen=True)
class Figure:
    """A published number about an area, and how it is printed."""

    key: str
    column: str  # its name in our own CSV files
    unit: Literal["persons", "share"]
    decimals: int  # as published, of the percent or the number of persons
    highest: float  # more than this is a slip: in percent or persons
    label: Text
    definition: Text
    source: str


@dataclass(frozen=True, eq=False)
class FiguresTable:
    """The figures of some areas on one list: the one type that travels.

    columns : figure key -> ndarray of shape (..., areas); shares 0-1, persons as they are, NaN unknown
    unpublished : figures that the list does not print at all; every other unknown is not loaded
    own : typed by a reader, not from a list, so an unknown is simply not given
    """

    on: date
    areas: tuple[str, ...]
    columns: Mapping[str, FloatArray]
    unpublished: frozenset[str] = frozenset()
    own: bool = False

    def __post_init__(self) -> None:
        wrong = [key for key, column in self.columns.items() if column.shape[-1:] != (len(self.areas),)]
        if wrong:
            raise FiguresError(
                f"The table of {self.on} has {len(self.areas)} areas, but {', '.join(wrong)} has another length."
            )

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Return where each area stands."""
        return {area: position for position, area in enumerate(self.areas)}

    def column(self, figure: str) -> FloatArray:
        """Return a figure of all areas; unknown everywhere where the table does not have it."""
        return self.columns[figure] if figure in self.columns else np.full(len(self.areas), np.nan)

    def value(self, figure: str, area: str) -> float | None:
        """Return one figure of one area, or None where it is unknown."""
        value = float(self.column(figure)[self.positions[area]])
        return None if np.isnan(value) else value


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file; row 1 is the header, as a spreadsheet counts."""

    row: int | None
    column: str | None
    code: str
    message: Text


@dataclass(frozen=True)
class Layout:
    """Which column is which: the names a header may have for each, and what must be there."""

    name: str
    columns: Mapping[str, tuple[str, ...]]  # area, list_date, category and figure keys -> header names, lower case
    required: tuple[str, ...]
    figures: Mapping[str, Figure]
    categories: Mapping[str, tuple[str, ...]]  # word in the category column, lower case -> category keys
    source: str
    proposed: tuple[str, ...] = ()  # words before a category that is only proposed, lower case

    def category_words(self) -> list[str]:
        """Return one word for each category, the one of today's act where there is one."""
        keys = {key for meant in self.categories.values() for key in meant}
        words: dict[tuple[str, ...], str] = {}
        for word, meant in self.categories.items():
            if word not in keys:
                words.setdefault(meant, word)
        return list(words.values())


@dataclass(frozen=True)
class Parsed:
    """What a file says, and every problem it has.

    tables : one per list date, oldest first, areas in the order of the file
    rows : for each table the row of each area as a spreadsheet counts
    listings : (list date, area) -> categories, where the file states them; none is stated as well
    proposed : likewise, for categories that are only proposed
    """

    tables: tuple[FiguresTable, ...]
    rows: tuple[tuple[int, ...], ...] = ()
    listings: Mapping[tuple[date, str], frozenset[str]] = field(default_factory=dict)
    proposed: Mapping[tuple[date, str], frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def parse(cells: Iterable[Sequence[str]], layout: Layout, *, on: date | None = None) -> Parsed:
    """Return the tables of a file and all its problems; nothing but the problems where there is one.

    cells : rows of strings, the header first
    on : the date of a list that has no date column; with a date column it is not used

    Numbers may be typed as people do: 40,5 or 40.5, 1.698 or 2 440 residents, with or without pct.; empty, - or ..
    is unknown.
    """
    rows = enumerate(cells, start=1)
    first = next(((number, row) for number, row in rows if any(cell.strip() for cell in row)), None)
    if first is None:
        return Parsed((), problems=(_problem(None, None, "empty", EMPTY),))
    places = _places(first[1], layout)
    missing = [name for name in layout.required if name not in places]
    if "list_date" not in places and on is None:
        missing.append("list_date")
    problems = [*_twice(*first, layout), *(_missing(first[0], name, layout) for name in missing)]
    if problems:
        return Parsed((), problems=tuple(problems))
    reader = _Reader(layout, places, on, width=len(first[1]))
    for number, row in rows:
        reader.read(number, row)
    return reader.parsed()


EMPTY = Text(
    "Filen er tom. Indsæt en tabel med overskrifter i første række.",
    "The file is empty. Paste a table with headings in the first row.",
)
WIDE = Text(
    "Rækken har flere celler end overskriften. Er kommaet både decimaltegn og skilletegn? Sæt tallene i "
    "anførselstegn, eller brug semikolon mellem kolonnerne.",
    "The row has more cells than the heading. Is the comma both decimal mark and separator? Put the numbers in "
    "quotation marks, or separate the columns by semicolons.",
)
NOTHING = {"", "-", "–", "..", "...", "n/a", "ukendt"}
CSV_NAMES = {"area": "area_id", "list_date": "list_date", "category": "category"}


class _Reader:
    """Collects values and problems, row by row."""

    def __init__(self, layout: Layout, places: Mapping[str, int], on: date | None, *, width: int) -> None:
        self.layout, self.places, self.on, self.width = layout, places, on, width
        self.figures = [(key, layout.figures[key], places[key]) for key in FIGURE_KEYS if key in places]
        self.values: dict[date, dict[str, list[float]]] = {}
        self.rows: dict[date, list[int]] = {}
        self.listings: dict[tuple[date, str], frozenset[str]] = {}
        self.proposed: dict[tuple[date, str], frozenset[str]] = {}
        self.problems: list[Problem] = []

    def read(self, number: int, row: Sequence[str]) -> None:
        """Take in one row; an empty one is passed over."""
        if not any(cell.strip() for cell in row):
            return
        if any(cell.strip() for cell in row[self.width :]):
            self.problems.append(_problem(number, None, "wide", WIDE))
            return
        area = self.cell(row, "area")
        if not area:
            self.fault(
                number,
                "area",
                "no_area",
                Text("Området mangler. Skriv dets navn.", "The area is missing. Write its name."),
            )
        day = self.day(number, row)
        values = [
            self.value(number, figure, row[place] if place < len(row) else "") for _key, figure, place in self.figures
        ]
        if area and day is not None:
            self.keep(number, row, day, area, values)

    def keep(self, number: int, row: Sequence[str], day: date, area: str, values: list[float]) -> None:
        """Keep a row that could be read; the same area twice on a list is a problem."""
        areas = self.values.setdefault(day, {})
        if area in areas:
            text = Text(
                f"{area} står to gange på listen {day}. Behold én række.",
                f"{area} is on the list of {day} twice. Keep one row.",
            )
            self.fault(number, "area", "twice", text)
            return
        areas[area] = values
        self.rows.setdefault(day, []).append(number)
        written = self.cell(row, "category").casefold()
        if written:
            first, _space, rest = written.partition(" ")
            proposed = first in self.layout.proposed
            kept = self.proposed if proposed else self.listings
            kept[day, area] = self.categories(number, rest if proposed else written)

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return the text of a cell, without the spaces around it."""
        place = self.places.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""

    def day(self, number: int, row: Sequence[str]) -> date | None:
        """Return the list date of a row."""
        if "list_date" not in self.places:
            return self.on
        written = self.cell(row, "list_date")
        found = _date(written)
        if found is None:
            text = Text(
                f"'{written}' er ikke en dato. Skriv den som 2023-12-01.",
                f"'{written}' is not a date. Write it as 2023-12-01.",
            )
            self.fault(number, "list_date", "date", text)
        return found

    def value(self, number: int, figure: Figure, written: str) -> float:
        """Return a figure, NaN where it is unknown or cannot be read."""
        try:
            found = _number(written, figure)
        except ValueError:
            text = Text(
                f"'{written.strip()}' kan ikke læses. {figure.label.da} skrives som {_example(figure)}.",
                f"'{written.strip()}' cannot be read. {figure.label.en} is written like {_example(figure)}.",
            )
            self.problems.append(Problem(number, figure.column, "number", text))
            return np.nan
        if not np.isnan(found) and not 0 <= found <= figure.highest:
            text = Text(
                f"{figure.label.da} er {written.strip()}, men kan højst være {figure.highest:g}. Ret tallet.",
                f"{figure.label.en} is {written.strip()}, but can be {figure.highest:g} at most. Mend the number.",
            )
            self.problems.append(Problem(number, figure.column, "range", text))
            return np.nan
        return found

    def categories(self, number: int, written: str) -> frozenset[str]:
        """Return the categories that a word in the category column means."""
        found = self.layout.categories.get(written)
        if found is None:
            known = ", ".join(self.layout.category_words())
            text = Text(
                f"'{written}' er ikke en kategori. Kendte er {known}.",
                f"'{written}' is not a category. Known are {known}.",
            )
            self.fault(number, "category", "category", text)
        return frozenset(found or ())

    def fault(self, number: int, name: str, code: str, text: Text) -> None:
        """Note a problem at a row and column."""
        self.problems.append(_problem(number, CSV_NAMES.get(name, name), code, text))

    def parsed(self) -> Parsed:
        """Return what was read."""
        days = sorted(self.values)
        tables = tuple(self.table(day) for day in days)
        rows = tuple(tuple(self.rows[day]) for day in days)
        if not tables and not self.problems:
            self.problems.append(_problem(None, None, "empty", EMPTY))
        return Parsed(tables, rows, self.listings, self.proposed, tuple(self.problems))

    def table(self, day: date) -> FiguresTable:
        """Return the table of one list; percents become shares."""
        areas = self.values[day]
        read = np.array(list(areas.values()), np.float64).reshape(len(areas), len(self.figures))
        columns = {
            key: read[:, place] / 100 if figure.unit == "share" else read[:, place]
            for place, (key, figure, _column) in enumerate(self.figures)
        }
        return FiguresTable(day, tuple(areas), columns)


def _name(heading: str) -> str:
    return " ".join(heading.replace("\ufeff", "").casefold().split())


def _twice(row: int, header: Sequence[str], layout: Layout) -> Iterator[Problem]:
    """Yield the headings that stand twice: nobody can know which column is meant."""
    counted = Counter(map(_name, header))
    for name in dict.fromkeys(name for known in layout.columns.values() for name in known):
        if counted[name] > 1:
            text = Text(
                f"Kolonnen {name} står to gange. Behold én af dem.",
                f"The column {name} stands twice. Keep one of them.",
            )
            yield _problem(row, name, "column_twice", text)


def _places(header: Sequence[str], layout: Layout) -> dict[str, int]:
    names = {_name(heading): place for place, heading in enumerate(header)}
    found = {key: [names[name] for name in known if name in names] for key, known in layout.columns.items()}
    return {key: places[0] for key, places in found.items() if places}


def _missing(row: int, name: str, layout: Layout) -> Problem:
    names = layout.columns[name]
    known = " eller ".join(names[1:4] or names)  # the first is the one of our own files
    text = Text(
        f"Kolonnen {known} mangler. Tilføj den, også hvis den er tom.",
        f"The column {known.replace(' eller ', ' or ')} is missing. Add it, even if it is empty.",
    )
    return _problem(row, layout.columns[name][0], "column", text)


def _problem(row: int | None, column: str | None, code: str, text: Text) -> Problem:
    return Problem(row, column, code, text)


@cache
def _date(written: str) -> date | None:
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./-](\d{1,2})[./-](\d{4})", written)
    if parts is None:
        return None
    year, month, day = (parts[1], parts[2], parts[3]) if parts[1] else (parts[6], parts[5], parts[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _number(written: str, figure: Figure) -> float:
    """Return a number as typed; ValueError if it is none.

    A point or space before three digits is a thousands mark for persons; in a share both marks are decimal.
    """
    if figure.unit == "share" and written.replace(".", "", 1).isdecimal():
        return float(written)
    text = written.strip().casefold().replace("\xa0", " ")
    if text in NOTHING:
        return np.nan
    text = re.sub(r"\s*(pct\.?|%|per cent)$", "", text)
    if figure.unit == "persons":
        if re.fullmatch(r"\d{1,3}([ .,]\d{3})+", text):
            return float(re.sub(r"[ .,]", "", text))
        if not re.fullmatch(r"\d+([.,]0+)?", text):
            raise ValueError(written)
        return float(text.replace(",", "."))
    if not re.fullmatch(r"\d+([.,]\d+)?", text):
        raise ValueError(written)
    return float(text.replace(",", "."))


def _example(figure: Figure) -> str:
    return "1698" if figure.unit == "persons" else "40,5"
