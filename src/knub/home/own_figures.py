"""A reader's own figures, classified like the lists; nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knub.areas.intake import read_text
from knub.domain.classification import Classification, classify
from knub.domain.explanation import Explanation, Reason, explain_all
from knub.domain.figures import FIGURE_KEYS, FiguresTable, Parsed, parse
from knub.domain.values import Text
from knub.home.area_page import GATE_FIGURE, FigureBox, distance_of
from knub.parameters import before_first_criteria, criteria_on, figures, layout, references_on

LIMIT_KEYS = {"limit_3x": "convicted_3x_national", "limit_2x": "convicted_2x_national"}


@dataclass(frozen=True)
class Answer:
    """What the criteria make of the figures of one area on one day."""

    area: str
    on: date
    version: Text
    explanations: tuple[Explanation, ...]
    boxes: tuple[FigureBox, ...]
    residents: Reason
    gate: Reason


def typed(values: Mapping[str, str], name: str, on: date) -> Parsed:
    """Return the figures of one area as typed in the form's fields."""
    header = ["area_id", *(figures()[key].column for key in FIGURE_KEYS)]
    row = [name, *(values.get(key, "") for key in FIGURE_KEYS)]
    return own(parse([header, row], layout("key_figures"), on=on))


def pasted(text: str, on: date) -> Parsed:
    """Return the figures of a pasted table; IntakeError if it cannot be read."""
    parsed = own(parse(read_text(text), layout("official_list"), on=on))
    return replace(parsed, problems=(*parsed.problems, *before_first_criteria(parsed)))


def own(parsed: Parsed) -> Parsed:
    """Return the same with every table marked as a reader's own, so that unknown means not given."""
    return replace(parsed, tables=tuple(replace(table, own=True) for table in parsed.tables))


def answers(tables: Sequence[FiguresTable], limits: Mapping[str, float]) -> list[Answer]:
    """Return an answer per area and day; earlier days count for the categories that ask for several years.

    limits : reference key -> share, as the reader has it from the list; it goes before what KNUB knows
    """
    earlier: list[Classification] = []
    found = []
    for table in tables:
        outcome = classify(
            table, criteria_on(table.on), references={**references_on(table.on), **limits}, earlier=earlier
        )
        earlier.append(outcome)
        found += [_answer(area, table, outcome) for area in table.areas]
    return found


def _answer(area: str, table: FiguresTable, outcome: Classification) -> Answer:
    explanations = explain_all(table, outcome, area)
    reasons = {reason.key: reason for one in explanations for reason in one.reasons}
    boxes = [
        FigureBox(reason, distance_of(area, table, outcome, reason.key), figures()[reason.key].decimals)
        for reason in explanations[0].reasons
        if reason.kind == "criterion" and reason.key != GATE_FIGURE
    ]
    return Answer(
        area=area,
        on=table.on,
        version=outcome.version.label,
        explanations=explanations,
        boxes=tuple(boxes),
        residents=reasons["residents"],
        gate=reasons[GATE_FIGURE],
    )
