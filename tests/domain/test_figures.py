"""Reading figures as people type them, with every problem at its row and column."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knub.domain.figures import parse
from knub.parameters import layout

DAY = date(2023, 12, 1)


def read(*rows, header=("Område", "Kategori", "Beboere", "Dømte", "Indkomst")):
    return parse([header, *rows], layout("official_list"), on=DAY)


@pytest.mark.parametrize(
    ("written", "residents"),
    [("1.698", 1698), ("1698", 1698), ("2 440", 2440), ("1,698", 1698), ("", None), ("-", None), ("..", None)],
)
def test_residents_are_read_as_typed(written, residents):
    table = read(["A", "", written, "", ""]).tables[0]
    assert table.value("residents", "A") == residents


@pytest.mark.parametrize(
    ("written", "share"), [("40,5", 0.405), ("40.5", 0.405), ("40,5 pct.", 0.405), ("40,5 %", 0.405), ("41", 0.41)]
)
def test_shares_are_read_as_typed(written, share):
    assert read(["A", "", "", "", written]).tables[0].value("income", "A") == pytest.approx(share)


def test_every_problem_is_named_with_row_and_column():
    parsed = read(["A", "foo", "x", "2,1", ""], ["", "", "1500", "", ""], ["A", "", "", "140", ""])
    assert [(problem.row, problem.column, problem.code) for problem in parsed.problems] == [
        (2, "residents", "number"),
        (2, "category", "category"),
        (3, "area_id", "no_area"),
        (4, "convicted_pct", "range"),
        (4, "area_id", "twice"),
    ]


def test_a_category_brings_those_it_lies_within():
    parsed = read(["A", "Omdannelsesområde", "", "", ""])
    assert parsed.listings[DAY, "A"] == {"vulnerable", "parallel_society", "transformation"}


def test_a_missing_column_is_said_before_anything_else():
    parsed = parse([["navn"], ["A"]], layout("key_figures"), on=DAY)
    assert {problem.column for problem in parsed.problems} >= {"residents", "convicted_pct"}


def test_a_category_may_be_only_proposed():
    parsed = read(["A", "Foreslået parallelsamfund", "", "", ""], ["B", "ikke på listen", "", "", ""])
    assert (parsed.proposed, parsed.listings) == (
        {(DAY, "A"): {"vulnerable", "parallel_society"}},
        {(DAY, "B"): frozenset()},
    )


def test_more_cells_than_headings_are_a_problem():
    header, row = ["område", "dømte", "indkomst"], ["A", "2", "50", "54", "0"]
    problems = parse([header, [], row], layout("official_list"), on=DAY).problems
    assert [(problem.row, problem.code) for problem in problems] == [(3, "wide")]


def test_a_heading_that_stands_twice_is_a_problem():
    problems = parse([["Område", "Dømte", "dømte "], ["A", "2", "3"]], layout("official_list"), on=DAY).problems
    assert [(problem.row, problem.column, problem.code) for problem in problems] == [(1, "dømte", "column_twice")]


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=8))
def test_no_table_whatever_breaks_the_reading(rows):
    parsed = parse(rows, layout("official_list"), on=DAY)
    for table in parsed.tables:
        assert all(
            np.isnan(column).all() or (column[~np.isnan(column)] >= 0).all() for column in table.columns.values()
        )
