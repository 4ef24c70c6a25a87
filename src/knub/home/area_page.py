"""What the page of an area says, worked out from facts; the page itself only lays it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from knub.areas.queries import ListStatus, PublishedNumber
from knub.domain.classification import Classification
from knub.domain.distance import DISTANCE_FIGURES, Distance, distance
from knub.domain.explanation import Explanation, Reason, explain, explain_all
from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.domain.values import Text
from knub.parameters import (
    KnownFault,
    breaks,
    criteria_on,
    figures,
    income_slope,
    known_faults,
    population_shares,
    yearly_movements,
)
from knub.ui.charts import Break, Chart, Series
from knub.ui.formats import number, pct

Computed = tuple[FiguresTable, Classification]
GATE_FIGURE = "non_western"


@dataclass(frozen=True)
class FigureBox:
    """One of the four criteria on a list: its reason, and how far it was from the limit where that is known."""

    reason: Reason
    distance: Distance | None
    decimals: int


@dataclass(frozen=True)
class Why:
    """Why an area had its category on a list: computed beside official, and where they differ."""

    on: date
    explanation: Explanation
    others: tuple[Explanation, ...]
    boxes: tuple[FigureBox, ...]
    residents: Reason | None
    gate: Reason | None
    official: ListStatus
    known_figures: int

    @property
    def differs(self) -> bool:
        """Whether the computed status is known and another than the official one."""
        computed, listed = self.explanation.truth, self.explanation.category in self.official.categories
        return computed is not None and self.official.known and computed != listed


def why(area: str, computed: Computed, official: ListStatus) -> Why:
    """Return why an area had its category on a list."""
    table, classification = computed
    chosen = explain(table, classification, area, official.innermost)
    base = explain_all(table, classification, area)[0]
    gates = {reason.key: reason for one in explain_all(table, classification, area) for reason in one.reasons}
    counted = [reason for reason in base.reasons if reason.key in DISTANCE_FIGURES]
    return Why(
        on=table.on,
        explanation=chosen,
        others=tuple(one for one in explain_all(table, classification, area) if one.category != chosen.category),
        boxes=tuple(_box(area, table, classification, reason) for reason in counted),
        residents=gates.get("residents"),
        gate=gates.get(GATE_FIGURE),
        official=official,
        known_figures=sum(table.value(figure, area) is not None for figure in FIGURE_KEYS),
    )


def distance_of(area: str, table: FiguresTable, classification: Classification, key: str) -> Distance | None:
    """Return how far an area is from the limit of one of the four criteria; None where something is unknown."""
    criterion = classification.version.criteria[key]
    value, residents = table.value(criterion.figure, area), table.value("residents", area)
    limit = classification.limits[key]
    if value is None or residents is None or limit is None:
        return None
    return distance(
        criterion,
        value=value,
        residents=residents,
        limit=limit,
        population_share=population_shares()[criterion.figure],
        decimals=figures()[criterion.figure].decimals,
        movement=yearly_movements()[criterion.figure].value,
        slope=income_slope() if criterion.figure == "income" else None,
    )


def _box(area: str, table: FiguresTable, classification: Classification, reason: Reason) -> FigureBox:
    return FigureBox(reason, distance_of(area, table, classification, reason.key), figures()[reason.key].decimals)


def fullest(done: Mapping[date, Computed], area: str) -> date | None:
    """Return the newest list with figures of the area, before those with none; None if there is none."""
    with_figures = [on for on, (table, _outcome) in done.items() if _count(table, area) > 1]
    return max(with_figures, default=None)


def _count(table: FiguresTable, area: str) -> int:
    return sum(table.value(figure, area) is not None for figure in FIGURE_KEYS)


def charts(area: str, done: Mapping[date, Computed], language: str) -> list[Chart]:
    """Return a chart per figure with its limit on each list, and the breaks in how it is measured."""
    return [_chart(area, done, figure, language) for figure in FIGURE_KEYS if _known(area, done, figure)]


def _known(area: str, done: Mapping[date, Computed], figure: str) -> bool:
    return any(table.value(figure, area) is not None for table, _outcome in done.values())


def _chart(area: str, done: Mapping[date, Computed], figure: str, language: str) -> Chart:
    about = figures()[figure]
    share = about.unit == "share"
    values = [(on, _scaled(table.value(figure, area), share=share)) for on, (table, _outcome) in done.items()]
    series = [Series(about.label.in_language(language), "figure", values)]
    if figure != GATE_FIGURE:
        limits = [(on, _scaled(_limit(outcome, figure), share=share)) for on, (_table, outcome) in done.items()]
        series.append(Series(_("Limit in the act"), "limit", limits))
    return Chart(
        key=figure,
        title=about.label.in_language(language),
        summary=_summary(values, about.decimals, share=share),
        unit=about.unit,
        series=series,
        breaks=_breaks(area, figure, language),
        decimals=about.decimals,
    )


def _limit(outcome: Classification, figure: str) -> float | None:
    return outcome.limits.get(figure)


def _scaled(value: float | None, *, share: bool) -> float | None:
    return value * 100 if value is not None and share else value


def _summary(values: Sequence[tuple[date, float | None]], decimals: int, *, share: bool) -> str:
    known = [(on, value) for on, value in values if value is not None]
    first, last = known[0], known[-1]

    def written(value: float) -> str:
        return pct(value / 100, decimals) if share else number(value)

    if len(known) == 1:
        return _("One known number: %(value)s on the list of %(year)s.") % {
            "value": written(first[1]),
            "year": first[0].year,
        }
    return _("From %(first)s (%(from)s) to %(last)s (%(to)s), with %(count)s known numbers.") % {
        "first": written(first[1]),
        "from": first[0].year,
        "last": written(last[1]),
        "to": last[0].year,
        "count": len(known),
    }


def _breaks(area: str, figure: str, language: str) -> list[Break]:
    return [Break(one.starts, one.text.in_language(language)) for one in breaks() if one.touches(figure, area)]


def faults_of(area: str) -> list[KnownFault]:
    """Return what is known to be wrong or doubtful about an area's numbers."""
    return [fault for fault in known_faults() if fault.area == area]


