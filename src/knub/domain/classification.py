"""Which category each area falls in, by the criteria of its time; what is unknown stays unknown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

from knub.domain.criteria import Category, Comparison, CriteriaVersion, known_met, maybe_met
from knub.domain.errors import FiguresError
from knub.domain.figures import FiguresTable
from knub.domain.values import BoolArray, FloatArray, IntArray

__all__ = ["MET", "NOT_MET", "UNKNOWN", "Classification", "YearBefore", "classify", "recorded"]

MET, NOT_MET, UNKNOWN = 1, 0, -1
BLOCK = 65_536  # areas at a time, so that the columns of a block stay in the processor's cache


class Truth(NamedTuple):
    """Two arrays that say three things: known to hold, and holding or unknown."""

    known: BoolArray
    maybe: BoolArray

    def into(self, codes: IntArray) -> None:
        """Write MET, NOT_MET and UNKNOWN: 2 * known - maybe."""
        known = self.known.view(np.int8)
        np.add(known, known, out=codes)
        np.subtract(codes, self.maybe.view(np.int8), out=codes)

    def and_also(self, other: "Truth") -> "Truth":
        """Return where both hold."""
        return Truth(self.known & other.known, self.maybe & other.maybe)


@dataclass(frozen=True, eq=False)
class YearBefore:
    """What is known of one year that a category counts: MET, NOT_MET or UNKNOWN per area."""

    year: int
    truth: IntArray
    version: str | None  # None: no list of that year was given
    has_category: bool  # False: the version of that year did not have the category


@dataclass(frozen=True, eq=False)
class Classification:
    """What each area meets and is: arrays of MET, NOT_MET and UNKNOWN of shape (..., areas).

    limits : criterion -> the limit that was used, None where it is not known
    years : category -> the years before this one that it counts, oldest first
    """

    version: CriteriaVersion
    on: date
    areas: tuple[str, ...]
    criteria: Mapping[str, IntArray]
    categories: Mapping[str, IntArray]
    limits: Mapping[str, float | None]
    years: Mapping[str, tuple[YearBefore, ...]] = field(default_factory=dict)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Return where each area stands."""
        return {area: position for position, area in enumerate(self.areas)}

    def truth(self, key: str, area: str) -> bool | None:
        """Return whether an area meets a criterion or is in a category; None if it cannot be decided.

        FiguresError if the arrays hold more than one answer per area, as a simulation's do.
        """
        codes = self.criteria[key] if key in self.criteria else self.categories[key]
        if codes.ndim != 1:
            raise FiguresError(f"'{key}' has shape {codes.shape}: ask for one draw before asking for one area.")
        return _as_bool(int(codes[self.positions[area]]))


def classify(
    table: FiguresTable,
    version: CriteriaVersion,
    *,
    references: Mapping[str, float],
    earlier: Sequence[Classification] = (),
) -> Classification:
    """Return which criteria each area meets and which categories it falls in.

    A criterion is unknown where its figure or its limit is. Counts, gates and years follow three-valued logic: a
    category is decided only when no value of what is unknown could change it.

    table : columns of shape (..., areas), NaN unknown
    references : limits that the list prints (share, 0-1); a missing one is unknown
    earlier : classifications of earlier lists, for categories that count years; their areas may differ
    """
    limits = {key: _limit(version, key, references) for key in version.criteria}
    columns, shape = _broadcast(table, version)
    keys = [*version.criteria, *version.categories]
    # One array for all: large enough that the kernel hands it out in huge pages.
    codes = dict(zip(keys, np.empty((len(keys), *shape), np.int8), strict=True))
    years = {
        key: _years_before(category, table, earlier)
        for key, category in version.categories.items()
        if category.years is not None
    }
    for block in _blocks(shape):
        met = {
            key: _criterion_truth(columns[criterion.figure][block], criterion.comparison, limits[key])
            for key, criterion in version.criteria.items()
        }
        for key, truth in met.items():
            truth.into(codes[key][block])
        found: dict[str, Truth] = {}
        for key, category in version.categories.items():
            found[key] = _category_truth(category, met, found, _years_truth(years.get(key, ()), shape, block))
            found[key].into(codes[key][block])
    return Classification(
        version, table.on, table.areas,
        {key: codes[key] for key in version.criteria}, {key: codes[key] for key in version.categories}, limits, years,
    )  # fmt: skip


