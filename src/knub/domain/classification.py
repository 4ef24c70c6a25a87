"""Which category each area falls in, by the criteria of its time; what is unknown stays unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knub.domain.criteria import CriteriaVersion
from knub.domain.figures import FiguresTable
from knub.domain.values import IntArray

__all__ = ["MET", "NOT_MET", "UNKNOWN", "Classification", "YearBefore", "classify", "recorded"]

MET, NOT_MET, UNKNOWN = 1, 0, -1
BLOCK = 65_536


@dataclass(frozen=True, eq=False)
class YearBefore:
    """What is known of one year that a category counts: MET, NOT_MET or UNKNOWN per area."""

    year: int
    truth: IntArray
    version: str | None  # None: no list of that year was given
    has_category: bool  # False: the version of that year did not have the category


@dataclass(frozen=True, eq=False)
class Classification:
    """What each area meets and is: arrays of MET, NOT_MET and UNKNOWN of shape (..., areas)."""

    version: CriteriaVersion
    on: date
    areas: tuple[str, ...]
    criteria: Mapping[str, IntArray]
    categories: Mapping[str, IntArray]
    limits: Mapping[str, float | None]
    years: Mapping[str, tuple[YearBefore, ...]] = field(default_factory=dict)

    def truth(self, key: str, area: str) -> bool | None:
        """Return whether an area meets a criterion or is in a category; None if it cannot be decided."""
        raise NotImplementedError


def classify(
    table: FiguresTable,
    version: CriteriaVersion,
    *,
    references: Mapping[str, float],
    earlier: Sequence[Classification] = (),
) -> Classification:
    """Return which criteria each area meets and which categories it falls in."""
    raise NotImplementedError


def recorded(version: CriteriaVersion, on: date, categories: Mapping[str, Mapping[str, bool | None]]) -> Classification:
    """Return a list's own categories (category -> area -> on the list) as a classification, to be an `earlier` year."""
    raise NotImplementedError
