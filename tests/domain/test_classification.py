"""Years, unknowns and properties that hold for any figures."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from knub.domain.classification import MET, NOT_MET, UNKNOWN, classify
from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.parameters import criteria_on, criteria_versions

LIMITS = {"convicted_3x_national": 0.0198, "convicted_2x_national": 0.0132}
SHARES = st.one_of(st.none(), st.integers(0, 1000).map(lambda tenths: tenths / 1000))
AREA = st.fixed_dictionaries({key: SHARES for key in FIGURE_KEYS if key != "residents"} | {
    "residents": st.one_of(st.none(), st.integers(0, 9000))
})  # fmt: skip
DAYS = st.sampled_from([version.starts for version in criteria_versions()])


def table(*areas, on=date(2019, 12, 1)):
    columns = {
        key: np.array([np.nan if area[key] is None else area[key] for area in areas], float) for key in FIGURE_KEYS
    }
    return FiguresTable(on, tuple(f"a{place}" for place in range(len(areas))), columns)


def outcome(*areas, on=date(2019, 12, 1), earlier=()):
    return classify(table(*areas, on=on), criteria_on(on), references=LIMITS, earlier=earlier)


PARALLEL = {
    "residents": 1500,
    "unattached": 0.5,
    "convicted": 0.03,
    "basic_education": 0.7,
    "income": 0.5,
    "non_western": 0.6,
}


def years(count, *, last=2022, **changed):
    earlier = []
    for year in range(last - count + 1, last + 1):
        area = {**PARALLEL, **changed.get(f"in_{year}", {})}
        earlier.append(outcome(area, on=date(year, 12, 1), earlier=tuple(earlier)))
    return earlier[-1].truth("transformation", "a0")


def test_the_fifth_year_as_parallel_society_makes_a_transformation_area():
    assert years(5) is True


def test_four_known_years_cannot_decide():
    assert years(4) is None


def test_one_year_off_the_list_breaks_the_row():
    assert years(5, in_2020={"non_western": 0.4}) is False


def test_years_of_other_criteria_are_unknown():
    assert years(5, last=2020) is None


@given(AREA, DAYS, st.sampled_from(FIGURE_KEYS))
@settings(max_examples=150, deadline=None)
def test_an_unknown_figure_never_decides(area, on, hidden):
    whole = outcome(area, on=on)
    without = outcome({**area, hidden: None}, on=on)
    for key, codes in without.categories.items():
        assert codes[0] in {UNKNOWN, whole.categories[key][0]}


@given(AREA, DAYS, st.sampled_from(["unattached", "convicted", "basic_education", "non_western"]), st.integers(1, 300))
@settings(max_examples=150, deadline=None)
def test_a_higher_figure_never_takes_a_category_away(area, on, figure, more):
    if area[figure] is None:
        return
    lower, higher = outcome(area, on=on), outcome({**area, figure: area[figure] + more / 1000}, on=on)
    for key, codes in lower.categories.items():
        if codes[0] == MET:
            assert higher.categories[key][0] == MET


@given(AREA, DAYS, st.integers(1, 300))
@settings(max_examples=100, deadline=None)
def test_a_higher_income_never_gives_a_category(area, on, more):
    if area["income"] is None:
        return
    lower, higher = outcome(area, on=on), outcome({**area, "income": area["income"] + more / 1000}, on=on)
    for key, codes in lower.categories.items():
        if codes[0] == NOT_MET:
            assert higher.categories[key][0] == NOT_MET


@given(AREA, DAYS, st.integers(2, 40))
@settings(max_examples=60, deadline=None)
def test_a_figure_and_its_limit_in_another_scale_give_the_same(area, on, factor):
    if area["convicted"] is None or criteria_on(on).criteria["convicted"].reference is None:
        return
    scaled = table({**area, "convicted": area["convicted"] * factor}, on=on)
    limits = {key: limit * factor for key, limit in LIMITS.items()}
    found = classify(scaled, criteria_on(on), references=limits).categories
    assert {key: codes.tolist() for key, codes in found.items()} == {
        key: codes.tolist() for key, codes in outcome(area, on=on).categories.items()
    }


@given(st.lists(AREA, min_size=1, max_size=8), DAYS)
@settings(max_examples=60, deadline=None)
def test_areas_do_not_touch_each_other(areas, on):
    together = outcome(*areas, on=on)
    for place, area in enumerate(areas):
        alone = outcome(area, on=on)
        assert {key: codes[place] for key, codes in together.categories.items()} == {
            key: codes[0] for key, codes in alone.categories.items()
        }


@given(AREA, DAYS)
@settings(max_examples=60, deadline=None)
def test_blocks_and_draws_give_the_same_as_one(area, on):
    one = outcome(area, on=on)
    single = table(area, on=on)
    draws = FiguresTable(
        on, single.areas, {key: np.broadcast_to(column, (3, 1)) for key, column in single.columns.items()}
    )
    many = classify(draws, criteria_on(on), references=LIMITS)
    for key, codes in many.categories.items():
        assert codes.tolist() == [[one.categories[key][0]]] * 3
