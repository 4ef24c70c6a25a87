"""A municipality's areas as its own people see them: status, remark and master data side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knub.areas import queries
from knub.areas.queries import ListStatus
from knub.domain.master_data import MasterData


@dataclass(frozen=True)
class OwnArea:
    """One area; None where nothing is known or stated."""

    area: Any
    status: ListStatus | None
    remark: Any
    data: MasterData | None


def own_areas(areas: Any, lists: Sequence[Any], *, on: date) -> list[OwnArea]:
    """Return the areas of a municipality, those on the newest list first; four queries however many there are."""
    found = list(areas)
    histories = queries.municipality_history(areas, lists[:1])
    remarks, data = queries.remarks(found), queries.master_data_of(found, on=on)
    rows = [
        OwnArea(area, next(iter(histories[area.key]), None), remarks.get(area.pk), data.get(area.pk)) for area in found
    ]
    return sorted(rows, key=lambda row: not (row.status and row.status.on_list))
