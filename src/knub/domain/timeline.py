"""A value that holds from a date, with its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from knub.domain.errors import ParameterError

__all__ = ["Dated", "newest_on", "value_on"]

Value = TypeVar("Value")


@dataclass(frozen=True)
class Dated(Generic[Value]):
    """A value, the day it starts to hold, and where it was read."""

    starts: date
    value: Value
    source: str


def newest_on(values: Iterable[Dated[Value]], day: date) -> Dated[Value] | None:
    """Return what holds on a day, with its own day and source: what started last, that day included; None if nothing.

    >>> newest_on([Dated(date(2020, 1, 1), 55, "BBR")], date(2019, 12, 31)) is None
    True
    """
    started = [dated for dated in values if dated.starts <= day]
    return max(started, key=lambda dated: dated.starts, default=None)


def value_on(values: Iterable[Dated[Value]], day: date, *, name: str) -> Value:
    """Return the value that holds on a day: the one that started last, that day included.

    ParameterError if the day is before the first value.
    >>> value_on([Dated(date(2020, 1, 1), 55, "§ 61 a")], date(2020, 1, 1), name="limit")
    55
    """
    values = tuple(values)
    found = newest_on(values, day)
    if found is not None:
        return found.value
    first = min((dated.starts for dated in values), default=None)
    known = f"its first value is from {first}" if first else "it has no value at all"
    raise ParameterError(f"'{name}' has no value on {day}: {known}. Add an earlier value with its source.")
