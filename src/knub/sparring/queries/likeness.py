"""Which areas others have that bear on a question: those like its own, and those that left a list by its criteria."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from knub.areas import queries as areas
from knub.areas.access import visible_areas, visible_lists
from knub.areas.models import Area
from knub.areas.queries.statuses import ListStatus
from knub.domain.classification import Classification
from knub.domain.figures import FiguresTable
from knub.domain.similarity import COMPARED, FEWEST, Alike, alike

MOST_ALIKE = 8
State = tuple[FiguresTable, Classification]


@dataclass(frozen=True)
class LikeOurs:
    """An area that resembles one of a question, and why."""

    area: Area
    own: Area
    why: Alike


@dataclass(frozen=True)
class LeftBy:
    """An area that left the list between two dates, and a criterion of the question that it no longer met."""

    area: Area
    criterion: str
    on: date


def bearing(
    own: Sequence[Area], criteria: Sequence[str], *, among: Collection[int]
) -> tuple[list[LikeOurs], list[LeftBy]]:
    """Return the areas of some municipalities that bear on a question about areas and criteria.

    Nine queries, none about nothing. among : the ids of the municipalities
    """
    if not own and not criteria:
        return [], []
    every = list(visible_areas(AnonymousUser()))
    lists = list(visible_lists(AnonymousUser()))
    states = areas.classifications(every, lists)
    histories = areas.municipality_history(visible_areas(AnonymousUser()), lists)
    theirs = [area for area in every if area.municipality_id in among]
    return _like(own, theirs, states, histories), _left(criteria, theirs, states, histories)


def _like(
    own: Sequence[Area], theirs: Sequence[Area], states: Mapping[date, State],
    histories: Mapping[str, Sequence[ListStatus]],
) -> list[LikeOurs]:  # fmt: skip
    by_key = {area.key: area for area in theirs}
    places = {area.municipality_id for area in own}
    among = [area.key for area in theirs if area.municipality_id not in places]
    history = {
        key: {status.on: status.innermost or "" for status in found if status.known} for key, found in histories.items()
    }
    return [
        LikeOurs(by_key[why.area], area, why)
        for area in own
        for why in alike(area.key, _table(area.key, states), among=among, history=history)[:MOST_ALIKE]
    ]


def _table(key: str, states: Mapping[date, State]) -> FiguresTable:
    """Return the newest list on which enough figures of an area are known; else the newest."""
    tables = [table for table, _classification in states.values()]
    known = [one for one in tables if sum(one.value(figure, key) is not None for figure in COMPARED) >= FEWEST]
    return (known or tables)[-1] if tables else FiguresTable(date.min, (), {})


def _left(
    criteria: Sequence[str], every: Iterable[Area], states: Mapping[date, State],
    histories: Mapping[str, Sequence[ListStatus]],
) -> list[LeftBy]:  # fmt: skip
    return [
        LeftBy(area, criterion, after.on)
        for area in every
        for before, after in zip(histories[area.key], histories[area.key][1:], strict=False)
        if before.on_list and after.known and not after.on_list
        for criterion in criteria
        if _turned(criterion, area.key, states[before.on][1], states[after.on][1])
    ]


def _turned(criterion: str, key: str, before: Classification, after: Classification) -> bool:
    if criterion not in before.criteria or criterion not in after.criteria:
        return False
    return before.truth(criterion, key) is True and after.truth(criterion, key) is False
