"""Words of the field: old name, today's name, spellings and compounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knub.domain.values import Text

__all__ = ["Term", "Words", "terms"]


@dataclass(frozen=True)
class Term:
    """An old or unofficial word and the one that the field uses today."""

    old: str
    today: Text
    category: str | None
    starts: date | None
    ends: date | None
    spellings: tuple[str, ...]  # how it is also written and bent
    note: Text
    source: str


@dataclass(frozen=True)
class Words:
    """All terms, and the compounds with their parts."""

    terms: tuple[Term, ...]
    compounds: Mapping[str, tuple[str, ...]]


def terms() -> Words:
    """Return the words of the field."""
    raise NotImplementedError
