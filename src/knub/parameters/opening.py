"""The only code that opens parameters and package data, and the sentences it refuses them with."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knub.domain.errors import ParameterError
from knub.domain.values import Range, Text

__all__ = ["DATA", "PARAMETERS", "Entry", "open_csv", "open_yaml", "range_of"]

PARAMETERS = Path(__file__).parent
DATA = PARAMETERS.parent / "data"

REMEDY = {
    "paragraph": "Write the paragraph of the act, e.g. paragraph: § 61 a, stk. 1, nr. 1",
    "source": "Write where it was read, e.g. source: https://danskelove.dk/almenboligloven/61a",
    "from": "Write since when it has held, e.g. from: 2018-12-01",
    "starts": "Write the first day, e.g. starts: 2018-12-01",
    "unit": "Write what is counted, e.g. unit: percent",
    "limit": "Write the limit as the act has it, e.g. limit: 40, or reference: with what each list prints",
}


class Entry:
    """One mapping of a YAML file, which knows where it stands and refuses what is missing, wrong or unknown."""

    def __init__(self, where: str, content: object) -> None:
        if not isinstance(content, Mapping):
            raise ParameterError(f"{where}: expected names with values, found {content!r}. See the file beside it.")
        self.where = where
        self.content: Mapping[Any, Any] = content

    def only(self, *known: str) -> None:
        """Refuse a name that nothing reads, since it is most often a slip of the pen."""
        unknown = [str(key) for key in self.content if str(key) not in known]
        if unknown:
            raise ParameterError(f"{self.where}: '{unknown[0]}' is not known here. Known are {', '.join(known)}.")

    def has(self, key: str) -> bool:
        """Return whether a name has a value."""
        return self.content.get(key) not in (None, "")

    def value(self, key: str, *kinds: type) -> Any:
        """Return a value that must be there and be of one of some kinds."""
        if not self.has(key):
            raise ParameterError(f"{self.where}: '{key}' is missing. {REMEDY.get(key, 'Add it with its source.')}")
        value = self.content[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            wanted = " or ".join(kind.__name__ for kind in kinds)
            raise ParameterError(f"{self.where}: '{key}' is {value!r}, expected {wanted}.")
        return value

    def words(self, key: str) -> str:
        """Return a text."""
        return str(self.value(key, str))

    def number(self, key: str) -> float:
        """Return a number."""
        return float(self.value(key, int, float))

    def count(self, key: str) -> int:
        """Return a whole number."""
        return int(self.value(key, int))

    def yes(self, key: str) -> bool:
        """Return whether something is so."""
        return bool(self.value(key, bool))

    def day(self, key: str) -> date:
        """Return a date."""
        found: date = self.value(key, date)
        return found

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where there is none."""
        return tuple(str(name) for name in self.value(key, list)) if self.content.get(key) else ()

    def both(self, key: str) -> Text:
        """Return a text in Danish and English."""
        languages = self.inner(key)
        languages.only("da", "en")
        return Text(languages.words("da"), languages.words("en"))

    def inner(self, key: str) -> "Entry":
        """Return a mapping inside this one."""
        return Entry(f"{self.where}, {key}", self.value(key, dict))

    def entries(self, key: str) -> Iterator[tuple[str, "Entry"]]:
        """Return every mapping inside a mapping, with its name."""
        for name, content in self.value(key, dict).items():
            yield str(name), Entry(f"{self.where}, {key}, {name}", content)


def open_yaml(path: Path) -> Entry:
    """Return a YAML file; ParameterError if it cannot be read."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ParameterError(f"{path.name} is not YAML: {error}") from error
    return Entry(path.name, content)


def open_csv(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV of the package data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def range_of(entry: Entry) -> Range:
    """Return a number with low, high, unit, start, source and how sure it is."""
    entry.only("value", "low", "high", "unit", "from", "source", "confidence", "note")
    entry.day("from")
    return Range(
        entry.number("low"), entry.number("value"), entry.number("high"),
        unit=entry.words("unit"), source=entry.words("source"), confidence=entry.words("confidence"),
        note=entry.words("note"),
    )  # fmt: skip
