"""What is known about each published list, and the limits that the lists print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from knub.domain.errors import ParameterError
from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, Entry, open_csv, open_yaml
from knub.parameters.versions import criteria_on

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


@cache
def list_dates() -> Mapping[date, ListFacts]:
    """Return the facts about every list by date, oldest first."""
    document = open_yaml(PARAMETERS / "lists.yaml")
    days = sorted(document.content)
    return MappingProxyType({day: _facts(day, Entry(f"lists.yaml, {day}", document.content[day])) for day in days})


def _facts(day: date, entry: Entry) -> ListFacts:
    entry.only("unpublished", "complete_categories", "complete_figures", "known", "note", "source")
    return ListFacts(
        date=day,
        version=criteria_on(day).key,
        unpublished=frozenset(entry.names("unpublished")),
        complete_categories=frozenset(entry.names("complete_categories")),
        complete_figures=entry.yes("complete_figures"),
        known=entry.yes("known"),
        note=entry.both("note") if entry.has("note") else None,
        source=entry.words("source"),
    )


def references_on(day: date) -> Mapping[str, float]:
    """Return the limits printed on the newest list at or before a day; a missing key is unknown."""
    return {key: reference.value for key, reference in references_with_sources(day).items()}


def references_with_sources(day: date) -> Mapping[str, Reference]:
    """Return the same with list date, source and note. A limit of an older list never stands in for a newer one."""
    newest = max((on for on in list_dates() if on <= day), default=None)
    return {reference.key: reference for reference in _references() if reference.list_date == newest}


@cache
def _references() -> tuple[Reference, ...]:
    """Return every reference of every list; ParameterError where a list has two values."""
    found: dict[tuple[date, str], Reference] = {}
    for reference in _stated():
        place = (reference.list_date, reference.key)
        other = found.setdefault(place, reference)
        if other.value != reference.value:
            raise ParameterError(
                f"thresholds.csv has two values for {reference.key} on {reference.list_date}: {other.value:g} and "
                f"{reference.value:g}. Say in references.yaml which of them does not count, and why."
            )
    return tuple(found.values())


def _stated() -> list[Reference]:
    document = open_yaml(PARAMETERS / "references.yaml")
    document.only("measures", "fixed", "disregarded")
    measures = document.inner("measures")
    left_out = {(str(one["list_date"]), one["measure"], float(one["value"])) for one in document.content["disregarded"]}
    return [
        Reference(
            measures.words(row["measure"]), date.fromisoformat(row["list_date"]), float(Decimal(row["value"]) / 100),
            row["source_url"], row["note"],
        )
        for row in open_csv("lists/thresholds.csv")
        if row["measure"] not in document.names("fixed")
        and (row["list_date"], row["measure"], float(row["value"])) not in left_out
    ]  # fmt: skip


@cache
def package_csv(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV of the package data, such as "lists/areas.csv"."""
    return open_csv(name)
