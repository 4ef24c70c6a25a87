"""Everything that waits for the secretariat, from every room that has something, oldest first."""

from collections import Counter
from collections.abc import Callable, Iterable

from knub.areas import queries as areas
from knub.knowledge import queries as knowledge
from knub.memberships import queries as memberships
from knub.notify import queries as mails
from knub.people import queries as people
from knub.ui.waiting import Kind, Waiting

# A room that has something waiting adds its query here; each costs a fixed number of queries.
SOURCES: tuple[Callable[[], Iterable[Waiting]], ...] = (
    people.waiting,
    areas.waiting,
    memberships.waiting,
    knowledge.waiting,
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
