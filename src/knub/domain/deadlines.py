"""Deadlines as days, with weekends and public holidays said and never silently moved."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from knub.domain.rules import Due
from knub.domain.values import Text

__all__ = ["Day", "add_months", "add_working_days", "closed_on", "days_between", "days_due"]

WEEKEND = {5: Text("lørdag", "a Saturday"), 6: Text("søndag", "a Sunday")}


@dataclass(frozen=True)
class Day:
    """A day something is due; `before` means before that day; `closed` says why offices are shut, if they are."""

    on: date
    before: bool
    closed: Text | None


def closed_on(day: date) -> Text | None:
    """Return the public holiday or the day of the weekend, or None on a working day.

    >>> closed_on(date(2019, 6, 1)).da, closed_on(date(2026, 5, 25)).da, closed_on(date(2026, 12, 1))
    ('lørdag', 'Anden pinsedag', None)
    """
    if day in _holidays(day.year, "da"):
        return Text(_holidays(day.year, "da")[day], _holidays(day.year, "en_US")[day])
    return WEEKEND.get(day.weekday())


@cache
def _holidays(year: int, language: str) -> Mapping[date, str]:
    return dict(holidays.country_holidays("DK", years=year, language=language))


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month if it has no such day.

    >>> add_months(date(2018, 12, 1), 6), add_months(date(2024, 8, 31), 6)
    (datetime.date(2019, 6, 1), datetime.date(2025, 2, 28))
    """
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_working_days(day: date, number: int) -> date:
    """Return the day that is some working days after another; weekends and public holidays do not count.

    >>> add_working_days(date(2026, 4, 1), 5), add_working_days(date(2026, 6, 5), 1)
    (datetime.date(2026, 4, 13), datetime.date(2026, 6, 8))
    """
    while number > 0:
        day += timedelta(days=1)
        number -= closed_on(day) is None
    return day


def days_due(due: Due, *, listed: date | None, on: date) -> tuple[Day, ...]:
    """Return the days that can be computed: those counted from the listing, the fixed one, and the next of each year.

    listed : the list on which the area came into the category, None where it did not
    on : the day one asks; a yearly day is the first on or after it
    >>> [day.on.isoformat() for day in days_due(Due(Text("", ""), yearly=(12, 1)), listed=None, on=date(2026, 12, 2))]
    ['2027-12-01']
    """
    return tuple(sorted(_days(due, listed, on), key=lambda day: day.on))


def days_between(due: Due, *, listed: date | None, first: date, last: date) -> tuple[Day, ...]:
    """Return the days due from a day to another, both included; a yearly one once for each year."""
    found = {day for year in range(first.year, last.year + 1) for day in _days(due, listed, date(year, 1, 1))}
    return tuple(sorted((day for day in found if first <= day.on <= last), key=lambda day: day.on))


def _days(due: Due, listed: date | None, on: date) -> Iterator[Day]:
    if due.before:
        yield Day(due.before, before=True, closed=closed_on(due.before))
    if due.yearly:
        this_year = date(on.year, *due.yearly)
        yield _day(this_year if this_year >= on else date(on.year + 1, *due.yearly))
    if listed and due.months_after_listing:
        yield _day(add_months(listed, due.months_after_listing))
    if listed and due.following_year:
        yield _day(date(listed.year + 1, *due.following_year))


def _day(on: date) -> Day:
    return Day(on, before=False, closed=closed_on(on))
