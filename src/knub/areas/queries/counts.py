"""How many areas each category had: known beside published, never added over categories."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knub.areas.models import Listing, ListTotal, OfficialList
from knub.domain.criteria import Category
from knub.parameters import criteria_on


@dataclass(frozen=True)
class Count:
    """How many areas of a category are known and how many were published; None where no total was found."""

    category: Category
    known: int
    published: int | None
    complete: bool
    source: str

    @property
    def missing(self) -> int | None:
        """How many published areas KNUB does not have."""
        return None if self.published is None else self.published - self.known


@dataclass(frozen=True)
class ListCounts:
    """The counts of one list, and which areas came, left and came back since the list before it."""

    list: OfficialList
    counts: Mapping[str, Count]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    returned: tuple[str, ...]
    comparable: bool


def counts(found: OfficialList) -> Mapping[str, Count]:
    """Return the counts of a list by category, outermost first; two queries."""
    known = _known([found])[found.pk]
    totals = {total.category: total for total in ListTotal.objects.filter(list=found)}
    return _counts(found, known, totals)


def development(lists: Iterable[OfficialList]) -> tuple[ListCounts, ...]:
    """Return the counts of every list, oldest first, with areas in, out and back; two queries."""
    ordered = sorted(lists, key=lambda found: found.date)
    known = _known(ordered)
    totals: dict[int, dict[str, ListTotal]] = defaultdict(dict)
    for total in ListTotal.objects.filter(list__in=ordered):
        totals[total.list_id][total.category] = total
    return tuple(_with_moves(ordered, known, totals))


def _known(lists: Iterable[OfficialList]) -> Mapping[int, Mapping[str, set[str]]]:
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = Listing.objects.filter(list__in=lists, removed_at__isnull=True, status=Listing.Status.OFFICIAL)
    for list_id, category, name in rows.values_list("list_id", "category", "area__key"):
        found[list_id][category].add(name)
    return found


def _counts(
    found: OfficialList, known: Mapping[str, set[str]], totals: Mapping[str, ListTotal]
) -> Mapping[str, Count]:
    return {
        key: Count(
            category,
            len(known.get(key, ())),
            totals[key].count if key in totals else None,
            key in found.complete_categories,
            totals[key].source if key in totals else "",
        )
        for key, category in criteria_on(found.date).categories.items()
    }


def _with_moves(
    lists: list[OfficialList],
    known: Mapping[int, Mapping[str, set[str]]],
    totals: Mapping[int, Mapping[str, ListTotal]],
) -> Iterable[ListCounts]:
    seen: set[str] = set()
    before: tuple[str, set[str], bool] = ("", set(), False)
    for found in lists:
        key = comparable_category(found.date)
        now = known[found.pk].get(key, set())
        complete = key in found.complete_categories
        comparable = key == before[0] and complete and before[2]
        entered = now - before[1] if comparable else set()
        yield ListCounts(
            found,
            _counts(found, known[found.pk], totals.get(found.pk, {})),
            entered=tuple(sorted(entered - seen)),
            left=tuple(sorted(before[1] - now)) if comparable else (),
            returned=tuple(sorted(entered & seen)),
            comparable=comparable,
        )
        seen |= now
        before = key, now, complete


def comparable_category(on: date) -> str:
    """Return the category that is known in full and can be followed: the single list, then parallel societies."""
    return "ghetto_pre2018" if "ghetto_pre2018" in criteria_on(on).categories else "parallel_society"