def recorded(version: CriteriaVersion, on: date, categories: Mapping[str, Mapping[str, bool | None]]) -> Classification:
    """Return a list's own categories (category -> area -> on the list) as a classification, to be an `earlier` year."""
    areas = tuple(dict.fromkeys(area for listed in categories.values() for area in listed))
    as_code = {True: MET, False: NOT_MET, None: UNKNOWN}
    codes = {
        key: np.array([as_code[listed.get(area)] for area in areas], np.int8) for key, listed in categories.items()
    }
    return Classification(version, on, areas, {}, codes, {})


def _limit(version: CriteriaVersion, key: str, references: Mapping[str, float]) -> float | None:
    criterion = version.criteria[key]
    return criterion.limit if criterion.reference is None else references.get(criterion.reference)


def _broadcast(table: FiguresTable, version: CriteriaVersion) -> tuple[Mapping[str, FloatArray], tuple[int, ...]]:
    used = dict.fromkeys(criterion.figure for criterion in version.criteria.values())
    columns = {figure: table.column(figure) for figure in used}
    shape = np.broadcast_shapes(*(column.shape for column in columns.values()))
    return {figure: np.broadcast_to(column, shape) for figure, column in columns.items()}, shape


def _blocks(shape: tuple[int, ...]) -> Iterator[slice]:
    rows = max(1, BLOCK // max(1, int(np.prod(shape[1:]))))
    for start in range(0, shape[0], rows):
        yield slice(start, start + rows)


def _criterion_truth(figure: FloatArray, comparison: Comparison, limit: float | None) -> Truth:
    if limit is None:
        return Truth(np.zeros(figure.shape, np.bool_), np.ones(figure.shape, np.bool_))
    return Truth(known_met(figure, comparison, limit), maybe_met(figure, comparison, limit))


def _category_truth(
    category: Category,
    met: Mapping[str, Truth],
    outer: Mapping[str, Truth],
    years: Truth | None,
) -> Truth:
    needs = [met[gate] for gate in category.gates]
    if category.criteria:
        needs.append(_at_least([met[key] for key in category.criteria], category.needed))
    if category.within is not None:
        needs.append(outer[category.within])
    if years is not None:
        needs.append(years)
    truth = needs[0]
    for need in needs[1:]:
        truth = truth.and_also(need)
    return truth


def _at_least(truths: Sequence[Truth], needed: int) -> Truth:
    return Truth(
        _count([truth.known for truth in truths]) >= needed,
        _count([truth.maybe for truth in truths]) >= needed,
    )


def _count(arrays: Sequence[BoolArray]) -> IntArray:
    total = np.zeros(arrays[0].shape, np.int8)
    for array in arrays:
        np.add(total, array.view(np.int8), out=total)
    return total


def _years_before(category: Category, table: FiguresTable, earlier: Iterable[Classification]) -> tuple[YearBefore, ...]:
    """Return the years that count besides that of the list itself; of two lists in a year the later one."""
    lists = {one.on.year: one for one in sorted(earlier, key=lambda one: one.on) if one.on < table.on}
    first = table.on.year - (category.years or 1) + 1
    unknown = np.full(len(table.areas), UNKNOWN, np.int8)
    return tuple(_year(year, lists.get(year), category, table, unknown) for year in range(first, table.on.year))


def _year(
    year: int, found: Classification | None, category: Category, table: FiguresTable, unknown: IntArray
) -> YearBefore:
    codes = None if found is None or category.within is None else found.categories.get(category.within)
    if found is None or codes is None or not found.areas:
        return YearBefore(
            year, unknown, found.version.key if found else None, has_category=found is None or codes is not None
        )
    if found.areas is table.areas or found.areas == table.areas:
        return YearBefore(year, codes, found.version.key, has_category=True)
    places = np.array([found.positions.get(area, -1) for area in table.areas], np.intp)
    truth = np.where(places >= 0, codes[..., places], np.int8(UNKNOWN)).astype(np.int8)
    return YearBefore(year, truth, found.version.key, has_category=True)


def _years_truth(years: Sequence[YearBefore], shape: tuple[int, ...], block: slice) -> Truth | None:
    """Return where every year before is known to hold, and where it may; None where no year counts."""
    truth = None
    for distinct in {id(year.truth): year.truth for year in years}.values():
        codes = np.broadcast_to(distinct, shape)[block]
        this = Truth(codes == MET, codes != NOT_MET)
        truth = this if truth is None else truth.and_also(this)
    return truth


def _as_bool(code: int) -> bool | None:
    return None if code == UNKNOWN else code == MET
