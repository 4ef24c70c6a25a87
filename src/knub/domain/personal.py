"""Tell what looks like a person's number in a text, so that it can be refused before it is stored."""

import re
from datetime import date

__all__ = ["cpr_like", "without_numbers"]

_TEN_DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[ \u00a0\u2010-\u2014-]?(\d{4})(?!\d)")
LEAP_YEAR = 2000


def cpr_like(text: str) -> str | None:
    """Return the first thing in a text that looks like a Danish personal number, or None.

    Six digits that are a day, month and year, then four more, with or without a hyphen or a space between. The check
    digit is not asked: since 2007 valid numbers need not have one.
    >>> cpr_like("Borgeren 010190-1234 har skrevet."), cpr_like("EAN 5798000123456, tlf. 89 40 20 00")
    ('010190-1234', None)
    """
    return next((found.group() for found in _TEN_DIGITS.finditer(text) if _is_day(found[1], found[2])), None)


def without_numbers(text: str) -> str:
    """Return a text with a dash in the place of each thing that looks like a personal number.

    >>> without_numbers("Borgeren 010190-1234 ringede. EAN 5798000123456.")
    'Borgeren – ringede. EAN 5798000123456.'
    """
    return _TEN_DIGITS.sub(lambda found: "–" if _is_day(found[1], found[2]) else found.group(), text)


def _is_day(day: str, month: str) -> bool:
    try:
        date(LEAP_YEAR, int(month), int(day))
    except ValueError:
        return False
    return True
