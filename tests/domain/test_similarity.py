"""Areas that resemble each other: by figures and size, by history where figures are missing, never by origin."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.domain.similarity import COMPARED, alike

DAY = date(2019, 12, 1)
AREAS = ("a", "b", "c", "d")
share = st.one_of(st.floats(0, 1), st.just(float("nan")))
persons = st.one_of(st.floats(500, 9000), st.just(float("nan")))
column = st.lists(share, min_size=4, max_size=4)
history = st.fixed_dictionaries(
    {
        area: st.dictionaries(st.sampled_from([date(2018, 12, 1), DAY]), st.sampled_from(["", "vulnerable"]))
        for area in AREAS
    }
)


def table(columns):
    return FiguresTable(DAY, AREAS, {key: np.array(values, dtype=float) for key, values in columns.items()})


figures = st.fixed_dictionaries(
    {key: st.lists(persons, min_size=4, max_size=4) if key == "residents" else column for key in COMPARED}
)


@given(columns=figures, origin=column, past=history)
def test_where_residents_come_from_changes_nothing(columns, origin, past):
    without = alike("a", table(columns), among=AREAS, history=past)
    with_it = alike("a", table({**columns, "non_western": origin}), among=AREAS, history=past)
    assert without == with_it


def test_it_is_the_only_figure_that_is_left_out():
    assert set(FIGURE_KEYS) - set(COMPARED) == {"non_western"}


@given(columns=figures, past=history)
def test_the_distance_is_the_same_both_ways_and_the_nearest_comes_first(columns, past):
    found = alike("a", table(columns), among=AREAS, history=past)
    assert [(one.by_history, one.distance) for one in found] == sorted((one.by_history, one.distance) for one in found)
    for one in found:
        back = {other.area: other for other in alike(one.area, table(columns), among=AREAS, history=past)}["a"]
        assert back.distance == pytest.approx(one.distance)


def test_the_drivers_are_the_figures_in_which_they_are_closest():
    columns = {"residents": [1000, 4000], "unattached": [0.40, 0.40], "income": [0.50, 0.52], "convicted": [0.01, 0.03]}
    found = FiguresTable(DAY, ("a", "b"), {key: np.array(values) for key, values in columns.items()})
    (one,) = alike("a", found, among=["b"], history={})
    assert (one.drivers[0], one.on, one.by_history) == ("unattached", DAY, False)


def test_the_same_figures_are_no_distance():
    columns = {key: [2000.0 if key == "residents" else 0.4] * 4 for key in COMPARED}
    assert {one.distance for one in alike("a", table(columns), among=AREAS, history={})} == {0.0}


def test_where_figures_are_missing_history_and_size_decide():
    columns = {"residents": [1000, 1000, 4000, 1000]}
    years = {date(2018, 12, 1): "vulnerable", DAY: "vulnerable"}
    past = {"a": years, "b": years, "c": years, "d": {DAY: ""}}
    found = alike("a", table(columns), among=AREAS, history=past)
    assert [(one.area, one.by_history, one.drivers, one.on) for one in found] == [
        ("b", True, ("residents",), DAY),
        ("c", True, ("residents",), DAY),
    ]


def test_history_alone_is_enough_for_areas_that_the_list_has_no_figures_of():
    past = {"x": {DAY: "vulnerable"}, "y": {DAY: "vulnerable"}, "z": {DAY: ""}}
    found = alike("x", table({}), among=["y", "z"], history=past)
    assert [(one.area, one.distance, one.drivers) for one in found] == [("y", 0.0, ())]
