"""Numbers as Danish and English readers write them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

__all__ = ["day", "moment", "month", "number", "pct", "persons", "plain", "points", "tick"]

PERCENT_SIGN = {"da": " pct.", "en": " per cent"}
FEWEST_SHOWN = 5  # one to four persons are never told as a number


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


def month(found: date) -> str:
    """Return a month such as "juni 2022"."""
    return format_date(found, "F Y")


def moment(found: datetime) -> str:
    """Return a local time such as "8. december 2021 kl. 9.30" or "8 December 2021, 09:30"."""
    return f"{day(found)}, {found:%H:%M}" if _language() == "en" else f"{day(found)} kl. {found.hour}.{found:%M}"


def tick(value: float, *, is_share: bool) -> str:
    """Return the short text of a mark on an axis, with a decimal only where it has one."""
    written = plain(value, 0 if float(value).is_integer() else 1)
    return written + PERCENT_SIGN[_language()] if is_share else written


def points(found: float) -> str:
    """Return a distance in percentage points, such as "4,2 procentpoint over grænsen:"."""
    written = plain(abs(found), 1 if abs(found) >= 1 else 2)
    if found < 0:
        return _("%(points)s percentage points below the limit:") % {"points": written}
    return _("%(points)s percentage points above the limit:") % {"points": written}


def persons(count: int) -> str:
    """Return a number of persons; one to four are never told."""
    if 0 < count < FEWEST_SHOWN:
        return _("under %(count)s persons") % {"count": FEWEST_SHOWN}
    return _("%(count)s persons") % {"count": plain(count, 0)}
