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
from knub.parameters import criteria_on, figures, list_layout_on

Place = tuple[str, str]  # area and category


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
    """What one list states: numbers, listings with their source, totals and limits.

    named : areas whose categories are stated, also those it takes off; of a complete list it is all
    proposed : listings that are only proposed; an official one goes before
    """

    on: date
    numbers: tuple[Number, ...] = ()
    listings: Mapping[Place, str] = field(default_factory=dict)
    proposed: Mapping[Place, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    totals: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    references: Mapping[str, tuple[Decimal, str, str]] = field(default_factory=dict)
    complete_categories: frozenset[str] = frozenset()
    complete_figures: bool = False
    unpublished: frozenset[str] = frozenset()
    note: str = ""


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
    areas = _areas_by_name()
    problems = [
        *parsed.problems, *_unknown_areas(parsed, areas), *_other_dates(parsed, on), *_wrong_categories(parsed, on),
        *(_nobody_listed(parsed) if complete else ()),
    ]  # fmt: skip
    if problems:
        return None, tuple(problems)
    table = parsed.tables[0]
    keys = {written: areas[_folded(written)][0].key for written in table.areas}
    return Stated(
        on=on,
        numbers=tuple(_numbers(table, keys, source)),
        listings=_places(parsed.listings, keys, source),
        proposed=_places(parsed.proposed, keys, source),
        named=frozenset(keys[area] for _on, area in parsed.listings),
        totals={category: (count, source) for category, count in totals.items()},
        references={key: (value, source, "") for key, value in limits.items()},
        complete_categories=frozenset(criteria_on(on).categories) if complete else frozenset(),
        complete_figures=complete,
    ), ()


def _places(
    found: Mapping[tuple[date, str], frozenset[str]], keys: Mapping[str, str], source: str
) -> Mapping[Place, str]:
    return {(keys[area], category): source for (_on, area), categories in found.items() for category in categories}


def _areas_by_name() -> Mapping[str, tuple[Area, ...]]:
    found: dict[str, dict[str, Area]] = defaultdict(dict)
    for area in Area.objects.select_related("municipality").prefetch_related("names").order_by("key"):
        for name in (area.key, area.name, *(other.name for other in area.names.all())):
            found[_folded(name)][area.key] = area
            found[_folded(f"{name} ({area.municipality.name})")][area.key] = area
    return {name: tuple(areas.values()) for name, areas in found.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _rows(parsed: Parsed) -> Iterable[tuple[date, str, int]]:
    for table, rows in zip(parsed.tables, parsed.rows, strict=True):
        for area, row in zip(table.areas, rows, strict=True):
            yield table.on, area, row


def _unknown_areas(parsed: Parsed, areas: Mapping[str, tuple[Area, ...]]) -> Iterable[Problem]:
    for _on, area, row in _rows(parsed):
        found = areas.get(_folded(area), ())
        if not found:
            near = difflib.get_close_matches(_folded(area), areas, n=3)
            names = dict.fromkeys(areas[name][0].name for name in near)
            yield Problem(row, "area_id", "unknown_area", _unknown(area, list(names)))
        elif len(found) > 1:
            known = [f"{one.name} ({one.municipality.name})" for one in found]
            yield Problem(row, "area_id", "two_areas", _two(area, known))


def _unknown(area: str, near: Sequence[str]) -> Text:
    da = f" Mente du {' eller '.join(near)}?" if near else ""
    en = f" Did you mean {' or '.join(near)}?" if near else ""
    return Text(
        f"KNUB kender ikke området '{area}'.{da} Ret navnet, eller opret området først.",
        f"KNUB does not know the area '{area}'.{en} Mend the name, or add the area first.",
    )


def _two(area: str, names: Sequence[str]) -> Text:
    return Text(
        f"'{area}' kan være {' eller '.join(names)}. Skriv kommunen i parentes efter navnet.",
        f"'{area}' may be {' or '.join(names)}. Write the municipality in brackets after the name.",
    )


def _wrong_categories(parsed: Parsed, on: date) -> Iterable[Problem]:
    categories = criteria_on(on).categories
    for day, area, row in _rows(parsed):
        stated = parsed.listings.get((day, area), frozenset()) | parsed.proposed.get((day, area), frozenset())
        if not stated <= categories.keys():
            known = [one.label for one in categories.values()]
            text = Text(
                f"Kategorien fandtes ikke {on}. Kategorierne var {', '.join(one.da for one in known)}.",
                f"There was no such category on {on}. The categories were {', '.join(one.en for one in known)}.",
            )
            yield Problem(row, "category", "not_of_its_time", text)


def _nobody_listed(parsed: Parsed) -> Iterable[Problem]:
    if parsed.tables and not any(parsed.listings.values()):
        text = Text(
            "Tabellen skal have alle områder, men siger ikke, hvilken kategori de har. Tilføj kolonnen Kategori.",
            "The table is to have every area, but does not say in which category. Add the column Kategori.",
        )
        yield Problem(None, "category", "nobody_listed", text)


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
