"""Key figures of areas as columns, and reading a published list into them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
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


@dataclass(frozen=True)
class Parsed:
    """What a file says, and every problem it has.

    tables : one per list date, oldest first, areas in the order of the file
    rows : for each table the row of each area as a spreadsheet counts
    listings : (list date, area) -> categories, where the file has such a column
    """

    tables: tuple[FiguresTable, ...]
    rows: tuple[tuple[int, ...], ...] = ()
    listings: Mapping[tuple[date, str], frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def parse(cells: Iterable[Sequence[str]], layout: Layout, *, on: date | None = None) -> Parsed:
    """Return the tables of a file and all its problems."""
    raise NotImplementedError
