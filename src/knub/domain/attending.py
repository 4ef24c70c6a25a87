"""What somebody takes part in: the whole of a meeting, or the points of its programme that she has chosen."""

from collections.abc import Collection, Mapping, Sequence
from datetime import time

from knub.domain.programme import Point

__all__ = [
    "attends",
    "chosen_of",
    "discusses",
    "discussions_of",
    "earlier_groups",
    "groups_used",
    "hours_of",
    "joins_break",
]


def chosen_of(points: Sequence[Point], keys: Collection[int]) -> tuple[Point, ...]:
    """Return the chosen points that stand on a programme, in its order; none means the whole meeting.

    So whoever has chosen points that are all taken off takes part in the whole meeting.

    >>> chosen_of([Point(1, "Oplæg"), Point(2, "Drøftelse")], [2, 7])[0].title
    'Drøftelse'
    """
    return tuple(one for one in points if one.key in keys)


def hours_of(points: Sequence[Point]) -> tuple[time, time] | None:
    """Return from when until when points last, from the first start to the last end; None where that is not settled.

    >>> hours_of([Point(1, "Oplæg", time(9), time(10)), Point(2, "Drøftelse", time(11), time(12))])
    (datetime.time(9, 0), datetime.time(12, 0))
    """
    starts = [one.starts for one in points if one.starts]
    ends = [one.ends for one in points if one.ends]
    return (min(starts), max(ends)) if points and len(starts) == len(ends) == len(points) else None


def joins_break(pause: Point, chosen: Sequence[Point], points: Sequence[Point]) -> bool:
    """Return whether somebody takes part in a break: she has chosen a point right before it, right after, or over it.

    chosen : her points; none is the whole meeting, with every break
    points : the programme; points side by side count alike. Where an hour is not settled she is counted: better one
    meal too many.

    >>> day = [Point(1, "Oplæg", time(9), time(10)), Point(2, "Case", time(10), time(12)),
    ...        Point(3, "Frokost", time(12), time(13), "break"), Point(4, "Drøftelse", time(13), time(15))]
    >>> [joins_break(day[2], [one], day) for one in (day[0], day[1], day[3])]
    [False, True, True]
    """
    if not chosen or pause.starts is None or pause.ends is None or hours_of(chosen) is None:
        return True
    hours = [(one.starts, one.ends) for one in points if one.kind != "break" and one.starts and one.ends]
    before = max((ends for _starts, ends in hours if ends <= pause.starts), default=None)
    after = min((starts for starts, _ends in hours if starts >= pause.ends), default=None)
    return any(one.ends == before or one.starts == after or _is_during(one, pause) for one in chosen)


def _is_during(one: Point, pause: Point) -> bool:
    settled = one.starts and one.ends and pause.starts and pause.ends
    return bool(settled) and one.starts < pause.ends and pause.starts < one.ends  # type: ignore[operator]


def discusses(chosen: Sequence[Point], points: Sequence[Point]) -> bool:
    """Return whether somebody takes part in a group discussion; where the programme has none, everybody may.

    >>> talk, groups = Point(1, "Oplæg"), Point(2, "I grupper", kind="discussion")
    >>> discusses([talk], [talk, groups]), discusses([groups], [talk, groups]), discusses([], [talk, groups])
    (False, True, True)
    """
    is_held = any(one.kind == "discussion" for one in points)
    return not chosen or not is_held or any(one.kind == "discussion" for one in chosen)


def attends(chosen: Sequence[Point], key: int) -> bool:
    """Return whether somebody takes part in a point; who has chosen none takes part in all of them.

    >>> attends([], 7), attends([Point(7, "I grupper")], 7), attends([Point(8, "Oplæg")], 7)
    (True, True, False)
    """
    return not chosen or any(one.key == key for one in chosen)


def discussions_of(points: Sequence[Point], own: Collection[int | None] = ()) -> tuple[Point, ...]:
    """Return the group discussions of a programme; a point that has groups of its own is one.

    points : those without a key, of a programme written before KNUB, have no groups
    own : keys of the points with groups of their own

    >>> talk, groups = Point(1, "Oplæg"), Point(2, "I grupper", kind="discussion")
    >>> [one.key for one in discussions_of([talk, groups])], [one.key for one in discussions_of([talk, groups], {1})]
    ([2], [1, 2])
    """
    return tuple(one for one in points if one.key and (one.kind == "discussion" or one.key in own))


def groups_used(discussions: Sequence[Point], own: Collection[int | None]) -> dict[int | None, list[Point]]:
    """Return which discussions use which groups, in order: their own by the key of the point, else None, the day's.

    >>> first, second, third = (Point(key, "I grupper") for key in (1, 2, 3))
    >>> {key: [one.key for one in used] for key, used in groups_used([first, second, third], {2}).items()}
    {None: [1, 3], 2: [2]}
    """
    found: dict[int | None, list[Point]] = {}
    for one in discussions:
        found.setdefault(one.key if one.key in own else None, []).append(one)
    return found


def earlier_groups(used: Mapping[int | None, Sequence[Point]], key: int | None) -> frozenset[int | None]:
    """Return which groups of a day have sat together before some of its groups do for the first time.

    used : as `groups_used` gives it; where an hour is not settled nothing is before or after

    >>> first, second, third = (Point(hour, "I grupper", starts=time(hour)) for hour in (9, 10, 13))
    >>> used = groups_used([first, second, third], {10, 13})
    >>> earlier_groups(used, None), earlier_groups(used, 13) == {None, 10}
    (frozenset(), True)
    """
    first = {one: min((point.starts for point in points if point.starts), default=None) for one, points in used.items()}
    now = first.get(key)
    return frozenset(one for one, starts in first.items() if now and starts and starts < now)
