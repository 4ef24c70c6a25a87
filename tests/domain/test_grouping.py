"""Discussion groups: sizes, municipalities, leaders, memory over a season, locks and repair."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knub.domain import grouping
from knub.domain.errors import GroupingError
from knub.domain.grouping import Participant, lower_bound, repair, report, times_met

FIELDS = ("housing", "day_care", "school", "employment", "management")


def arrange(everybody, size, *, seed=0, **more):
    return grouping.arrange(everybody, size, rng=np.random.default_rng(seed), **more)


def people(number, municipalities, *, leaders=0):
    return [
        Participant(
            f"p{n:03}", f"m{n % municipalities}", frozenset({FIELDS[n // municipalities % 5]}), leads=n < leaders
        )
        for n in range(number)
    ]


participants = st.lists(
    st.tuples(st.integers(0, 6), st.sets(st.sampled_from(FIELDS), max_size=2), st.booleans()), min_size=1, max_size=24
).map(
    lambda rows: [
        Participant(f"p{n}", f"m{place}" if place else None, frozenset(fields), leads)
        for n, (place, fields, leads) in enumerate(rows)
    ]
)
few = settings(max_examples=25, deadline=None)


def sizes(groups):
    return sorted(len(group) for group in groups)


@few
@given(participants, st.integers(2, 7), st.integers(0, 3))
def test_everybody_sits_once_and_sizes_differ_by_at_most_one_and_nobody_is_alone(everybody, size, seed):
    groups = arrange(everybody, size, seed=seed)
    assert sorted(key for group in groups for key in group) == sorted(one.key for one in everybody)
    assert sizes(groups)[-1] - sizes(groups)[0] <= 1
    assert sizes(groups)[0] > 1 or len(everybody) == 1


@few
@given(participants, st.integers(2, 7))
def test_two_from_one_municipality_sit_together_only_where_it_cannot_be_avoided(everybody, size):
    found = report(everybody, arrange(everybody, size))
    assert found.same_municipality == found.least_same_municipality


@few
@given(participants, st.integers(2, 7), st.integers(0, 9))
def test_the_same_seed_gives_the_same_groups(everybody, size, seed):
    assert arrange(everybody, size, seed=seed) == arrange(everybody, size, seed=seed)


@few
@given(participants, st.integers(2, 7), st.data())
def test_the_locked_stay_when_the_groups_are_made_again(everybody, size, data):
    groups = arrange(everybody, size)
    stay = data.draw(st.sets(st.sampled_from([one.key for one in everybody])))
    locked = {key: number for number, group in enumerate(groups) for key in group & stay}
    again = arrange(everybody, size, locked=locked, seed=7)
    assert all(key in again[number] for key, number in locked.items())


@few
@given(participants, st.integers(2, 7), st.data())
def test_whoever_leaves_or_comes_changes_only_the_groups_it_takes(everybody, size, data):
    groups = arrange(everybody, size)
    gone = data.draw(st.sampled_from(everybody))
    left = [one for one in everybody if one != gone]
    mended = repair(left, groups)
    assert sorted(key for group in mended for key in group) == sorted(one.key for one in left)
    if left:
        assert sizes(mended)[-1] - sizes(mended)[0] <= 1
    if len(mended) == len(groups):
        assert sum(before - {gone.key} != after for before, after in zip(groups, mended, strict=True)) <= 2


def test_a_late_cancellation_from_a_group_that_was_large_moves_nobody_else():
    everybody = people(37, 18)
    groups = arrange(everybody, 6)
    gone = next(iter(max(groups, key=len)))
    mended = repair([one for one in everybody if one.key != gone], groups)
    assert list(mended) == [group - {gone} for group in groups]


def test_36_from_18_municipalities_never_sit_with_a_colleague_and_know_three_subject_areas():
    everybody = people(36, 18)
    mixed = [Participant(one.key, one.municipality, frozenset({FIELDS[n % 5]})) for n, one in enumerate(everybody)]
    found = report(mixed, arrange(mixed, 6))
    assert (found.sizes, found.same_municipality) == ((6,) * 6, 0)
    assert found.least_fields >= 3
    assert found.meet_three == 36


def test_37_make_one_group_of_seven():
    assert sizes(arrange(people(37, 18), 6)) == [6, 6, 6, 6, 6, 7]


def test_the_second_meeting_repeats_no_pair_and_the_third_few():
    everybody, history = people(36, 18), []
    for _meeting in range(3):
        groups = arrange(everybody, 6, history=history)
        found = report(everybody, groups, history)
        assert found.repeats <= (0, 0, 2)[len(history)]
        assert found.repeats >= found.least_repeats
        history.append(groups)


def test_pairs_that_must_meet_again_are_told():
    """Seven who all sat in one group cannot be spread over three without two pairs or more meeting again."""
    everybody = people(9, 9)
    history = [[frozenset(f"p{n:03}" for n in range(7)), frozenset({"p007", "p008"})]]
    found = report(everybody, arrange(everybody, 3, history=history), history)
    assert found.repeats == found.least_repeats == lower_bound([range(7)], 3) == 5


def test_every_group_has_a_leader_where_there_are_enough():
    everybody = people(36, 18, leaders=6)
    assert report(everybody, arrange(everybody, 6)).without_leader == 0


def test_match_mode_puts_those_who_are_alike_together():
    everybody = [Participant(f"p{n}", f"m{n}", likeness=frozenset({("social", "physical")[n % 2]})) for n in range(12)]
    for group in arrange(everybody, 6, match=True):
        assert len({int(key[1:]) % 2 for key in group}) == 1


def test_more_locked_than_a_group_holds_is_said():
    everybody = people(8, 8)
    with pytest.raises(GroupingError, match="locked"):
        arrange(everybody, 4, locked={one.key: 0 for one in everybody[:5]})
    with pytest.raises(GroupingError, match="locked"):
        arrange(everybody, 4, locked={"p000": 2})


def test_a_group_of_one_cannot_be_asked_for():
    with pytest.raises(GroupingError, match="two"):
        arrange(people(4, 4), 1)


def test_pairs_of_a_season_are_counted():
    history = [[frozenset("abc")], [frozenset("ab"), frozenset("c")]]
    assert {"".join(sorted(pair)): n for pair, n in times_met(history).items()} == {"ab": 2, "ac": 1, "bc": 1}


def test_no_swap_is_left_that_would_help():
    """The search ends where no exchange of two people lowers the number of repeated pairs."""
    everybody, history = people(20, 20), [[frozenset(f"p{n:03}" for n in range(g, 20, 4)) for g in range(4)]]
    groups = [set(group) for group in arrange(everybody, 5, history=history)]
    best = report(everybody, groups, history).repeats
    for one, other in combinations(range(4), 2):
        for a in sorted(groups[one]):
            for b in sorted(groups[other]):
                tried = [set(group) for group in groups]
                tried[one] ^= {a, b}
                tried[other] ^= {a, b}
                assert report(everybody, tried, history).repeats >= best
