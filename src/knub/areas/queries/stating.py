"""What a file or the package says of one list, in the terms of the room, and every reason it cannot be stored."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from knub.areas.models import Area, Listing, OfficialList, PublishedFigure
from knub.domain.figures import FIGURE_KEYS, FiguresTable, Parsed, Problem, parse
from knub.domain.values import Text
from knub.parameters import figures, list_layout_on


@dataclass(frozen=True)
class Number:
    """One published number: a share 0-1 or persons, and how the source prints it."""

    area: str
    figure: str
    value: Decimal
    printed: str
    exactness: str
    source: str


@dataclass(frozen=True)
class Stated:
    """What one list states: numbers, listings with their source, totals and limits."""

    on: date
    numbers: tuple[Number, ...] = ()
    listings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    totals: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    references: Mapping[str, tuple[Decimal, str, str]] = field(default_factory=dict)
    complete_categories: frozenset[str] = frozenset()
    complete_figures: bool = False
    unpublished: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True)
class Preview:
    """What storing a list would do, and what stands in the way.

    lines : (area, what, stored, new) for every number that is new or changed
    """

    stated: Stated | None
    problems: tuple[Problem, ...]
    lines: tuple[tuple[str, str, str, str], ...] = ()
    listed: tuple[tuple[str, str], ...] = ()
    unlisted: tuple[tuple[str, str], ...] = ()
    unchanged: int = 0
    totals: tuple[tuple[str, int, int | None], ...] = ()


def state(
    cells: Iterable[Sequence[str]],
    *,
    on: date,
    source: str,
    totals: Mapping[str, int],
    limits: Mapping[str, Decimal],
    complete: bool,
) -> tuple[Stated | None, tuple[Problem, ...]]:
    """Return what a table says of the list of a date, or every problem it has; three queries."""
    layout = list_layout_on(on)
    parsed = parse(cells, layout, on=on)
    names = _names()
    problems = [*parsed.problems, *_unknown_areas(parsed, names), *_other_dates(parsed, on)]
    if problems:
        return None, tuple(problems)
    table = parsed.tables[0]
    keys = {written: names[_folded(written)][0] for written in table.areas}
    categories = {category for words in layout.categories.values() for category in words}
    return Stated(
        on=on,
        numbers=tuple(_numbers(table, keys, source)),
        listings={
            (keys[area], category): source for (_on, area), found in parsed.listings.items() for category in found
        },
        totals={category: (count, source) for category, count in totals.items()},
        references={key: (value, source, "") for key, value in limits.items()},
        complete_categories=frozenset(categories) if complete else frozenset(),
        complete_figures=complete,
    ), ()


def preview(stated: Stated | None, problems: tuple[Problem, ...]) -> Preview:
    """Return what storing would change against what is stored; two queries."""
    if stated is None:
        return Preview(None, problems)
    stored = {
        (key, figure): printed
        for key, figure, printed in PublishedFigure.objects.filter(
            list__date=stated.on, replaced_at__isnull=True
        ).values_list("area__key", "figure", "printed")
    }
    lines = [
        (number.area, number.figure, stored.get((number.area, number.figure), ""), number.printed)
        for number in stated.numbers
        if stored.get((number.area, number.figure)) != number.printed
    ]
    listings = Listing.objects.filter(
        list__date=stated.on, removed_at__isnull=True, status=Listing.Status.OFFICIAL
    ).values_list("area__key", "category")
    before, after = set(listings), set(stated.listings)
    return Preview(
        stated,
        (),
        lines=tuple(lines),
        listed=tuple(sorted(after - before)),
        unlisted=tuple(sorted(before - after)) if after else (),
        unchanged=len(stated.numbers) - len(lines),
        totals=tuple(_totals(stated)),
    )


def _totals(stated: Stated) -> Iterable[tuple[str, int, int | None]]:
    counted: dict[str, int] = defaultdict(int)
    for _area, category in stated.listings:
        counted[category] += 1
    for category in sorted({*counted, *stated.totals}):
        yield category, counted[category], stated.totals[category][0] if category in stated.totals else None


def _names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for area in Area.objects.select_related("municipality").prefetch_related("names"):
        for name in (area.key, area.name, *(other.name for other in area.names.all())):
            found[_folded(name)].add(area.key)
            found[_folded(f"{name} ({area.municipality.name})")].add(area.key)
    return {name: tuple(sorted(keys)) for name, keys in found.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _unknown_areas(parsed: Parsed, names: Mapping[str, tuple[str, ...]]) -> Iterable[Problem]:
    for table, rows in zip(parsed.tables, parsed.rows, strict=True):
        for area, row in zip(table.areas, rows, strict=True):
            keys = names.get(_folded(area), ())
            if not keys:
                near = difflib.get_close_matches(_folded(area), names, n=3)
                yield Problem(row, "area_id", "unknown_area", _unknown(area, near))
            elif len(keys) > 1:
                yield Problem(row, "area_id", "two_areas", _two(area, keys))


def _unknown(area: str, near: Sequence[str]) -> Text:
    da = f" Mente du {' eller '.join(near)}?" if near else ""
    en = f" Did you mean {' or '.join(near)}?" if near else ""
    return Text(
        f"KNUB kender ikke området '{area}'.{da} Ret navnet, eller opret området først.",
        f"KNUB does not know the area '{area}'.{en} Mend the name, or add the area first.",
    )


def _two(area: str, keys: Sequence[str]) -> Text:
    return Text(
        f"'{area}' kan være {' eller '.join(keys)}. Skriv kommunen i parentes efter navnet.",
        f"'{area}' may be {' or '.join(keys)}. Write the municipality in brackets after the name.",
    )


def _other_dates(parsed: Parsed, on: date) -> Iterable[Problem]:
    for table, rows in zip(parsed.tables, parsed.rows, strict=True):
        if table.on != on:
            text = Text(
                f"Rækken er fra listen {table.on}, men du er ved at indlæse {on}. Fjern den, eller skift dato.",
                f"The row is of the list of {table.on}, but you are importing {on}. Remove it, or change the date.",
            )
            yield Problem(rows[0], "list_date", "other_list", text)


def _numbers(table: FiguresTable, keys: Mapping[str, str], source: str) -> Iterable[Number]:
    for key in FIGURE_KEYS:
        about = figures()[key]
        for area in table.areas:
            value = table.value(key, area)
            if value is not None:
                exact = Decimal(repr(round(value, 6)))
                printed = _printed(exact, share=about.unit == "share", decimals=about.decimals)
                yield Number(keys[area], key, exact, printed, PublishedFigure.Exactness.PUBLISHED, source)


def _printed(value: Decimal, *, share: bool, decimals: int) -> str:
    written = value * 100 if share else value
    exact = format(written.normalize(), "f")
    return exact if len(exact.partition(".")[2]) > decimals else f"{written:.{decimals}f}"


def template_rows(newest: OfficialList) -> list[tuple[str, str, str]]:
    """Return the areas of a list, their municipality and category, for a sheet to complete; one query."""
    rows = Listing.objects.filter(list=newest, removed_at__isnull=True).select_related("area__municipality")
    found: dict[Area, list[str]] = defaultdict(list)
    for row in rows.order_by("area__sort_name"):
        found[row.area].append(row.category)
    return [(area.name, area.municipality.name, ", ".join(categories)) for area, categories in found.items()]
