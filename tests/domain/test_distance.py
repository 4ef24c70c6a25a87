"""Distance in points and persons, in both directions, with its doubt."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knub.domain.criteria import known_met
from knub.domain.distance import distance
from knub.domain.errors import DistanceError
from knub.domain.values import Range
from knub.parameters import criteria_on, income_slope, population_shares, yearly_movements

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "distance.yaml").read_text())
CRITERIA = criteria_on(date(2019, 12, 1)).criteria
EXACT = Range(0.5, 0.5, 0.5)


def to_limit(key, value, *, limit, residents=2000.0, share=EXACT, decimals=1, **more):
    return distance(
        CRITERIA[key], value=value, residents=residents, limit=limit, population_share=share, decimals=decimals, **more
    )


@pytest.mark.parametrize("case", CASES, ids=[case["area"] for case in CASES])
def test_printed_persons_lie_in_the_interval(case):
    found = to_limit(
        "unattached", case["unattached"] / 100, limit=0.40, residents=case["residents"],
        share=population_shares()["unattached"], movement=yearly_movements()["unattached"].value,
    )  # fmt: skip
    assert found.persons_exact == case["ours"]
    assert found.persons_low <= case["printed_persons"] <= found.persons_high


def test_exactly_on_the_limit_is_not_above_and_one_person_meets_it():
    found = to_limit("unattached", 0.40, limit=0.40)
    assert (found.met, found.direction, found.persons) == (False, "to_be_met", 1)


def test_exactly_on_a_limit_of_at_least_is_met_and_one_person_leaves_it():
    found = to_limit("convicted", 0.0198, limit=0.0198, decimals=2)
    assert (found.met, found.direction, found.persons) == (True, "to_leave", 1)


def test_one_to_four_persons_are_never_told_as_a_number():
    found = to_limit("convicted", 0.0198, limit=0.0198, decimals=2)
    assert found.persons_text().da == "under 5 personer"


def test_leaving_takes_more_when_the_home_stands_empty():
    found = to_limit("unattached", 0.42, limit=0.40)
    assert {route.kind: route.persons for route in found.routes} == {
        "status_change": 20,  # 0.02 * 1000
        "leave_without_replacement": 34,  # 20 / 0.6
        "only_non_holders_move_in": 50,  # 20 / 0.4
    }


def test_income_is_told_as_persons_in_work():
    found = to_limit("income", 0.545, limit=0.55, slope=income_slope())
    assert (found.met, found.routes[0].kind, found.persons) == (True, "more_in_work", 14)  # 0.5 / 0.38 pct. of 1000


def test_the_special_condition_has_no_distance():
    with pytest.raises(DistanceError, match="non_western"):
        to_limit("non_western", 0.6, limit=0.5)


@given(st.integers(0, 1000), st.integers(1, 999), st.integers(100, 9000))
def test_one_step_less_does_not_turn_the_criterion(tenths, limit, residents):
    value, limit = tenths / 1000, limit / 1000
    found = to_limit("unattached", value, limit=limit, residents=float(residents))
    population = residents * 0.5
    toward = -1 if found.met else 1

    def met_after(persons):
        return bool(known_met(value + toward * persons / population, "above", limit))

    assert met_after(found.persons) != found.met
    assert found.persons == 0 or met_after(found.persons - 1) == found.met


@given(st.integers(0, 1000), st.integers(1, 999), st.integers(100, 3000), st.integers(2, 20))
def test_persons_grow_with_the_residents_and_points_do_not(tenths, limit, residents, factor):
    small = to_limit("unattached", tenths / 1000, limit=limit / 1000, residents=float(residents))
    large = to_limit("unattached", tenths / 1000, limit=limit / 1000, residents=float(residents * factor))
    assert (large.points, large.met) == (small.points, small.met)
    assert large.persons_exact == pytest.approx(small.persons_exact * factor, abs=0.06 * factor)
