"""What is different between two lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from knub.areas.models import Area, Listing, OfficialList
from knub.areas.queries.numbers import classifications
from knub.areas.queries.statuses import INNERMOST_FIRST
from knub.domain.classification import Classification
from knub.domain.criteria import Category, CriteriaVersion, Criterion
from knub.parameters import criteria_on


@dataclass(frozen=True)
class Change:
    """One area that is otherwise placed on the later list. `tipped` are criteria known to have turned."""

    area: Area
    before: Category | None
    after: Category | None
    tipped: tuple[Criterion, ...]


@dataclass(frozen=True)
class Changes:
    """Areas in, out and otherwise placed. Where a list is not known in full, absence proves nothing."""

    entered: tuple[Change, ...]
    left: tuple[Change, ...]
    moved: tuple[Change, ...]
    entered_certain: bool
    left_certain: bool
    same_rules: bool

    @property
    def all(self) -> tuple[Change, ...]:
        """Every change."""
        return self.entered + self.left + self.moved


def changes(earlier: OfficialList, later: OfficialList) -> Changes:
    """Return what changed from one list to another; five queries."""
    old, new, areas = _placed(earlier, later)
    different = [pk for pk in areas if old.get(pk) != new.get(pk)]
    moved = sorted(different, key=lambda pk: areas[pk].sort_name)
    computed = classifications([areas[pk] for pk in moved], [earlier, later])
    before, after = computed[earlier.date][1], computed[later.date][1]
    found = [_change(areas[pk], old.get(pk), new.get(pk), before, after) for pk in moved]
    return Changes(
        entered=tuple(change for change in found if change.before is None),
        left=tuple(change for change in found if change.after is None),
        moved=tuple(change for change in found if change.before and change.after),
        entered_certain=_complete(earlier),
        left_certain=_complete(later),
        same_rules=before.version.categories.keys() == after.version.categories.keys(),
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


def _change(
    area: Area, old: str | None, new: str | None, before: Classification, after: Classification
) -> Change:
    return Change(
        area,
        before.version.categories[old] if old else None,
        after.version.categories[new] if new else None,
        tuple(_tipped(area.key, before, after)),
    )


def _tipped(area: str, before: Classification, after: Classification) -> list[Criterion]:
    return [
        criterion
        for key, criterion in after.version.criteria.items()
        if _comparable(key, before.version, after.version)
        and {before.truth(key, area), after.truth(key, area)} == {True, False}
    ]


def _comparable(key: str, before: CriteriaVersion, after: CriteriaVersion) -> bool:
    if key not in before.criteria or key.startswith("prevention_"):
        return False
    return before.criteria[key].limit == after.criteria[key].limit


def _complete(found: OfficialList) -> bool:
    outermost = {key for key, category in criteria_on(found.date).categories.items() if category.within is None}
    return outermost <= set(found.complete_categories)
