"""Words of the field: old name, today's name, spellings and compounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["Term", "Words", "terms"]


@dataclass(frozen=True)
class Term:
    """An old or unofficial word and the one that the field uses today."""

    old: str
    today: Text
    category: str | None
    starts: date | None  # when the act used it; None where it never did
    ends: date | None
    spellings: tuple[str, ...]  # how it is also written and bent
    note: Text
    source: str


@dataclass(frozen=True)
class Words:
    """All terms, and the compounds with their parts."""

    terms: tuple[Term, ...]
    compounds: Mapping[str, tuple[str, ...]]


@cache
def terms() -> Words:
    """Return the words of the field."""
    document = open_yaml(PARAMETERS / "terms.yaml")
    document.only("terms", "compounds")
    compounds = document.inner("compounds")
    return Words(
        tuple(_term(Entry(f"terms.yaml, {number}", content))
              for number, content in enumerate(document.value("terms", list), start=1)),
        MappingProxyType({str(word): compounds.names(word) for word in compounds.content}),
    )  # fmt: skip


def _term(entry: Entry) -> Term:
    entry.only("old", "today", "category", "from", "to", "spellings", "note", "source")
    return Term(
        old=entry.words("old"),
        today=entry.both("today"),
        category=entry.words("category") if entry.has("category") else None,
        starts=entry.day("from") if entry.has("from") else None,
        ends=entry.day("to") if entry.has("to") else None,
        spellings=entry.names("spellings"),
        note=entry.both("note"),
        source=entry.words("source"),
    )
