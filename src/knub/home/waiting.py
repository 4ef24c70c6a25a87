"""Everything that waits for the secretariat, from every room that has something, oldest first."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from knub.areas import queries as areas
from knub.knowledge import queries as knowledge
from knub.meetings import queries as meetings
from knub.memberships import queries as memberships
from knub.notify import queries as mails
from knub.people import queries as people
from knub.sparring import queries as sparring
from knub.ui.waiting import Kind, Waiting

LISTS_ON = (12, 1)  # the ministry publishes the lists every year on 1 December
# A room that has something waiting adds its query here; each costs a fixed number of queries.
SOURCES: tuple[Callable[[], Iterable[Waiting]], ...] = (
    people.waiting,
    areas.waiting,
    memberships.waiting,
    knowledge.waiting,
    meetings.waiting,
    meetings.late_tasks,
    meetings.records_due,
    meetings.texts_waiting,
    meetings.pages_to_look_at,
    sparring.waiting,
    mails.waiting,
)


def everything() -> tuple[Waiting, ...]:
    """Return all that waits, oldest first; as many queries as the rooms say together."""
    found = [one for source in SOURCES for one in source()]
    return tuple(sorted(found, key=lambda one: one.since))


def of_kind(found: Iterable[Waiting], kind: str) -> tuple[Waiting, ...]:
    """Return those of a kind, or all when it names none."""
    return tuple(one for one in found if one.kind == kind or kind not in Kind.values)


def counted(found: Iterable[Waiting]) -> list[tuple[Kind, int]]:
    """Return each kind of which something waits, and how much."""
    counts = Counter(one.kind for one in found)
    return [(kind, counts[kind]) for kind in Kind if counts[kind]]


def days_until_lists(today: date) -> int:
    """Return how many days there are until the next 1 December, when the ministry publishes; 0 on the day.

    >>> days_until_lists(date(2026, 11, 22)), days_until_lists(date(2026, 12, 1)), days_until_lists(date(2026, 12, 2))
    (9, 0, 364)
    """
    this = date(today.year, *LISTS_ON)
    return (this if today <= this else date(today.year + 1, *LISTS_ON)).toordinal() - today.toordinal()
