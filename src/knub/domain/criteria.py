"""Criteria and categories as data, and the few comparisons they may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from knub.domain.errors import ParameterError
from knub.domain.figures import Figure
from knub.domain.values import BoolArray, FloatArray, Text

__all__ = ["Category", "Comparison", "CriteriaVersion", "Criterion", "known_met", "maybe_met"]

Comparison = Literal["above", "at_least", "below"]

# Figures are printed with at most two decimals of a percent, so this decides nothing but how 2.7 / 100 is stored.
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Criterion:
    """One condition: a figure, a comparison and a limit.

    `limit` is a share (0-1) or a number of persons; it is None where it follows the nation, and `reference` then
    names the number that each list prints (unknown where it is not known).
    """

    key: str
    figure: str
    comparison: Comparison
    limit: float | None
    reference: str | None
    multiple: float | None  # of the national average, where the limit follows it
    unit: str
    population: Text
    window: int  # years averaged; 1 is a single year
    paragraph: str
    source: str
    starts: date  # since when the limit has been this one
    label: Text
    note: Text | None = None


@dataclass(frozen=True)
class Category:
    """What an area may be: at least `needed` of the criteria and all gates, within another category, for some years."""

    key: str
    label: Text  # what the act of this version calls it
    today: Text  # the word of today's act
    criteria: tuple[str, ...]
    needed: int
    gates: tuple[str, ...]
    within: str | None
    years: int | None  # how many years in a row the area must have been `within`, this one included
    paragraph: str
    source: str
    starts: date
    note: Text | None = None


@dataclass(frozen=True)
class CriteriaVersion:
    """The criteria and categories that held from a day; the key is that day."""

    key: str
    starts: date
    ends: date | None  # the last day, None for the version in force
    act: str
    label: Text
    source: str
    criteria: Mapping[str, Criterion]
    categories: Mapping[str, Category]  # outermost first
    figures: Mapping[str, Figure]
    note: Text | None = None

    def names_of(self, category: str) -> Text:
        """Return today's word first, and the word of the version's own time in quotation marks where it differs.

        >>> # "omdannelsesområde (i 2018 »hårdt ghettoområde«)"
        """
        found = self.categories[category]
        if found.label == found.today:
            return found.today
        year = self.starts.year
        return Text(
            f"{found.today.da} (i {year} »{found.label.da}«)", f"{found.today.en} (in {year} “{found.label.en}”)"
        )


def known_met(figure: FloatArray, comparison: Comparison, limit: float) -> BoolArray:
    """Return where a figure is known to meet its limit; unknown does not.

    figure : ndarray of shape (..., areas), NaN if unknown
    limit : in the figure's unit (a share is 0-1)
    >>> known_met(np.array([0.41, 0.40, np.nan]), "above", 0.40).tolist()
    [True, False, False]
    """
    if comparison == "above":
        return figure > limit + TOLERANCE
    if comparison == "at_least":
        return figure >= limit - TOLERANCE
    if comparison == "below":
        return figure < limit - TOLERANCE
    raise ParameterError(f"'{comparison}' is not a comparison: use above, at_least or below.")


def maybe_met(figure: FloatArray, comparison: Comparison, limit: float) -> BoolArray:
    """Return where a figure meets its limit or might, because it is unknown.

    >>> maybe_met(np.array([0.41, 0.40, np.nan]), "above", 0.40).tolist()
    [True, False, True]
    """
    if comparison == "above":
        missed = figure <= limit + TOLERANCE
    elif comparison == "at_least":
        missed = figure < limit - TOLERANCE
    elif comparison == "below":
        missed = figure >= limit - TOLERANCE
    else:
        raise ParameterError(f"'{comparison}' is not a comparison: use above, at_least or below.")
    return np.logical_not(missed, out=missed)
