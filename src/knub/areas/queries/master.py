"""Read what a municipality itself states about its areas (on screen: stamdata)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from knub.areas.models import Area, MasterValue
from knub.domain.master_data import NUMBERS, PLANS, MasterData, Plan, master_data_on
from knub.domain.timeline import Dated

Value = TypeVar("Value")


@dataclass(frozen=True)
class MasterState:
    """What holds on a day, what was ever stated, newest first, and a version that changes with every edit."""

    now: MasterData
    rows: tuple[MasterValue, ...]

    @property
    def version(self) -> str:
        """Which edit was the last."""
        return str(max((row.pk for row in self.rows), default=0))

    @property
    def held(self) -> Mapping[str, MasterValue]:
        """The row behind each value that holds, by its key."""
        oldest_first = reversed([row for row in self.rows if row.replaced_at is None and row.on <= self.now.on])
        return {row.key: row for row in oldest_first}

    @property
    def others(self) -> tuple[MasterValue, ...]:
        """Every other row: earlier, coming and replaced."""
        held = {row.pk for row in self.held.values()}
        return tuple(row for row in self.rows if row.pk not in held)


def master_data(area: Area, *, on: date) -> MasterData:
    """Return what the municipality has stated of an area (stamdata) and holds on a day; one query.

    Each value is a `Dated`: the day it was counted or holds from, the value, the source; None where nothing is stated.
    Whether the reader may see it is for `access.may_see_inside` to say.
    """
    return _held(MasterValue.objects.filter(area=area, replaced_at__isnull=True), on)


def master_data_of(areas: Iterable[Area], *, on: date) -> Mapping[int, MasterData]:
    """Return the same for several areas, by their id; one query."""
    rows: dict[int, list[MasterValue]] = defaultdict(list)
    for row in MasterValue.objects.filter(area__in=areas, replaced_at__isnull=True):
        rows[row.area_id].append(row)
    return {area: _held(found, on) for area, found in rows.items()}


def master_state(area: Area, *, on: date) -> MasterState:
    """Return what holds on a day with all that led to it; one query."""
    rows = tuple(MasterValue.objects.filter(area=area).select_related("made_by"))
    return MasterState(_held([row for row in rows if row.replaced_at is None], on), rows)


def _held(rows: Iterable[MasterValue], on: date) -> MasterData:
    found: dict[str, list[MasterValue]] = defaultdict(list)
    for row in rows:
        found[row.key].append(row)
    return master_data_on(
        on,
        numbers=_dated(found, NUMBERS, lambda row: row.number),
        choices=_dated(found, ("counts_demolished",), lambda row: row.choice),
        texts=_dated(found, ("housing_organisations",), lambda row: row.text),
        plans=_dated(found, PLANS, lambda row: Plan(row.text, row.starts_on, row.ends_on, row.link)),
    )


def _dated(
    rows: Mapping[str, Sequence[MasterValue]], keys: Iterable[str], value_of: Callable[[MasterValue], Value | None]
) -> dict[str, list[Dated[Value]]]:
    stated: dict[str, list[Dated[Value]]] = defaultdict(list)
    for key in keys:
        for row in rows.get(key, ()):
            value = value_of(row)
            if value is not None:
                stated[key].append(Dated(row.on, value, row.source))
    return stated
