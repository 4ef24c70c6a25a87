"""The geometry of charts: round marks, gaps where something is unknown, and no line across a break."""

from datetime import date
from itertools import pairwise

import pytest

from knub.ui.charts import LEFT, RIGHT, WIDTH, Break, Chart, Series, draw, scale, ticks


def decembers(*values, first=2015):
    return [(date(first + place, 12, 1), value) for place, value in enumerate(values)]


def drawn(values, *, limits=(), breaks=()):
    series = [Series("tallet", "figure", values)]
    if limits:
        series.append(Series("grænsen", "limit", limits))
    return draw(Chart("key", "title", "summary", "share", series, breaks), text_of=str)


def pieces(drawing, line=0):
    return [len(piece.split()) for piece in drawing.lines[line].pieces]


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (38.2, 61.0, [30, 40, 50, 60, 70]),
        (0.3, 2.9, [0, 1, 2, 3]),
        (1.71, 2.26, [1.6, 1.8, 2.0, 2.2, 2.4]),
        (1000, 9238, [0, 5000, 10000]),
        (55, 55, [54, 54.5, 55, 55.5, 56]),
    ],
)
def test_ticks_are_round_and_cover_the_values(low, high, marks):
    assert ticks(low, high) == marks
    assert marks[0] <= low
    assert marks[-1] >= high


def test_scale_keeps_proportions_and_may_turn_round():
    assert [scale(value, 0, 10, 100, 200) for value in (0, 2.5, 10)] == [100, 125, 200]
    assert scale(2.5, 0, 10, 200, 100) == 175


def test_a_known_series_is_one_line():
    drawing = drawn(decembers(43.1, 42.0, 41.5))
    assert pieces(drawing) == [3]
    assert len(drawing.lines[0].dots) == 3


def test_an_unknown_value_is_a_gap():
    drawing = drawn(decembers(43.1, 42.0, None, 41.5, 40.2))
    assert pieces(drawing) == [2, 2]
    assert len(drawing.lines[0].dots) == 4


def test_a_lone_value_is_a_dot_without_a_line():
    drawing = drawn(decembers(43.1, None, 41.5))
    assert pieces(drawing) == []
    assert len(drawing.lines[0].dots) == 2


@pytest.mark.parametrize("day", [date(2017, 12, 1), date(2017, 3, 1)])
def test_no_line_crosses_a_break_in_the_definition(day):
    drawing = drawn(decembers(43.1, 42.0, 41.5, 40.2), breaks=[Break(day, "ny opgørelse")])
    assert pieces(drawing) == [2, 2]
    assert len(drawing.breaks) == 1


def test_the_limit_is_a_step_line_that_stops_at_a_break_and_where_it_is_unknown():
    limits = decembers(2.70, 2.70, 2.26, None, 2.03)
    drawing = drawn(decembers(3, 3, 3, 3, 3), limits=limits, breaks=[Break(date(2017, 6, 1), "ny grænse")])
    first, second, third = drawing.lines[1].pieces
    break_at = drawing.breaks[0].at
    assert first.split()[-1].startswith(f"{break_at},")
    assert len(first.split()) == 4
    assert len(second.split()) == 2
    assert third.split()[-1].startswith(f"{WIDTH - RIGHT}")
    assert drawing.lines[1].dots == []


def test_nothing_is_drawn_where_only_the_limit_is_known():
    assert drawn(decembers(None, None), limits=decembers(40, 40)) is None


def test_years_stand_below_their_last_list_and_never_on_top_of_each_other():
    days = [(date(year, 12, 1), 1.0) for year in range(2000, 2025)]
    drawing = drawn([(date(2024, 2, 1), 1.0), *days])
    places = [tick.at for tick in drawing.years]
    assert drawing.years[-1].text == "2024"
    assert drawing.years[-1].at == max(dot.x for dot in drawing.lines[0].dots)
    assert min(after - before for before, after in pairwise(places)) >= 40
    assert min(places) >= LEFT
