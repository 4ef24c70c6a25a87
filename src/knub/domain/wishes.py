"""How many municipalities want a theme, from the lists their people have put in order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Wanted", "wanted"]


@dataclass(frozen=True)
class Wanted:
    """How many municipalities have a wish on a list, and how many have it first on one."""

    municipalities: int = 0
    first: int = 0


def wanted(lists: Iterable[tuple[int, Sequence[int]]]) -> dict[int, Wanted]:
    """Return how wanted each wish is that stands on a list; a municipality counts once, however many of it wish.

    lists : a municipality and the wishes of one of its people, the first first; both by number

    >>> wanted([(1, [7, 8]), (1, [8]), (2, [7])])
    {7: Wanted(municipalities=2, first=2), 8: Wanted(municipalities=1, first=1)}
    """
    on_a_list: dict[int, set[int]] = defaultdict(set)
    first_on_one: dict[int, set[int]] = defaultdict(set)
    for municipality, wishes in lists:
        for wish in wishes:
            on_a_list[wish].add(municipality)
        for wish in wishes[:1]:
            first_on_one[wish].add(municipality)
    return {wish: Wanted(len(found), len(first_on_one[wish])) for wish, found in on_a_list.items()}
