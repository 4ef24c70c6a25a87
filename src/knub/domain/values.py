"""Small values that check themselves, the Danish order of names, and numbers as they are written."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import numpy as np
import numpy.typing as npt

from knub.domain.errors import ParameterError

__all__ = [
    "BoolArray", "FloatArray", "IntArray", "Range", "Text", "danish_key", "day_text", "is_cvr", "is_gln", "kroner",
    "number", "percent",
]  # fmt: skip

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int8]
BoolArray = npt.NDArray[np.bool_]

MOST_DECIMALS = 4
_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y"})
_DANISH_MARKS = str.maketrans(",.", ".,")
GLN_DIGITS, CVR_DIGITS = 13, 8
CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
MONTHS = (
    ("januar", "January"), ("februar", "February"), ("marts", "March"), ("april", "April"), ("maj", "May"),
    ("juni", "June"), ("juli", "July"), ("august", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One text in Danish and English.

    >>> Text("Beboere", "Residents").in_language("en")
    'Residents'
    """

    da: str
    en: str

    def in_language(self, language: Literal["da", "en"] | str) -> str:
        """Return the English text for `en`, else the Danish one."""
        return self.en if language.startswith("en") else self.da


@dataclass(frozen=True)
class Range:
    """A number that is not known exactly: low, the value to use, high, and who says so.

    >>> Range(0.55, 0.59, 0.67).width
    0.12
    """

    low: float
    value: float
    high: float
    unit: str = ""
    source: str = ""
    confidence: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ParameterError(
                f"A range goes from low over value to high, but {self.low}, {self.value}, {self.high} does not."
            )

    @property
    def width(self) -> float:
        """Return how far it is from low to high."""
        return round(self.high - self.low, 9)


def danish_key(name: str) -> str:
    """Return a key that sorts names as Danish readers expect: æ, ø, å last, aa as å, numbers by size.

    >>> sorted(["Ølgod", "Aarhus", "Zealand", "Ærø", "Albertslund"], key=danish_key)
    ['Albertslund', 'Zealand', 'Ærø', 'Ølgod', 'Aarhus']
    """
    folded = name.casefold().replace("aa", "å").translate(_LAST_LETTERS)
    return re.sub(r"\d+", lambda digits: digits.group().zfill(6), folded)


def number(value: float, *, decimals: int = 0) -> Text:
    """Return a number as it is written, with at least so many decimals, and more where the value has them.

    >>> number(1000), number(40.0, decimals=1).da, number(2.175, decimals=2).da
    (Text(da='1.000', en='1,000'), '40,0', '2,175')
    """
    exact = f"{round(value, MOST_DECIMALS):,.{MOST_DECIMALS}f}"
    whole, _, fraction = exact.partition(".")
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    english = f"{whole}.{fraction}" if fraction else whole
    return Text(english.translate(_DANISH_MARKS), english)


def percent(share: float, *, decimals: int = 0) -> Text:
    """Return a share as it is written.

    >>> percent(0.405, decimals=1)
    Text(da='40,5 pct.', en='40.5 per cent')
    """
    written = number(share * 100, decimals=decimals)
    return Text(f"{written.da} pct.", f"{written.en} per cent")


def kroner(amount: Decimal) -> Text:
    """Return an amount in Danish kroner as it is written; øre only where there are any.

    >>> kroner(Decimal("5000")), kroner(Decimal("1250.5")).da
    (Text(da='5.000 kr.', en='DKK 5,000'), '1.250,50 kr.')
    """
    english = f"{amount:,.2f}".removesuffix(".00")
    return Text(f"{english.translate(_DANISH_MARKS)} kr.", f"DKK {english}")


def day_text(day: date) -> Text:
    """Return a date in full.

    >>> day_text(date(2026, 8, 23))
    Text(da='23. august 2026', en='23 August 2026')
    """
    danish, english = MONTHS[day.month - 1]
    return Text(f"{day.day}. {danish} {day.year}", f"{day.day} {english} {day.year}")


def is_gln(digits: str) -> bool:
    """Return whether a text is a GLN (EAN-nummer): 13 digits, the last a check of the others.

    Source: GS1 General Specifications, section 7.9, check digit of GS1 keys.
    >>> is_gln("5798000000001"), is_gln("5798000000002"), is_gln("579800000000")
    (True, False, False)
    """
    if len(digits) != GLN_DIGITS or not (digits.isascii() and digits.isdecimal()):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def is_cvr(digits: str) -> bool:
    """Return whether a text is a CVR number: 8 digits whose weighted sum is divisible by 11.

    Source: Erhvervsstyrelsen, the modulus 11 check of CVR numbers.
    >>> is_cvr("64942212"), is_cvr("64942213"), is_cvr("6494221")
    (True, False, False)
    """
    if len(digits) != CVR_DIGITS or not (digits.isascii() and digits.isdecimal()) or digits[0] == "0":
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, CVR_WEIGHTS, strict=True)) % 11 == 0
