"""The versions of the criteria, one file each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from knub.domain.criteria import Category, Comparison, CriteriaVersion, Criterion
from knub.domain.errors import ParameterError
from knub.domain.figures import Figure, Parsed, Problem
from knub.domain.values import Text
from knub.parameters.columns import figures
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["before_first_criteria", "criteria_on", "criteria_versions", "read_version", "read_versions"]

UNITS = {"persons": "persons", "percent": "share"}  # as written -> unit of the figure
OF_CRITERION = (
    "figure", "label", "comparison", "limit", "reference", "multiple", "unit", "from", "population", "window",
    "paragraph", "source", "note",
)  # fmt: skip
OF_CATEGORY = (
    "label", "today", "criteria", "needed", "unit", "gates", "within", "years", "from", "paragraph", "source", "note",
)  # fmt: skip


@cache
def criteria_versions() -> tuple[CriteriaVersion, ...]:
    """Return all versions, oldest first."""
    return read_versions(PARAMETERS / "criteria")


def criteria_on(day: date) -> CriteriaVersion:
    """Return the version in force on a day; ParameterError before the first."""
    for version in reversed(criteria_versions()):
        if version.starts <= day:
            return version
    first = criteria_versions()[0].starts
    raise ParameterError(f"No criteria held on {day}: the first are from {first}. Give a later date.")


def before_first_criteria(parsed: Parsed) -> Iterator[Problem]:
    """Yield a problem for every row of a list from before the first criteria."""
    first = criteria_versions()[0].starts
    text = Text(f"De første kriterier er fra {first}. Ret datoen.", f"The first criteria are from {first}.")
    for table, rows in zip(parsed.tables, parsed.rows, strict=True):
        if table.on < first:
            yield from (Problem(row, "list_date", "early", text) for row in rows)


def read_versions(folder: Path) -> tuple[CriteriaVersion, ...]:
    """Return the versions of a folder, each ending the day before the next."""
    versions = [read_version(open_yaml(path), key=path.stem) for path in sorted(folder.glob("*.yaml"))]
    starts: list[date | None] = [version.starts for version in versions]
    return tuple(
        replace(version, ends=following and following - timedelta(days=1))
        for version, following in zip(versions, [*starts[1:], None], strict=True)
    )


def read_version(document: Entry, *, key: str) -> CriteriaVersion:
    """Return a version from its file; ParameterError for the first thing that is missing or does not fit."""
    document.only("starts", "act", "label", "source", "note", "criteria", "categories")
    starts = document.day("starts")
    if starts.isoformat() != key:
        raise ParameterError(f"{document.where} starts on {starts}: call the file {starts}.yaml.")
    criteria = {name: _criterion(name, entry) for name, entry in document.entries("criteria")}
    categories: dict[str, Category] = {}
    for name, entry in document.entries("categories"):
        categories[name] = _category(name, entry, criteria=criteria, outer=categories)
    _refuse_later([*criteria.values(), *categories.values()], starts, where=document.where)
    return CriteriaVersion(
        key=key, starts=starts, ends=None, act=document.words("act"), label=document.both("label"),
        source=document.words("source"), criteria=MappingProxyType(criteria),
        categories=MappingProxyType(categories), figures=figures(), note=_note(document),
    )  # fmt: skip


def _criterion(key: str, entry: Entry) -> Criterion:
    entry.only(*OF_CRITERION)
    figure = _figure(entry)
    comparison = entry.words("comparison")
    if comparison not in get_args(Comparison):
        raise ParameterError(
            f"{entry.where}: '{comparison}' is not a comparison. \"Overstiger\" is above, \"mindst\" is at_least, "
            "\"mindre end\" is below."
        )  # fmt: skip
    return Criterion(
        key=key,
        figure=figure.key,
        comparison=comparison,  # type: ignore[arg-type]
        limit=None if entry.has("reference") else _limit(entry, figure),
        reference=entry.words("reference") if entry.has("reference") else None,
        multiple=entry.number("multiple") if entry.has("reference") else None,
        unit=entry.words("unit"),
        population=entry.both("population"),
        window=entry.count("window"),
        paragraph=entry.words("paragraph"),
        source=entry.words("source"),
        starts=entry.day("from"),
        label=entry.both("label"),
        note=_note(entry),
    )


def _figure(entry: Entry) -> Figure:
    name, unit = entry.words("figure"), entry.words("unit")
    if name not in figures():
        raise ParameterError(f"{entry.where}: the figure '{name}' is not in figures.yaml. Add it there first.")
    if UNITS.get(unit) != figures()[name].unit:
        raise ParameterError(
            f"{entry.where}: the unit is '{unit}', but {name} is counted as {figures()[name].unit}. "
            "Write persons for persons and percent for a share."
        )
    return figures()[name]


def _limit(entry: Entry, figure: Figure) -> float:
    limit = entry.number("limit")
    if not 0 < limit <= figure.highest:
        raise ParameterError(f"{entry.where}: the limit {limit:g} is outside 0-{figure.highest:g}.")
    if figure.unit == "share" and limit < 1:
        raise ParameterError(f"{entry.where}: the limit {limit:g} is in percent. Write {limit * 100:g} for a share.")
    return round(limit / 100, 10) if figure.unit == "share" else limit


def _category(key: str, entry: Entry, *, criteria: Mapping[str, Criterion], outer: Mapping[str, Category]) -> Category:
    entry.only(*OF_CATEGORY)
    counted, gates = entry.names("criteria"), entry.names("gates")
    within = entry.words("within") if entry.has("within") else None
    _refuse_unknown([*counted, *gates], criteria, where=entry.where)
    _refuse_unknown([within] if within else [], outer, where=entry.where)
    needed = entry.count("needed") if counted else 0
    years = entry.count("years") if entry.has("years") else None
    if counted or years:
        entry.words("unit")
    if needed > len(counted) or (years and not within):
        raise ParameterError(
            f"{entry.where}: needed {needed} of {len(counted)} criteria, years {years}, within {within} cannot hold. "
            "needed is at most the number of criteria, and years need a category they are counted in."
        )
    return Category(
        key=key, label=entry.both("label"), today=entry.both("today"), criteria=counted, needed=needed, gates=gates,
        within=within, years=years, paragraph=entry.words("paragraph"), source=entry.words("source"),
        starts=entry.day("from"), note=_note(entry),
    )  # fmt: skip


def _refuse_unknown(names: Iterable[str], known: Mapping[str, object], *, where: str) -> None:
    for name in names:
        if name not in known:
            raise ParameterError(f"{where}: '{name}' is not described above. Described are {', '.join(known)}.")


def _refuse_later(values: Sequence[Criterion | Category], starts: date, *, where: str) -> None:
    for value in values:
        if value.starts > starts:
            raise ParameterError(f"{where}, {value.key}: holds from {value.starts}, but the version starts {starts}.")


def _note(entry: Entry) -> Text | None:
    return entry.both("note") if entry.has("note") else None
