"""Master data: what holds on a day, and a total that is never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knub.domain.master_data import DWELLING_KINDS, master_data_on
from knub.domain.personal import cpr_like
from knub.domain.timeline import Dated, newest_on

DAY = date(2026, 1, 1)


def held(on=DAY, **numbers):
    stated = {key: [Dated(DAY, Decimal(value), "BBR")] for key, value in numbers.items()}
    return master_data_on(on, numbers=stated, choices={}, texts={}, plans={})


def test_a_total_needs_all_four_kinds():
    assert held(family_dwellings=600, youth_dwellings=100, elderly_dwellings=100).dwellings is None
    assert held(**dict.fromkeys(DWELLING_KINDS, 10)).dwellings == 40


def test_a_stated_total_stands_and_a_difference_is_told():
    found = held(**dict.fromkeys(DWELLING_KINDS, 10), all_dwellings=41)
    assert (found.dwellings, found.added_dwellings, found.disagrees) == (41, 40, True)


def test_nothing_holds_the_day_before():
    assert held(date(2025, 12, 31), family_dwellings=600).family_dwellings is None


@given(st.dictionaries(st.dates(), st.integers(), min_size=1), st.dates())
def test_what_holds_is_the_newest_that_has_started(values, day):
    found = newest_on([Dated(on, value, "BBR") for on, value in values.items()], day)
    started = [on for on in values if on <= day]
    assert (found.starts if found else None) == max(started, default=None)


@pytest.mark.parametrize("text", ["010190-1234", "Født 010190 1234.", "(0101901234)", "3112991234", "010190–1234"])
def test_a_personal_number_is_seen(text):
    assert cpr_like(text) is not None


@pytest.mark.parametrize(
    "text", ["990190-1234", "5798000123456", "tlf. 8940 2000", "1.200 boliger i 2010-2024", "AL § 168 a"]
)
def test_other_numbers_are_left_alone(text):
    assert cpr_like(text) is None
