"""What is different between two lists; an area that is absent from a list known in part proves nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knub.areas.models import Area, Listing, OfficialList
from knub.areas.queries.numbers import classifications
from knub.areas.queries.statuses import INNERMOST_FIRST
from knub.domain.classification import Classification
from knub.domain.criteria import Category, CriteriaVersion, Criterion
from knub.domain.figures import FiguresTable
from knub.parameters import criteria_on

State = tuple[FiguresTable, Classification]


class Absence(StrEnum):
    """What a list says of an area that it does not have here."""

    NOT_ON_LIST = "not_on_list"
    NOT_IN_CATEGORY = "not_in_category"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Turned:
    """A criterion that is met on one of two lists only, with the figure of both."""

    criterion: Criterion
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Change:
    """One area that is otherwise placed on the later list.

    absence : what the list without the area says of it; None where both lists have it
    absent_from : the outermost category that the list without it is known to lack it in
    turned : criteria known to have turned
    decided : whether every criterion that both lists share is known on both
    """

    area: Area
    before: Category | None
    after: Category | None
    absence: Absence | None
    absent_from: Category | None
    turned: tuple[Turned, ...]
    decided: bool


@dataclass(frozen=True)
class Changes:
    """Areas in, out and otherwise placed, and those of which only one of the lists says anything."""

    entered: tuple[Change, ...]
    left: tuple[Change, ...]
    moved: tuple[Change, ...]
    uncertain: tuple[Change, ...]
    same_rules: bool

    @property
    def all(self) -> tuple[Change, ...]:
        """Every change, the uncertain last."""
        return self.entered + self.left + self.moved + self.uncertain


def changes(earlier: OfficialList, later: OfficialList) -> Changes:
    """Return what changed from one list to another; five queries."""
    old, new, areas = _placed(earlier, later)
    different = sorted((area for pk, area in areas.items() if old.get(pk) != new.get(pk)), key=_by_name)
    states = classifications(different, [earlier, later])
    found = [
        _change(area, _category(old, area, earlier), _category(new, area, later), (earlier, later), states)
        for area in different
    ]
    certain = [change for change in found if change.absence is not Absence.NOT_KNOWN]
    return Changes(
        entered=tuple(change for change in certain if change.before is None),
        left=tuple(change for change in certain if change.after is None),
        moved=tuple(change for change in certain if change.absence is None),
        uncertain=tuple(change for change in found if change.absence is Absence.NOT_KNOWN),
        same_rules=criteria_on(earlier.date).key == criteria_on(later.date).key,
    )


def _placed(
    earlier: OfficialList, later: OfficialList
) -> tuple[Mapping[int, str], Mapping[int, str], Mapping[int, Area]]:
    rows = Listing.objects.filter(
        list__in=[earlier, later], removed_at__isnull=True, status=Listing.Status.OFFICIAL
    ).select_related("area__municipality")
    placed: dict[int, dict[int, str]] = {earlier.pk: {}, later.pk: {}}
    areas: dict[int, Area] = {}
    for row in rows:
        areas[row.area_id] = row.area
        here = placed[row.list_id]
        here[row.area_id] = min(row.category, here.get(row.area_id, row.category), key=INNERMOST_FIRST.index)
    return placed[earlier.pk], placed[later.pk], areas


def _by_name(area: Area) -> tuple[str, str]:
    return area.sort_name, area.municipality.sort_name


def _category(placed: Mapping[int, str], area: Area, on: OfficialList) -> Category | None:
    return criteria_on(on.date).categories[placed[area.pk]] if area.pk in placed else None


def _change(
    area: Area,
    before: Category | None,
    after: Category | None,
    lists: tuple[OfficialList, OfficialList],
    states: Mapping[date, State],
) -> Change:
    old, new = states[lists[0].date], states[lists[1].date]
    shared = _comparable(old[1].version, new[1].version)
    present, without = (before, lists[1]) if after is None else (after, lists[0])
    both = before is not None and after is not None
    absent_from = None if both or present is None else _absent_from(present, without)
    return Change(
        area,
        before,
        after,
        absence=None if both else _absence(absent_from, without),
        absent_from=absent_from,
        turned=tuple(_turned(area.key, shared, old, new)),
        decided=all(state[1].truth(one.key, area.key) is not None for one in shared for state in (old, new)),
    )


def _absent_from(present: Category, without: OfficialList) -> Category | None:
    """Return the outermost of the categories around an area that a list is known to hold in full."""
    categories = criteria_on(without.date).categories
    found, here = None, categories.get(present.key)
    while here is not None:
        found = here if here.key in without.complete_categories else found
        here = categories.get(here.within or "")
    return found


def _absence(absent_from: Category | None, without: OfficialList) -> Absence:
    outermost = {key for key, one in criteria_on(without.date).categories.items() if one.within is None}
    if outermost <= set(without.complete_categories):
        return Absence.NOT_ON_LIST
    return Absence.NOT_KNOWN if absent_from is None else Absence.NOT_IN_CATEGORY


def _turned(area: str, shared: Iterable[Criterion], old: State, new: State) -> Iterable[Turned]:
    for criterion in shared:
        if {old[1].truth(criterion.key, area), new[1].truth(criterion.key, area)} == {True, False}:
            figure = criterion.figure
            yield Turned(criterion, old[0].value(figure, area), new[0].value(figure, area))


def _comparable(before: CriteriaVersion, after: CriteriaVersion) -> tuple[Criterion, ...]:
    """Return the criteria that both versions measure alike: same limit, or both relative to the nation, same years."""
    return tuple(
        criterion
        for key, criterion in after.criteria.items()
        if not key.startswith("prevention_")
        and key in before.criteria
        and before.criteria[key].limit == criterion.limit
        and before.criteria[key].window == criterion.window
    )
