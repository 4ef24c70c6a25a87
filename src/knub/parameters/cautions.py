"""What to know before trusting or comparing a number: known faults, and breaks in how a figure is measured."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["Break", "KnownFault", "breaks", "known_faults"]

ALL = "all"


@dataclass(frozen=True)
class Break:
    """From this day a figure is not measured as before, everywhere or in one area; `figure` None means all figures."""

    figure: str | None
    area: str | None
    starts: date
    text: Text
    source: str

    def touches(self, figure: str, area: str) -> bool:
        """Return whether a figure of an area is broken by it."""
        return self.figure in {None, figure} and self.area in {None, area}


@dataclass(frozen=True)
class KnownFault:
    """A fault or conflict in a number, left as found; `list_date` None means that it concerns the area as such."""

    area: str
    list_date: date | None
    figures: tuple[str, ...]
    text: Text
    source: str


@cache
def breaks() -> tuple[Break, ...]:
    """Return every break in how a figure is measured."""
    return tuple(_break(entry) for entry in _entries("breaks.yaml", "breaks"))


@cache
def known_faults() -> tuple[KnownFault, ...]:
    """Return every known fault, in the order of the file."""
    return tuple(_fault(entry) for entry in _entries("known_faults.yaml", "faults"))


def _entries(name: str, key: str) -> list[Entry]:
    document = open_yaml(PARAMETERS / name)
    document.only(key)
    contents = document.value(key, list)
    return [Entry(f"{name}, {number}", content) for number, content in enumerate(contents, start=1)]


def _break(entry: Entry) -> Break:
    entry.only("figure", "area", "from", "text", "source")
    figure = entry.words("figure")
    return Break(
        figure=None if figure == ALL else figure,
        area=entry.words("area") if entry.has("area") else None,
        starts=entry.day("from"),
        text=entry.both("text"),
        source=entry.words("source"),
    )


def _fault(entry: Entry) -> KnownFault:
    entry.only("area", "list_date", "figures", "text", "source")
    return KnownFault(
        area=entry.words("area"),
        list_date=entry.day("list_date") if entry.has("list_date") else None,
        figures=entry.names("figures"),
        text=entry.both("text"),
        source=entry.words("source"),
    )
