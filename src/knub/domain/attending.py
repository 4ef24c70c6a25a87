"""What somebody takes part in: the whole of a meeting, or the points of its programme that she has chosen."""

from collections.abc import Collection, Sequence
from datetime import time

from knub.domain.programme import Point

__all__ = ["chosen_of", "discusses", "hours_of", "joins_break"]


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
