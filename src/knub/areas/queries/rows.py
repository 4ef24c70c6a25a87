"""The rows of a list as the page, the downloads and the cache use them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knub.areas.models import Area, Listing, OfficialList
from knub.areas.queries.numbers import classification
from knub.areas.queries.statuses import INNERMOST_FIRST
from knub.domain.classification import Classification
from knub.domain.criteria import Category
from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.domain.values import danish_key
from knub.parameters import criteria_on
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
    """One area of a list; the figure behind the act's special condition stands apart."""

    area: Area
    region: str
    category: Category
    proposed: bool
    cells: tuple[Cell, ...]
    condition: Cell
    residents: float | None


def list_rows(found: OfficialList, chosen: ListFilter) -> list[ListRow]:
    """Return the areas of a list that a reader has chosen, by name or municipality; eight queries."""
    listings = _listings(found)
    regions = regions_on(found.date)
    areas = [area for area in listings if _chosen(area, regions.get(area.municipality_id, ""), listings[area], chosen)]
    table, computed = classification(areas, found)
    rows = []
    for area in areas:
        cells = {key: _cell(key, area, table, computed) for key in FIGURE_KEYS}
        if chosen.criterion and cells[chosen.criterion].met is not True:
            continue
        category, proposed = _innermost(listings[area], found)
        shown = tuple(cells[key] for key in CRITERIA_SHOWN)
        region = regions.get(area.municipality_id, "")
        row = ListRow(area, region, category, proposed, shown, cells["non_western"], cells["residents"].value)
        rows.append(row)
    return sorted(rows, key=_order(chosen.order))


def region_names(found: OfficialList) -> list[str]:
    """Return the regions there were on the date of a list, in Danish order; one query."""
    return sorted(set(regions_on(found.date).values()), key=danish_key)


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


def _cell(key: str, area: Area, table: FiguresTable, computed: Classification) -> Cell:
    value = table.value(key, area.key)
    met = computed.truth(key, area.key) if key in computed.criteria else None
    return Cell(key, value, met, key not in table.unpublished)


def _innermost(listings: Sequence[Listing], found: OfficialList) -> tuple[Category, bool]:
    inner = min(listings, key=lambda row: INNERMOST_FIRST.index(row.category))
    return criteria_on(found.date).categories[inner.category], inner.status == Listing.Status.PROPOSED


def _order(name: str) -> Callable[[ListRow], tuple[str, str]]:
    if name == "kommune":
        return lambda row: (row.area.municipality.sort_name, row.area.sort_name)
    return lambda row: (row.area.sort_name, row.area.municipality.sort_name)
