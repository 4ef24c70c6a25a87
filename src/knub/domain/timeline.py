"""A value that holds from a date, with its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from knub.domain.errors import ParameterError

__all__ = ["Dated", "value_on"]

Value = TypeVar("Value")


@dataclass(frozen=True)
class Dated(Generic[Value]):
    """A value, the day it starts to hold, and where it was read."""

    starts: date
    value: Value
    source: str


def value_on(values: Iterable[Dated[Value]], day: date, *, name: str) -> Value:
    """Return the value that holds on a day: the one that started last, that day included.

    ParameterError if the day is before the first value.
    >>> value_on([Dated(date(2020, 1, 1), 55, "§ 61 a")], date(2020, 1, 1), name="limit")
    55
    """
    newest_first = sorted(values, key=lambda dated: dated.starts, reverse=True)
    for dated in newest_first:
        if dated.starts <= day:
            return dated.value
    known = f"its first value is from {newest_first[-1].starts}" if newest_first else "it has no value at all"
    raise ParameterError(f"'{name}' has no value on {day}: {known}. Add an earlier value with its source.")
