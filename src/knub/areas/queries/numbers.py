"""Published numbers as the table that travels, and what the criteria make of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from knub.areas.models import Area, Category, Listing, ListReference, OfficialList, PublishedFigure
from knub.domain.classification import Classification, classify, recorded
from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.parameters import criteria_on

YEARS_COUNT = Category.PARALLEL_SOCIETY.value


@dataclass(frozen=True)
class PublishedNumber:
    """One number as its source prints it, with the list it belongs to."""

    on: date
    figure: str
    value: float
    printed: str
    exactness: str
    source: str
    corrected: bool


def published(area: Area) -> tuple[PublishedNumber, ...]:
    """Return every current number of an area, oldest list first; one query."""
    rows = PublishedFigure.objects.filter(area=area, replaced_at__isnull=True, list__released_at__isnull=False)
    return tuple(
        PublishedNumber(
            on=row.list.date,
            figure=row.figure,
            value=float(row.value),
            printed=row.printed,
            exactness=row.exactness,
            source=row.source,
            corrected=row.corrected_by_id is not None,
        )
        for row in rows.select_related("list").order_by("list__date", "pk")
    )


def figures_table(areas: Sequence[Area], *, on: OfficialList) -> FiguresTable:
    """Return the figures of some areas on a list, NaN where unknown; one query."""
    rows = PublishedFigure.objects.filter(list=on, area__in=areas, replaced_at__isnull=True)
    found = rows.values_list("area__key", "figure", "value")
    return table_of([area.key for area in areas], found, on=on.date, unpublished=on.unpublished_figures)


def table_of(
    keys: Sequence[str], found: Iterable[tuple[str, str, object]], *, on: date, unpublished: Iterable[str]
) -> FiguresTable:
    """Return a table of numbers given as (area, figure, value)."""
    columns = {figure: np.full(len(keys), np.nan) for figure in FIGURE_KEYS}
    places = {key: place for place, key in enumerate(keys)}
    for area, figure, value in found:
        if area in places:
            columns[figure][places[area]] = float(str(value))
    return FiguresTable(on=on, areas=tuple(keys), columns=columns, unpublished=frozenset(unpublished))


def references(lists: Iterable[OfficialList]) -> Mapping[date, Mapping[str, float]]:
    """Return, per list date, the limits that the list states; one query."""
    found: dict[date, dict[str, float]] = defaultdict(dict)
    for row in ListReference.objects.filter(list__in=lists).select_related("list"):
        found[row.list.date][row.key] = float(row.value)
    return found


def stated_limits(lists: Iterable[OfficialList]) -> tuple[tuple[OfficialList, tuple[ListReference, ...]], ...]:
    """Return each list since the limits follow the nation, with the limits it states; two queries."""
    found: dict[int, list[ListReference]] = defaultdict(list)
    for row in ListReference.objects.filter(list__in=lists).order_by("key"):
        found[row.list_id].append(row)
    relative = [one for one in lists if any(c.reference for c in criteria_on(one.date).criteria.values())]
    return tuple((one, tuple(found[one.pk])) for one in relative)


def classification(areas: Sequence[Area], on: OfficialList) -> tuple[FiguresTable, Classification]:
    """Return the figures of some areas on a list and their classification, earlier lists counted; four queries."""
    lists = OfficialList.objects.filter(date__lte=on.date, date__gt=on.date.replace(year=on.date.year - 5))
    return classifications(areas, lists)[on.date]


def classifications(
    areas: Sequence[Area], lists: Iterable[OfficialList]
) -> Mapping[date, tuple[FiguresTable, Classification]]:
    """Return figures and classification per list, oldest first; four queries however many areas and lists."""
    ordered = sorted(lists, key=lambda found: found.date)
    stated = references(ordered)
    rows: dict[date, list[tuple[str, str, object]]] = defaultdict(list)
    current = PublishedFigure.objects.filter(list__in=ordered, area__in=areas, replaced_at__isnull=True)
    for on, area, figure, value in current.values_list("list__date", "area__key", "figure", "value"):
        rows[on].append((area, figure, value))
    keys = [area.key for area in areas]
    official = _recorded(areas, ordered)
    done: dict[date, tuple[FiguresTable, Classification]] = {}
    for found in ordered:
        table = table_of(keys, rows[found.date], on=found.date, unpublished=found.unpublished_figures)
        earlier = [official.get(on, past) for on, (_table, past) in done.items()]
        version = criteria_on(found.date)
        done[found.date] = table, classify(table, version, references=stated.get(found.date, {}), earlier=earlier)
    return done


def _recorded(areas: Sequence[Area], lists: Sequence[OfficialList]) -> Mapping[date, Classification]:
    """Return the official parallel societies of the lists that are known in full; they decide the years before."""
    complete = [found for found in lists if YEARS_COUNT in found.complete_categories]
    rows = Listing.objects.filter(list__in=complete, category=YEARS_COUNT, removed_at__isnull=True, area__in=areas)
    listed = set(rows.values_list("list_id", "area__key"))
    return {
        found.date: recorded(
            criteria_on(found.date),
            found.date,
            {YEARS_COUNT: {area.key: (found.pk, area.key) in listed for area in areas}},
        )
        for found in complete
    }
