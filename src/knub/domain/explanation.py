"""Why an area has a category or not, in plain Danish and English."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from knub.domain.classification import Classification
from knub.domain.criteria import Comparison
from knub.domain.figures import FiguresTable
from knub.domain.values import Text

__all__ = ["Explanation", "Reason", "explain", "explain_all"]

WhyUnknown = Literal["not_published", "not_loaded", "not_given", "limit_unknown", "years_unknown"]


@dataclass(frozen=True)
class Reason:
    """One condition of a category and how the area stands to it."""

    key: str  # of the criterion, or of the category that must also hold
    kind: Literal["criterion", "gate", "within", "years"]
    label: Text
    truth: bool | None
    value: float | None
    limit: float | None
    comparison: Comparison | None
    population: Text | None
    window: int | None
    paragraph: str
    source: str
    why_unknown: WhyUnknown | None
    text: Text


@dataclass(frozen=True)
class Explanation:
    """Whether an area is in a category, and the reasons; gates stand apart from the criteria."""

    area: str
    on: date
    version: str
    category: str
    truth: bool | None
    met: int  # criteria known to be met
    unknown: int  # criteria that cannot be decided
    of: int  # criteria that count
    needed: int
    reasons: tuple[Reason, ...]
    summary: Text
    note: Text | None


def explain(table: FiguresTable, classification: Classification, area: str, category: str | None = None) -> Explanation:
    """Return why an area is in a category; without one, the innermost it is in, else the version's first."""
    raise NotImplementedError


def explain_all(table: FiguresTable, classification: Classification, area: str) -> tuple[Explanation, ...]:
    """Return one explanation for each category of the version."""
    raise NotImplementedError
