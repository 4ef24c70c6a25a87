"""Where areas have stood through the years, as the lists say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from knub.areas.models import Area, Listing, OfficialList
from knub.domain.criteria import Category
from knub.parameters import criteria_on

INNERMOST_FIRST = ("transformation", "parallel_society", "vulnerable", "prevention", "ghetto_pre2018")


@dataclass(frozen=True)
class ListStatus:
    """What one list says of one area. `known` is False where the area's absence proves nothing."""

    on: date
    categories: frozenset[str]
    proposed: frozenset[str]
    known: bool
    source: str
    note: str

    @property
    def on_list(self) -> bool:
        """Whether the area stands on the list of that date."""
        return bool(self.categories)

    @property
    def innermost(self) -> str | None:
        """The category that holds the others, since they are nested."""
        return next((key for key in INNERMOST_FIRST if key in self.categories), None)

    @property
    def category(self) -> Category | None:
        """The category in the words of its time and of today."""
        return criteria_on(self.on).categories[self.innermost] if self.innermost else None


def newest_list(lists: QuerySet[OfficialList]) -> OfficialList | None:
    """Return the newest of some lists, or None; one query."""
    return lists.order_by("-date").first()


def later_lists(newest: OfficialList, today: date) -> list[date]:
    """Return the days after a list on which the ministry has published again: each 1 December that has passed."""
    days = (date(year, 12, 1) for year in range(newest.date.year, today.year + 1))
    return [day for day in days if newest.date < day <= today]


def status_history(area: Area, lists: Iterable[OfficialList]) -> tuple[ListStatus, ...]:
    """Return what each list says of an area, oldest first; one query besides that of the lists."""
    return _histories([area], lists)[area.key]


def municipality_history(
    areas: QuerySet[Area], lists: Iterable[OfficialList]
) -> Mapping[str, tuple[ListStatus, ...]]:
    """Return, per area key, what each list says of it, oldest first; two queries besides that of the lists."""
    return _histories(list(areas), lists)


def _histories(areas: list[Area], lists: Iterable[OfficialList]) -> Mapping[str, tuple[ListStatus, ...]]:
    listings: dict[tuple[str, int], list[Listing]] = defaultdict(list)
    rows = Listing.objects.filter(area__in=areas, removed_at__isnull=True).select_related("area")
    for row in rows:
        listings[row.area.key, row.list_id].append(row)
    ordered = sorted(lists, key=lambda found: found.date)
    return {area.key: tuple(_status(found, listings[area.key, found.pk]) for found in ordered) for area in areas}


def _status(found: OfficialList, rows: list[Listing]) -> ListStatus:
    official = frozenset(row.category for row in rows if row.status == Listing.Status.OFFICIAL)
    proposed = frozenset(row.category for row in rows if row.status == Listing.Status.PROPOSED)
    outermost = {key for key, category in criteria_on(found.date).categories.items() if category.within is None}
    complete = outermost <= set(found.complete_categories)
    sources = dict.fromkeys(row.source for row in rows)
    return ListStatus(found.date, official, proposed, bool(official) or complete, ";".join(sources), found.note)
