"""Numbers as Danish and English readers write them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

__all__ = ["day", "number", "pct", "plain"]

PERCENT_SIGN = {"da": " pct.", "en": " per cent"}


def _language() -> str:
    return "en" if (get_language() or "da").startswith("en") else "da"


def plain(value: Decimal | float, decimals: int) -> str:
    """Return a number with thousands and decimals as the language has them; halves round up."""
    rounded = Decimal(repr(value) if isinstance(value, float) else value).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP
    )
    written = f"{rounded:,.{decimals}f}"
    return written if _language() == "en" else written.translate(str.maketrans(",.", ".,"))


def pct(share: Decimal | float | None, decimals: int = 1) -> str:
    """Return a share 0-1 as percent, such as "40,5 pct."; empty if unknown."""
    if share is None or share != share:  # noqa: PLR0124 - not a number differs from itself
        return ""
    hundred = Decimal(repr(float(share))) * 100
    return plain(hundred, decimals) + PERCENT_SIGN[_language()]


def number(value: Decimal | float | None) -> str:
    """Return a whole number with thousands; empty if unknown."""
    if value is None or value != value:  # noqa: PLR0124 - not a number differs from itself
        return ""
    return plain(value, 0)


def day(found: date) -> str:
    """Return a date such as "1. december 2023" or "1 December 2023"."""
    return format_date(found, "j F Y" if _language() == "en" else "j. F Y")
