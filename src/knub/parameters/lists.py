"""What is known about each published list, and the limits that the lists print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knub.domain.values import Text

__all__ = ["ListFacts", "Reference", "list_dates", "package_csv", "references_on", "references_with_sources"]


@dataclass(frozen=True)
class ListFacts:
    """What KNUB knows about the lists of one date."""

    date: date
    version: str  # key of the criteria that governed it
    unpublished: frozenset[str]  # figures that this list does not print at all
    complete_categories: frozenset[str]  # categories whose every area is known
    complete_figures: bool  # the figures of every area on the list are in the package data
    known: bool  # False: a list exists, but nothing of it was found
    note: Text | None
    source: str


@dataclass(frozen=True)
class Reference:
    """A limit that follows the nation, as one list prints it."""

    key: str
    list_date: date
    value: float  # share, 0-1
    source: str
    note: str


def list_dates() -> Mapping[date, ListFacts]:
    """Return the facts about every list by date, oldest first."""
    raise NotImplementedError


def references_on(day: date) -> Mapping[str, float]:
    """Return the limits printed on the newest list at or before a day; a missing key is unknown."""
    raise NotImplementedError


def references_with_sources(day: date) -> Mapping[str, Reference]:
    """Return the same with list date, source and note."""
    raise NotImplementedError


def package_csv(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV of the package data, such as "lists/areas.csv"."""
    raise NotImplementedError
