"""The rows of a list as the page, the downloads and the cache use them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from knub.areas.models import Area, Listing, OfficialList
from knub.areas.queries.numbers import classification
from knub.areas.queries.statuses import INNERMOST_FIRST
from knub.domain.classification import Classification
from knub.domain.criteria import Category, CriteriaVersion
from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.domain.values import danish_key
from knub.people.models import Organisation
from knub.people.queries import regions_on

CRITERIA_SHOWN = ("unattached", "convicted", "basic_education", "income")


@dataclass(frozen=True)
class ListFilter:
    """What a reader has chosen; empty means all."""

    category: str = ""
    municipality: str = ""
    region: str = ""
    criterion: str = ""
    text: str = ""
    order: str = "navn"


@dataclass(frozen=True)
class Cell:
    """One figure of one area: its value, and whether its criterion is met; both may be unknown."""

    figure: str
    value: float | None
    met: bool | None
    published: bool


@dataclass(frozen=True)
class ListRow:
    """One area of a list; the figure behind the act's special condition stands apart.

    category : the official one that holds the others; None where the area is only proposed
    proposed : what the list proposes beyond it, never counted
    """

    area: Area
    region: str
    category: Category | None
    proposed: Category | None
    cells: tuple[Cell, ...]
    condition: Cell
    residents: Cell

    def met(self, criterion: str) -> bool | None:
        """Return whether one of the four criteria is met; None where it cannot be decided."""
        return next((cell.met for cell in self.cells if cell.figure == criterion), None)


def list_rows(found: OfficialList, chosen: ListFilter) -> tuple[list[ListRow], int]:
    """Return the areas of a list that a reader has chosen, in the chosen order, and how many cannot be decided.

    Where a criterion is chosen, areas without its figure or limit are left out and counted. Seven queries.
    """
    listings = _listings(found)
    regions = regions_on(found.date)
    areas = [area for area in listings if _chosen(area, regions.get(area.municipality_id, ""), listings[area], chosen)]
    state = classification(areas, found)
    rows = [_row(area, regions.get(area.municipality_id, ""), listings[area], state) for area in areas]
    rows.sort(key=_order(chosen.order.removeprefix("-")), reverse=chosen.order.startswith("-"))
    if not chosen.criterion:
        return rows, 0
    met = [row for row in rows if row.met(chosen.criterion)]
    return met, sum(row.met(chosen.criterion) is None for row in rows)


def region_names(found: OfficialList) -> list[str]:
    """Return the regions there were on the date of a list, in Danish order; one query."""
    return sorted(set(regions_on(found.date).values()), key=danish_key)


def municipalities_on(found: OfficialList) -> QuerySet[Organisation]:
    """Return the municipalities with areas on a list, in Danish order; one query."""
    listed = Listing.objects.filter(list=found, removed_at__isnull=True)
    return Organisation.objects.filter(pk__in=listed.values("area__municipality")).order_by("sort_name")


def _listings(found: OfficialList) -> dict[Area, list[Listing]]:
    grouped: dict[Area, list[Listing]] = defaultdict(list)
    rows = Listing.objects.filter(list=found, removed_at__isnull=True).select_related("area__municipality")
    for row in rows.prefetch_related("area__names"):
        grouped[row.area].append(row)
    return grouped


def _chosen(area: Area, region: str, listings: Sequence[Listing], chosen: ListFilter) -> bool:
    text = chosen.text.casefold()
    return (
        (not chosen.category or any(row.category == chosen.category for row in listings))
        and (not chosen.municipality or area.municipality.slug == chosen.municipality)
        and (not chosen.region or region == chosen.region)
        and (not text or text in _names(area))
    )


def _names(area: Area) -> str:
    names = [area.name, area.municipality.name, *(other.name for other in area.names.all())]
    return " ".join(names).casefold()


def _row(area: Area, region: str, listings: Sequence[Listing], state: tuple[FiguresTable, Classification]) -> ListRow:
    table, computed = state
    cells = {key: _cell(key, area, table, computed) for key in FIGURE_KEYS}
    return ListRow(
        area,
        region,
        _innermost(listings, Listing.Status.OFFICIAL, computed.version),
        _innermost(listings, Listing.Status.PROPOSED, computed.version),
        tuple(cells[key] for key in CRITERIA_SHOWN),
        cells["non_western"],
        cells["residents"],
    )


def _cell(key: str, area: Area, table: FiguresTable, computed: Classification) -> Cell:
    value = table.value(key, area.key)
    met = computed.truth(key, area.key) if key in computed.criteria else None
    return Cell(key, value, met, key not in table.unpublished)


def _innermost(listings: Sequence[Listing], status: str, version: CriteriaVersion) -> Category | None:
    found = {row.category for row in listings if row.status == status}
    return next((version.categories[key] for key in INNERMOST_FIRST if key in found), None)


def _order(name: str) -> Callable[[ListRow], tuple[str, str]]:
    if name == "kommune":
        return lambda row: (row.area.municipality.sort_name, row.area.sort_name)
    return lambda row: (row.area.sort_name, row.area.municipality.sort_name)
