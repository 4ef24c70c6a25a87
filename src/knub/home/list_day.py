"""List day: what a list says of the areas of each municipality, worked out once for page, PDF, mail and slides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knub.areas import queries
from knub.areas.access import visible_areas, visible_lists
from knub.areas.queries import Change, Changes, ListStatus
from knub.areas.queries.changes import Turned
from knub.people.access import User


class What(StrEnum):
    """What happened to an area from one list to the next; UNKNOWN where one of them is not loaded in full."""

    ENTERED = "entered"
    LEFT = "left"
    MOVED = "moved"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AreaNews:
    """What a list says of one area, beside the list before it; `before` is None where there is none."""

    area: Any
    what: What
    before: ListStatus | None
    now: ListStatus
    change: Change | None

    @property
    def turned(self) -> tuple[Turned, ...]:
        """The criteria known to have turned."""
        return self.change.turned if self.change else ()


@dataclass(frozen=True)
class Pack:
    """The areas of a municipality that are or were on the list; first: no earlier list had one of them."""

    municipality: Any
    areas: tuple[AreaNews, ...]
    is_first: bool

    @property
    def listed(self) -> tuple[AreaNews, ...]:
        """The areas that are on the list now."""
        return tuple(one for one in self.areas if one.now.on_list)

    @property
    def changed(self) -> tuple[AreaNews, ...]:
        """The areas of which the list says something else than the one before it, as far as both are known."""
        return tuple(one for one in self.areas if one.what not in {What.SAME, What.UNKNOWN})

    @property
    def is_unchanged(self) -> bool:
        """Whether it is known that nothing changed."""
        return all(one.what == What.SAME for one in self.areas)


@dataclass(frozen=True)
class ListDay:
    """A list beside the one before it, and the pack of every municipality that one of them touches, by name."""

    found: Any
    earlier: Any
    changes: Changes | None
    packs: tuple[Pack, ...]

    def pack_of(self, municipality: Any) -> Pack:
        """Return the pack of a municipality; one without areas where the lists say nothing of it."""
        empty = Pack(municipality, (), is_first=False)
        return next((one for one in self.packs if one.municipality == municipality), empty)


def list_day(user: User, found: Any) -> ListDay:
    """Return what a list says to each municipality; nine queries, however many there are."""
    lists = [one for one in visible_lists(user) if one.date <= found.date]
    earlier = max((one for one in lists if one.date < found.date), key=lambda one: one.date, default=None)
    changes = queries.changes(earlier, found) if earlier else None
    areas = visible_areas(user).select_related("municipality")
    histories = queries.municipality_history(areas, lists)
    told = _told(changes) if changes else None
    packs = [_pack(here, histories, told) for here in _by_municipality(areas, histories)]
    shown = sorted((one for one in packs if one.areas), key=lambda one: one.municipality.sort_name)
    return ListDay(found, earlier, changes, tuple(shown))


def _told(changes: Changes) -> dict[int, tuple[What, Change]]:
    """Return what happened to each area that is otherwise placed than before."""
    found = {
        What.ENTERED: changes.entered,
        What.LEFT: changes.left,
        What.MOVED: changes.moved,
        What.UNKNOWN: changes.uncertain,
    }
    return {change.area.pk: (what, change) for what, group in found.items() for change in group}


def _by_municipality(areas: Iterable[Any], histories: Mapping[str, Sequence[ListStatus]]) -> Iterable[list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for area in areas:
        if any(status.on_list for status in histories[area.key]):
            found[area.municipality_id].append(area)
    return found.values()


def _pack(
    areas: Sequence[Any],
    histories: Mapping[str, Sequence[ListStatus]],
    told: Mapping[int, tuple[What, Change]] | None,
) -> Pack:
    news = [_news(area, histories[area.key], told) for area in areas]
    touched = tuple(one for one in news if one.now.on_list or (one.before and one.before.on_list))
    was_listed = any(status.on_list for area in areas for status in histories[area.key][:-1])
    is_new = any(one.what == What.ENTERED for one in touched)
    return Pack(areas[0].municipality, touched, is_first=is_new and not was_listed)


def _news(area: Any, history: Sequence[ListStatus], told: Mapping[int, tuple[What, Change]] | None) -> AreaNews:
    if told is None:
        return AreaNews(area, What.UNKNOWN, None, history[-1], None)
    what, change = told.get(area.pk, (What.SAME, None))
    return AreaNews(area, what, history[-2], history[-1], change)
