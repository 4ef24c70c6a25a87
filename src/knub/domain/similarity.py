"""Which areas resemble each other, in which figures, and on which list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from knub.domain.figures import FiguresTable
from knub.domain.values import FloatArray

__all__ = ["COMPARED", "Alike", "History", "alike"]

# Where people come from is never compared: it says nothing of what a municipality can learn from another.
COMPARED = ("residents", "unattached", "convicted", "basic_education", "income")
FEWEST = 3  # figures known of both, else their history is compared
DRIVERS = 2

History = Mapping[str, Mapping[date, str]]  # area -> list date -> category, "" where it was on none


@dataclass(frozen=True)
class Alike:
    """An area that resembles another.

    distance : in standard deviations of the areas on the list, 0 is the same; by history the share of lists that differ
    drivers : the figures in which they are closest, the closest first
    on : the list whose figures were compared; by history the newest list known of both
    """

    area: str
    distance: float
    drivers: tuple[str, ...]
    on: date
    by_history: bool = False


def alike(area: str, table: FiguresTable, *, among: Sequence[str], history: History) -> tuple[Alike, ...]:
    """Return the areas among some that resemble an area, the most alike first.

    table : the figures of all areas of one list; each is standardised over them, residents by their logarithm
    history : used where fewer than three figures are known of both; those come after the others
    >>> columns = {"residents": [1000, 1100, 5000], "unattached": [.4, .41, .3], "income": [.5, .5, .7]}
    >>> table = FiguresTable(date(2019, 12, 1), ("a", "b", "c"), {k: np.array(v) for k, v in columns.items()})
    >>> [found.area for found in alike("a", table, among=["b", "c"], history={})]
    ['b', 'c']
    """
    differences = _differences(area, table)
    found = []
    for other in among:
        if other == area:
            continue
        gaps = differences[:, table.positions[other]] if other in table.positions else np.full(len(COMPARED), np.nan)
        one = _by_figures(other, gaps, table.on) or _by_history(area, other, size=gaps[0], history=history)
        if one is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.by_history, one.distance, one.area)))


def _differences(area: str, table: FiguresTable) -> FloatArray:
    """Return how far each area is from one: shape (figures, areas), in standard deviations."""
    columns = np.array([_standardised(figure, table.column(figure)) for figure in COMPARED])
    if area not in table.positions:
        return np.full(columns.shape, np.nan)
    own = columns[:, [table.positions[area]]]
    found: FloatArray = np.abs(columns - own)
    return found


def _standardised(figure: str, column: FloatArray) -> FloatArray:
    values = np.log(np.maximum(column, 1.0)) if figure == "residents" else column
    known = values[~np.isnan(values)]
    spread = float(known.std()) if known.size else 0.0
    return (values - (known.mean() if known.size else 0.0)) / (spread or 1.0)


def _by_figures(other: str, gaps: FloatArray, on: date) -> Alike | None:
    known = np.flatnonzero(~np.isnan(gaps))
    if known.size < FEWEST:
        return None
    closest = known[np.argsort(gaps[known], kind="stable")][:DRIVERS]
    distance = float(np.sqrt(np.mean(gaps[known] ** 2)))
    return Alike(other, distance, tuple(COMPARED[place] for place in closest), on)


def _by_history(area: str, other: str, *, size: float, history: History) -> Alike | None:
    own, theirs = history.get(area, {}), history.get(other, {})
    shared = sorted(own.keys() & theirs.keys())
    if not any(own[day] and theirs[day] for day in shared):
        return None  # never on a list together: nothing is known that they share
    differing = sum(own[day] != theirs[day] for day in shared) / len(shared)
    distance = differing if np.isnan(size) else (differing + float(size)) / 2
    drivers = () if np.isnan(size) else ("residents",)
    return Alike(other, distance, drivers, shared[-1], by_history=True)
