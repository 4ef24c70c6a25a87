"""Numbers, shares and times as Danish and English readers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils.translation import override

from knub.ui import formats


@pytest.mark.parametrize(
    ("share", "decimals", "danish", "english"),
    [
        (0.405, 1, "40,5 pct.", "40.5 per cent"),
        (0.4, 1, "40,0 pct.", "40.0 per cent"),
        (0.0395, 2, "3,95 pct.", "3.95 per cent"),
        (Decimal("0.5825"), 1, "58,3 pct.", "58.3 per cent"),  # half up, not to the even neighbour
        (0.145, 0, "15 pct.", "15 per cent"),  # 14.499999999999998 in binary
        (float("nan"), 1, "", ""),
        (None, 1, "", ""),
    ],
)
def test_pct_writes_a_share(share, decimals, danish, english):
    with override("da"):
        assert formats.pct(share, decimals) == danish
    with override("en"):
        assert formats.pct(share, decimals) == english


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (1698, "1.698", "1,698"),
        (999.0, "999", "999"),
        (1234567, "1.234.567", "1,234,567"),
        (None, "", ""),
        (0, "0", "0"),
    ],
)
def test_number_writes_thousands(value, danish, english):
    with override("da"):
        assert formats.number(value) == danish
    with override("en"):
        assert formats.number(value) == english


def test_day_is_written_in_full():
    with override("da"):
        assert formats.day(date(2023, 12, 1)) == "1. december 2023"
    with override("en"):
        assert formats.day(date(2023, 12, 1)) == "1 December 2023"


@pytest.mark.parametrize(
    ("moment", "danish"),
    [
        (datetime(2021, 12, 8, 8, 5, tzinfo=UTC), "8. december 2021 kl. 9.05"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29. marts 2026 kl. 1.59"),  # the minute before summer time
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29. marts 2026 kl. 3.00"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "25. oktober 2026 kl. 2.00"),  # the second time it is two
    ],
)
def test_moment_is_the_time_in_copenhagen(moment, danish):
    page = engines["django"].from_string("{% load ui %}{{ when|moment }}")
    with override("da"):
        written = page.render({"when": moment})
    assert written.startswith('<time datetime="')
    assert written.endswith(f">{danish}</time>")


@pytest.mark.parametrize(
    ("count", "danish"), [(0, "0 personer"), (1, "under 5 personer"), (4, "under 5 personer"), (5, "5 personer")]
)
def test_one_to_four_persons_are_never_told(count, danish):
    with override("da"):
        assert formats.persons(count) == danish


@pytest.mark.parametrize(
    ("value", "is_share", "danish"), [(40.0, True, "40 pct."), (2.5, True, "2,5 pct."), (8000, False, "8.000")]
)
def test_tick_has_a_decimal_only_where_it_needs_one(value, is_share, danish):
    with override("da"):
        assert formats.tick(value, is_share=is_share) == danish
