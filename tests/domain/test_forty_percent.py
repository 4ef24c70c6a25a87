"""The rule on 40 per cent: the worked example, what is counted, rounding, and what each measure does."""

import pytest

from knub.domain.errors import StockError
from knub.domain.forty_percent import GOAL, Counting, Measure, Stock, after, share

ALL = Counting(demolished=True, business=True)


def test_the_worked_example():
    start = Stock(family=1000, others=0, business=7500)  # 2010: 1,000 dwellings, all public family; 7,500 m² business
    measures = [Measure("demolish", 200), Measure("sell", 100), Measure("convert", 100), Measure("build", 400)]
    done = after(start, measures)
    assert (done.family, done.dwellings, done.demolished) == (600, 1200, 200)
    counted = share(done, ALL)
    assert (counted.business, counted.total, counted.value) == (100, 1500, 0.4)  # 600 / (1200 + 200 + 100)
    assert counted.meets(GOAL)  # at most
    without = share(done, Counting(demolished=False, business=True))
    assert round(without.value, 3) == 0.462  # 600 / 1300
    assert not without.meets(GOAL)


@pytest.mark.parametrize(("rounding", "dwellings"), [("none", 100 + 50 / 75), ("down", 100), ("nearest", 101)])
def test_business_floor_area_is_rounded_as_one_chooses(rounding, dwellings):
    counted = share(Stock(10, 10, business=7550), Counting(demolished=False, business=True, rounding=rounding))
    assert counted.business == pytest.approx(dwellings)


def test_a_dispensation_sets_another_target():
    assert share(Stock(55, 45), ALL).meets(0.60)
    assert not share(Stock(61, 39), ALL).meets(0.60)


@pytest.mark.parametrize(
    ("measure", "move"),
    [(Measure("demolish", 20), 20), (Measure("build", 20), 0), (Measure("sell", 20), None), (Measure("sell", 20, 7), 7),
     (Measure("convert", 20, 0), 0)],
)  # fmt: skip
def test_the_homes_whose_tenants_must_move_are_never_guessed(measure, move):
    assert measure.tenants_move == move


def test_more_than_there_is_cannot_be_demolished():
    with pytest.raises(StockError, match="only 80 are left"):
        after(Stock(100, 0), [Measure("sell", 20), Measure("demolish", 90)])


@pytest.mark.parametrize("numbers", [(0, 0), (-1, 5)])
def test_an_area_must_have_dwellings(numbers):
    with pytest.raises(StockError):
        Stock(*numbers)


def test_one_dwelling_moves_the_share_by_what_the_page_says():
    before, moved = share(Stock(40, 60), ALL), share(Stock(41, 59), ALL)
    assert moved.value - before.value == pytest.approx(before.of_one_dwelling)
