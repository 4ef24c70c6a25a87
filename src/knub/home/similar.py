"""Members with areas that resemble those of a municipality: which, in which figures, on which list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from knub.areas import queries as areas
from knub.domain.figures import FiguresTable
from knub.domain.similarity import COMPARED, FEWEST, Alike, History, alike

MOST_SHOWN = 6


@dataclass(frozen=True)
class Pair:
    """An area of the municipality, an area of a member that resembles it, and why."""

    own: Any
    other: Any
    why: Alike


def similar_members(
    found: QuerySet[Any], lists: Iterable[Any], *, municipality_id: int, members: Iterable[Any]
) -> list[Pair]:
    """Return the areas of members most like a municipality's own, each once, the most alike first; seven queries."""
    every = {area.key: area for area in found}
    own = [area for area in every.values() if area.municipality_id == municipality_id]
    member_ids = {one.pk for one in members} - {municipality_id}
    among = [key for key, area in every.items() if area.municipality_id in member_ids]
    ordered = list(lists)
    tables = [table for table, _state in areas.classifications(list(every.values()), ordered).values()]
    history = _history(areas.municipality_history(found, ordered))
    pairs = [
        Pair(area, every[one.area], one)
        for area in own
        for one in alike(area.key, _newest_with(area.key, tables), among=among, history=history)
    ]
    return _each_once(sorted(pairs, key=lambda pair: (pair.why.by_history, pair.why.distance)))


def _newest_with(area: str, tables: Sequence[FiguresTable]) -> FiguresTable:
    """Return the newest list on which enough figures of an area are known; else the newest."""
    for table in reversed(tables):
        known = sum(table.value(figure, area) is not None for figure in COMPARED)
        if known >= FEWEST:
            return table
    return tables[-1] if tables else FiguresTable(date.min, (), {})


def _history(statuses: Mapping[str, Sequence[areas.ListStatus]]) -> History:
    return {
        area: {status.on: status.innermost or "" for status in found if status.known}
        for area, found in statuses.items()
    }


def _each_once(pairs: Iterable[Pair]) -> list[Pair]:
    nearest: dict[str, Pair] = {}
    for pair in pairs:
        nearest.setdefault(pair.other.key, pair)
    return list(nearest.values())[:MOST_SHOWN]
