"""Worked examples of duties and deadlines, readable by a lawyer."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from knub.domain.deadlines import closed_on, days_between, days_due
from knub.domain.duties import ListedOn, duties
from knub.domain.rules import Due
from knub.domain.values import Text
from knub.parameters import rule_book

CASES = Path(__file__).parents[1] / "cases" / "duties"
EVERY = frozenset({"vulnerable", "parallel_society", "transformation", "prevention"})
SAYS = Text("x", "x")


def cases(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text())["cases"]


def listed_on(day, said):
    if said == "not_loaded":
        return ListedOn(day, frozenset(), frozenset())
    if isinstance(said, dict):
        return ListedOn(day, frozenset(), frozenset(said["known"]))
    return ListedOn(day, frozenset(said), EVERY)


def answers(case):
    history = [listed_on(day, said) for day, said in case["lists"].items()]
    return {duty.rule.key: duty for duty in duties(rule_book().rules.values(), history, on=case["asked"])}


def stated(duty, expected):
    if duty is None:
        return "absent"
    if expected == "absent":
        return duty
    found = {name: getattr(duty, name) for name in expected if name != "days"}
    return found | ({"days": [day.on for day in duty.days]} if "days" in expected else {})


@pytest.mark.parametrize("case", cases("status"), ids=lambda case: case["name"])
def test_a_case_has_the_duties_the_acts_give(case):
    found = answers(case)
    assert {key: stated(found.get(key), expected) for key, expected in case["expect"].items()} == case["expect"]


@pytest.mark.parametrize("case", cases("deadlines"), ids=lambda case: str(case["day"]))
def test_a_closed_day_is_said(case):
    closed = closed_on(case["day"])
    assert (closed.da if closed else None) == case["closed"]


def test_a_deadline_on_a_closed_day_is_not_moved():
    (day,) = days_due(Due(SAYS, months_after_listing=6), listed=date(2018, 12, 1), on=date(2018, 12, 1))
    assert (day.on, day.closed.da, day.closed.en) == (date(2019, 6, 1), "lørdag", "a Saturday")


def test_a_yearly_day_comes_once_in_each_year():
    found = days_between(Due(SAYS, yearly=(12, 1)), listed=None, first=date(2026, 12, 1), last=date(2028, 11, 30))
    assert [day.on for day in found] == [date(2026, 12, 1), date(2027, 12, 1)]


def test_the_order_of_the_history_does_not_matter():
    history = [ListedOn(date(2018 + n, 12, 1), frozenset({"vulnerable"} if n < 3 else ()), EVERY) for n in range(6)]
    rules = rule_book().rules.values()
    assert duties(rules, history, on=date(2024, 1, 1)) == duties(rules, history[::-1], on=date(2024, 1, 1))


def test_what_is_after_the_day_does_not_count():
    history = [
        ListedOn(date(2018, 12, 1), frozenset({"vulnerable"}), EVERY),
        ListedOn(date(2019, 12, 1), frozenset(), EVERY),
    ]
    rule = rule_book().rules["refugee-placement-ban"]
    assert [one.state for one in duties([rule], history, on=date(2019, 11, 30))] == ["applies"]


def test_an_unknown_list_in_between_is_said():
    listed = frozenset({"vulnerable"})
    history = [ListedOn(date(2021, 12, 1), listed, EVERY), ListedOn(date(2022, 12, 1), frozenset(), frozenset()),
               ListedOn(date(2023, 12, 1), listed, EVERY)]  # fmt: skip
    (found,) = duties([rule_book().rules["refugee-placement-ban"]], history, on=date(2024, 1, 1))
    assert (found.state, found.listed, found.certain) == ("applies", date(2021, 12, 1), False)
