"""Put participants into discussion groups.

Who should not sit together is a cost on every pair of people, and the groups are those with the least cost a search
finds: two from one municipality cost most, then two who can both lead (so that every group has one), then two who sat
together before this season, then two who know the same subject areas. The search begins from many random groups, swaps
two people as long as it helps, and is the same for the same chance. What cannot be avoided is told as a lower bound.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil, comb

import numpy as np
from numpy.typing import NDArray

from knub.domain.errors import GroupingError

__all__ = [
    "Group",
    "History",
    "Participant",
    "Report",
    "arrange",
    "lower_bound",
    "number_of_groups",
    "repair",
    "report",
]

Group = frozenset[str]
History = Sequence[Sequence[Group]]
"""The groups of earlier meetings of a season: one sequence of groups per meeting."""

SAME_MUNICIPALITY, TWO_LEADERS, MET_BEFORE, SAME_FIELD = 10**9, 10**7, 10**4, 20
TWO_EMPTY = 10**12  # two empty chairs in one group would make sizes differ by more than one
PAIR, SHAKEN, MANY_NEW = 2, 4, 3
STARTS, KICKS = 8, 30


@dataclass(frozen=True)
class Participant:
    """Somebody to be put into a group, or a seat without a name.

    `fields` are subject areas; `likeness` is what match mode looks for: themes, challenges, a class of size. Somebody
    without a municipality is from nobody's.
    """

    key: str
    municipality: str | None = None
    fields: frozenset[str] = frozenset()
    leads: bool = False
    likeness: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Report:
    """What groups are like, in numbers; the least that is possible stands beside what cannot always be avoided.

    `meet_three` counts the people who sit with at least three municipalities they have not sat with this season.
    """

    people: int
    sizes: tuple[int, ...]
    meet_three: int
    repeats: int
    least_repeats: int
    same_municipality: int
    least_same_municipality: int
    without_leader: int
    least_fields: int


def number_of_groups(people: int, size: int) -> int:
    """Return how many groups of about a size some people make, so that nobody sits alone.

    >>> number_of_groups(36, 6), number_of_groups(37, 6), number_of_groups(3, 2), number_of_groups(1, 6)
    (6, 6, 1, 1)
    """
    if size < PAIR:
        raise GroupingError("A group is at least two people.")
    return max(1, min(round(people / size), people // PAIR))


def arrange(
    people: Sequence[Participant],
    size: int,
    *,
    history: History = (),
    locked: Mapping[str, int] | None = None,
    match: bool = False,
    rng: np.random.Generator,
) -> tuple[Group, ...]:
    """Return groups of about a size; sizes differ by at most one, and the locked sit in the group of their number.

    With `match`, people who are alike sit together instead of people of different subject areas. Errors:
    GroupingError when more are locked in a group than it holds, or in a group there is not.

    >>> people = [Participant(f"{place}{n}", place) for place in ("Vejle", "Greve", "Ishøj") for n in (1, 2)]
    >>> report(people, arrange(people, 3, rng=np.random.default_rng(1))).same_municipality
    0
    """
    if not people:
        return ()
    search = _Search(
        people, number_of_groups(len(people), size), locked or {}, _costs(people, history, match=match), rng
    )
    chairs = search.best()
    keys = [one.key for one in people]
    return tuple(frozenset(keys[i] for i in np.flatnonzero(chairs[: len(keys)] == g)) for g in range(search.groups))


def repair(
    people: Sequence[Participant], groups: Sequence[Group], *, history: History = (), match: bool = False
) -> tuple[Group, ...]:
    """Return groups for those who are left and those who are new, changed no more than it takes.

    Whoever is gone leaves her chair; somebody new sits where it fits best among the smallest; then people move from a
    largest to a smallest group only while sizes differ by more than one. The last of a group is moved to another.
    """
    cost = _costs(people, history, match=match)
    place = {one.key: i for i, one in enumerate(people)}
    held = [{place[key] for key in group if key in place} for group in groups] or [set[int]()]
    for new in [i for i in range(len(people)) if not any(i in group for group in held)]:
        min(held, key=lambda group: (len(group), _cost_with(cost, new, group))).add(new)
    _even_out(held, cost)
    keys = [one.key for one in people]
    return tuple(frozenset(keys[i] for i in group) for group in held)


def _even_out(held: list[set[int]], cost: NDArray[np.int64]) -> None:
    """Move people from the largest to the smallest groups, and nobody to sit alone."""
    while len(held) > 1 and min(map(len, held)) < PAIR and sum(map(len, held)) < PAIR * len(held):
        alone = min(held, key=len)
        held.remove(alone)
        for one in alone:
            min(held, key=lambda group: (len(group), _cost_with(cost, one, group))).add(one)
    while max(map(len, held)) - (least := min(map(len, held))) > 1:
        largest = [group for group in held if len(group) == max(map(len, held))]
        smallest = [group for group in held if len(group) == least]
        moves = [(one, source, to) for source in largest for one in source for to in smallest]
        one, source, to = min(
            moves, key=lambda m: (_cost_with(cost, m[0], m[2]) - _cost_with(cost, m[0], m[1] - {m[0]}), m[0])
        )
        source.remove(one)
        to.add(one)


def _cost_with(cost: NDArray[np.int64], one: int, group: Collection[int]) -> int:
    return int(cost[one, list(group)].sum()) if group else 0


def _costs(people: Sequence[Participant], history: History, *, match: bool) -> NDArray[np.int64]:
    """Return what it costs that two sit together: one row and one column per person."""
    met = times_met(history)
    cost = np.zeros((len(people), len(people)), dtype=np.int64)
    for (i, one), (j, other) in combinations(enumerate(people), 2):
        cost[i, j] = cost[j, i] = (
            SAME_MUNICIPALITY * _same_municipality(one, other)
            + TWO_LEADERS * (one.leads and other.leads)
            + MET_BEFORE * met[frozenset({one.key, other.key})]
            + (len(one.likeness ^ other.likeness) if match else len(one.fields & other.fields)) * SAME_FIELD
        )
    return cost


def _same_municipality(one: Participant, other: Participant) -> bool:
    return one.municipality is not None and one.municipality == other.municipality


def times_met(history: History) -> Counter[Group]:
    """Return how many times each pair has sat in one group.

    >>> times_met([[frozenset("ab")], [frozenset("ab")]])[frozenset("ba")]
    2
    """
    pairs = (pair for meeting in history for group in meeting for pair in combinations(sorted(group), 2))
    return Counter(map(frozenset, pairs))


@dataclass
class _Search:
    """Chairs are people and, at the end, empty ones that make all groups of one size, so that it takes only swaps."""

    people: Sequence[Participant]
    groups: int
    locked: Mapping[str, int]
    between: NDArray[np.int64]
    rng: np.random.Generator
    cost: NDArray[np.int64] = field(init=False)
    fixed: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        size, count = ceil(len(self.people) / self.groups), len(self.people)
        self.cost = np.full((self.groups * size, self.groups * size), 0, dtype=np.int64)
        self.cost[:count, :count] = self.between
        self.cost[count:, count:] = TWO_EMPTY
        np.fill_diagonal(self.cost, 0)
        self.fixed = np.full(self.groups * size, -1, dtype=np.int64)
        self.fixed[:count] = [self.locked.get(one.key, -1) for one in self.people]
        taken = Counter(self.fixed[self.fixed >= 0].tolist())
        if any(group >= self.groups or number > size for group, number in taken.items()):
            raise GroupingError("More people are locked in a group than it holds.")

    def best(self) -> NDArray[np.int64]:
        """Return the group of each chair, the best of several starts, each shaken some times."""
        found = [self._shaken(self._random()) for _start in range(STARTS)]
        return min(found, key=self._total)

    def _random(self) -> NDArray[np.int64]:
        chairs = self.fixed.copy()
        free = np.repeat(np.arange(self.groups), len(chairs) // self.groups - self._taken())
        chairs[chairs < 0] = self.rng.permutation(free)
        return chairs

    def _taken(self) -> NDArray[np.int64]:
        return np.bincount(self.fixed[self.fixed >= 0], minlength=self.groups)

    def _shaken(self, chairs: NDArray[np.int64]) -> NDArray[np.int64]:
        best = self._descended(chairs)
        free = np.flatnonzero(self.fixed < 0)
        if len(free) < SHAKEN:
            return best
        for _kick in range(KICKS):
            other, moved = best.copy(), self.rng.choice(free, size=SHAKEN, replace=False)
            other[moved] = other[np.roll(moved, 1)]
            best = min(best, self._descended(other), key=self._total)
        return best

    def _descended(self, chairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Swap the two chairs whose swap helps most, until none does."""
        while True:
            gain = self._gains(chairs)
            i, j = np.unravel_index(np.argmin(gain), gain.shape)
            if gain[i, j] >= 0:
                return chairs
            chairs[[i, j]] = chairs[[j, i]]

    def _gains(self, chairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what swapping each two chairs adds to the cost; nothing is gained by moving the locked."""
        with_group = self.cost @ (chairs[:, None] == np.arange(self.groups))
        here = with_group[np.arange(len(chairs)), chairs]
        there = with_group[:, chairs]
        gain = there + there.T - here[:, None] - here[None, :] - 2 * self.cost
        stuck = self.fixed >= 0
        gain[stuck, :] = gain[:, stuck] = 0
        return np.where(chairs[:, None] == chairs[None, :], 0, gain)

    def _total(self, chairs: NDArray[np.int64]) -> int:
        return int(self.cost[chairs[:, None] == chairs[None, :]].sum())


def report(people: Sequence[Participant], groups: Sequence[Group], history: History = ()) -> Report:
    """Return what groups are like, beside what cannot be avoided."""
    known = {one.key: one for one in people}
    seated = [[known[key] for key in group if key in known] for group in groups]
    pairs = [frozenset({one.key, other.key}) for group in seated for one, other in combinations(group, 2)]
    met = times_met(history)
    same = sum(_same_municipality(one, other) for group in seated for one, other in combinations(group, 2))
    return Report(
        people=len(people),
        sizes=tuple(len(group) for group in seated),
        meet_three=sum(_new_municipalities(one, group, met) >= MANY_NEW for group in seated for one in group),
        repeats=sum(met[pair] > 0 for pair in pairs),
        least_repeats=max(
            (lower_bound(map(set, _present(meeting, known)), len(groups)) for meeting in history), default=0
        ),
        same_municipality=same,
        least_same_municipality=lower_bound(_by_municipality(people), len(groups)),
        without_leader=sum(not any(one.leads for one in group) for group in seated),
        least_fields=min((len(frozenset().union(*(one.fields for one in group))) for group in seated), default=0),
    )


def _present(meeting: Iterable[Group], known: Mapping[str, Participant]) -> list[Group]:
    return [group & known.keys() for group in meeting]


def _by_municipality(people: Iterable[Participant]) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for one in people:
        if one.municipality is not None:
            found.setdefault(one.municipality, set()).add(one.key)
    return list(found.values())


def _new_municipalities(one: Participant, group: Iterable[Participant], met: Counter[Group]) -> int:
    """Return how many other municipalities in a group somebody has not sat with; one met is met with all its people."""
    others = [other for other in group if other.municipality not in {None, one.municipality}]
    old = {other.municipality for other in others if met[frozenset({one.key, other.key})]}
    return len({other.municipality for other in others} - old)


def lower_bound(together: Iterable[Collection[str]], groups: int) -> int:
    """Return how many pairs at least sit together again when sets of people are spread over some groups.

    >>> lower_bound([{"a", "b", "c"}], 2), lower_bound([{"a", "b"}, {"c"}], 2)
    (1, 0)
    """
    return sum(_least_pairs(len(some), groups) for some in together)


def _least_pairs(people: int, groups: int) -> int:
    each, more = divmod(people, groups) if groups else (0, 0)
    return more * comb(each + 1, 2) + (groups - more) * comb(each, 2)
