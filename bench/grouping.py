"""How good discussion groups are: pairs that meet again, beside chance, and beside the very best on small cases."""

import time
from collections.abc import Iterator
from itertools import combinations
from statistics import mean

import numpy as np

from knub.domain.grouping import Group, History, Participant, arrange, report, times_met

MEETINGS = 3
DRAWS = 200


def figures() -> Iterator[dict[str, object]]:
    """Yield repeated pairs of a season of three meetings, the distance to the best, and the seconds groups take."""
    for number in (36, 120):
        people = [Participant(f"p{n:03}", f"m{n % (number // 2)}") for n in range(number)]
        history, spent = season(people, 6)
        last = report(people, history[-1], history[:-1])
        about = {"people": number, "unit": "pairs"}
        yield {"name": "repeats at the third meeting", **about, "value": last.repeats}
        yield {"name": "repeats at the third meeting, lower bound", **about, "value": last.least_repeats}
        yield {"name": "repeats at the third meeting, by chance", **about, "value": by_chance(people, history)}
        yield {"name": "groups", "people": number, "value": spent, "unit": "s"}
    yield {"name": "cases of 12 people where the best was found", "value": share_of_best(), "unit": "part", "aim": 1}


def season(people: list[Participant], size: int) -> tuple[list[tuple[Group, ...]], float]:
    """Return the groups of the meetings of a season, and the mean seconds one meeting's took."""
    history: list[tuple[Group, ...]] = []
    start = time.perf_counter()
    for _meeting in range(MEETINGS):
        history.append(arrange(people, size, history=history, rng=np.random.default_rng(1)))
    return history, (time.perf_counter() - start) / MEETINGS


def by_chance(people: list[Participant], history: list[tuple[Group, ...]]) -> float:
    """Return the mean number of repeated pairs where the last meeting's groups are drawn."""
    rng, sizes = np.random.default_rng(1), [len(group) for group in history[-1]]
    keys = np.array([one.key for one in people])
    drawn = (np.split(rng.permutation(keys), np.cumsum(sizes)[:-1]) for _draw in range(DRAWS))
    return mean(repeats([frozenset(group.tolist()) for group in groups], history[:-1]) for groups in drawn)


def repeats(groups: list[Group], history: History) -> int:
    """Return the pairs that have sat together before."""
    met = times_met(history)
    return sum(met[frozenset(pair)] > 0 for group in groups for pair in combinations(group, 2))


def share_of_best() -> float:
    """Return in how many of 20 drawn seasons of 12 people no groups of three repeat fewer pairs than ours."""
    rng, keys = np.random.default_rng(2), [f"p{n:02}" for n in range(12)]
    people, hits = [Participant(key, key) for key in keys], 0
    for _case in range(20):
        history = [drawn(rng, keys) for _meeting in range(4)]
        ours = repeats(list(arrange(people, 3, history=history, rng=rng)), history)
        hits += ours == min(repeats(groups, history) for groups in partitions(tuple(keys), 3))
    return hits / 20


def drawn(rng: np.random.Generator, keys: list[str]) -> list[Group]:
    """Return groups of three by chance."""
    return [frozenset(three.tolist()) for three in rng.permutation(keys).reshape(-1, 3)]


def partitions(keys: tuple[str, ...], size: int) -> Iterator[list[Group]]:
    """Yield every way to put people into groups of one size."""
    if not keys:
        yield []
        return
    for others in combinations(keys[1:], size - 1):
        group = frozenset({keys[0], *others})
        for rest in partitions(tuple(key for key in keys if key not in group), size):
            yield [group, *rest]