def sources_of(numbers: Iterable[PublishedNumber], statuses: Iterable[ListStatus]) -> dict[str, list[date]]:
    """Return each source with the lists it was used for, newest first."""
    found: dict[str, set[date]] = {}
    pairs = [(number.source, number.on) for number in numbers] + [(status.source, status.on) for status in statuses]
    for written, on in pairs:
        for source in filter(None, written.split(";")):
            found.setdefault(source, set()).add(on)
    return {source: sorted(days, reverse=True) for source, days in found.items()}


def status_text(status: ListStatus | None) -> Text | None:
    """Return what the newest known list says of an area, in the words of the act of its day."""
    if status is None or status.innermost is None:
        return None
    return criteria_on(status.on).names_of(status.innermost)


def copy_text(name: str, statuses: Sequence[ListStatus], reasons: Why | None, language: str, address: str) -> str:
    """Return the status and the reasons as plain text with source and date, to paste into a case."""
    lines = [name, ""]
    for status in reversed(statuses):
        category = status_text(status)
        lines.append(f"{status.on:%d.%m.%Y}: {category.in_language(language) if category else _absent(status)}")
    if reasons is not None:
        lines += ["", _("Reasons, list of %(day)s:") % {"day": f"{reasons.on:%d.%m.%Y}"}]
        lines += [f"- {reason.text.in_language(language)}" for reason in reasons.explanation.reasons]
    source = _("Source: KNUB, %(address)s. The official list decides; reasons are an estimate.")
    lines += ["", source % {"address": address}]
    return "\n".join(lines)


def _absent(status: ListStatus) -> str:
    return _("not on the list") if status.known else _("not known whether the area was on the list")
