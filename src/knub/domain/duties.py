"""Which rules apply to an area on a day, why, from when, until when, and what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knub.domain.deadlines import Day, add_months, days_due
from knub.domain.rules import AfterLeaving, Rule

__all__ = ["Duty", "ListedOn", "State", "duties", "duty"]

State = Literal["applies", "after_the_list", "later", "no", "unknown"]
# Each category lies inside another: a transformation area is a parallel society, and that is a vulnerable area.
WITHIN = {"transformation": "parallel_society", "parallel_society": "vulnerable"}
OUTERMOST_FIRST = ("vulnerable", "prevention", "parallel_society", "transformation")


@dataclass(frozen=True)
class ListedOn:
    """What one list says of an area, or what the municipality has confirmed of a day.

    complete : the categories whose every area is known, so that absence from them proves something
    """

    on: date
    categories: frozenset[str]
    complete: frozenset[str]

    def is_in(self, category: str) -> bool | None:
        """Return whether the area is in a category; None where it is not known.

        >>> ListedOn(date(2023, 12, 1), frozenset({"transformation"}), frozenset()).is_in("vulnerable")
        True
        """
        if self._has(category):
            return True
        return False if self._lacks(category) else None

    def is_in_any(self, categories: Iterable[str]) -> bool | None:
        """Return whether the area is in one of some categories; None where that is not known."""
        answers = [self.is_in(category) for category in categories]
        if True in answers:
            return True
        return None if None in answers else False

    def _has(self, category: str) -> bool:
        inner = next((one for one, outer in WITHIN.items() if outer == category), None)
        return category in self.categories or (inner is not None and self._has(inner))

    def _lacks(self, category: str) -> bool:
        outer = WITHIN.get(category)
        absent = category in self.complete and not self._has(category)
        return absent or (outer is not None and self._lacks(outer))


@dataclass(frozen=True)
class Duty:
    """How one rule stands to one area.

    category, listed : the status it follows from, and the list on which the area came into it
    since, until : from when it has applied here, and until when it can; None where that is open or not known
    left : the list from which the area was gone
    certain : False if a list in between is not known
    """

    rule: Rule
    state: State
    status_on: date | None
    category: str | None = None
    listed: date | None = None
    since: date | None = None
    until: date | None = None
    left: date | None = None
    certain: bool = True
    days: tuple[Day, ...] = ()


@dataclass(frozen=True)
class _Course:
    """How an area has been in some categories: the last stay, and whether it is over."""

    now: bool | None
    listed: date | None = None
    last: date | None = None
    left: date | None = None
    certain: bool = True


def duties(rules: Iterable[Rule], history: Sequence[ListedOn], *, on: date) -> tuple[Duty, ...]:
    """Return how each rule in force on a day stands to an area.

    rules : in any order; those not in force on the day are left out
    history : what the lists and the municipality say of the area, in any order; what is after the day does not count
    on : the day one asks
    >>> duties([], [], on=date(2026, 12, 1))
    ()
    """
    known = sorted((one for one in history if one.on <= on), key=lambda one: one.on)
    return tuple(duty(rule, known, on=on) for rule in rules if rule.is_in_force(on))


def duty(rule: Rule, known: Sequence[ListedOn], *, on: date) -> Duty:
    """Return how one rule stands to an area; `known` is oldest first and holds nothing after the day."""
    status_on = known[-1].on if known else None
    if rule.holds == "everywhere":
        days = days_due(rule.due, listed=None, on=on) if rule.due else ()
        return Duty(rule, "applies", status_on, since=rule.starts, until=rule.ends, days=days)
    course = _course(rule.categories, known)
    return replace(_of(rule, course, known, on), status_on=status_on, certain=course.certain)


def _course(categories: Sequence[str], known: Sequence[ListedOn]) -> _Course:
    course = _Course(None)
    for one in known:
        answer = one.is_in_any(categories)
        if answer:
            back = course.listed is None or course.left is not None
            listed = one.on if back else course.listed
            course = _Course(now=True, listed=listed, last=one.on, certain=back or course.certain)
        elif answer is False and course.listed and not course.left:
            course = replace(course, now=False, left=one.on)
        else:
            unsure = answer is None and course.listed is not None and course.left is None
            course = replace(course, now=answer, certain=course.certain and not unsure)
    return course


def _of(rule: Rule, course: _Course, known: Sequence[ListedOn], on: date) -> Duty:
    if course.now is None:
        return Duty(rule, "unknown", None, listed=course.listed)
    if course.now:
        return _on_the_list(rule, course, known[-1], on)
    return _off_the_list(rule, course, on)


def _on_the_list(rule: Rule, course: _Course, newest: ListedOn, on: date) -> Duty:
    category = next(one for one in OUTERMOST_FIRST if one in rule.categories and newest.is_in(one))
    if rule.after_leaving and rule.after_leaving.only:
        return Duty(rule, "later", None, category, course.listed)
    since = max(filter(None, (course.listed, rule.starts)))
    days = days_due(rule.due, listed=course.listed, on=on) if rule.due else ()
    return Duty(rule, "applies", None, category, course.listed, since, rule.ends, days=days)


def _off_the_list(rule: Rule, course: _Course, on: date) -> Duty:
    gone = Duty(rule, "no", None, listed=course.listed, left=course.left)
    if not rule.after_leaving or not course.left or not course.last:
        return gone
    until = _until(rule.after_leaving, left=course.left, last=course.last)
    if (until and on > until) or (rule.after_leaving.starts and on < rule.after_leaving.starts):
        return replace(gone, until=until)
    days = days_due(rule.due, listed=course.listed, on=on) if rule.due else ()
    return replace(gone, state="after_the_list", until=until, days=days)


def _until(after: AfterLeaving, *, left: date, last: date) -> date | None:
    """Return the last day: counted from the list the area was gone from, or from the last it stood on."""
    if after.years is None:
        return None
    return add_months(last if after.because == "counted" else left, 12 * after.years)
