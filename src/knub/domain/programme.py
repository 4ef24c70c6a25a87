"""The points of a meeting's programme: what is wrong with a draft, and what changed between two versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from itertools import combinations

__all__ = ["Change", "Changed", "Fault", "Point", "Remark", "changes", "remarks"]


@dataclass(frozen=True)
class Point:
    """One point of a programme.

    key : tells it from the others, and stays when it is moved or renamed
    starts, ends : hours of the day in Copenhagen, None where not settled
    speakers : keys of those who speak
    rest : everything else that readers see, such as its organisation and level
    """

    key: int
    title: str
    starts: time | None = None
    ends: time | None = None
    kind: str = "talk"
    speakers: tuple[int, ...] = ()
    rest: tuple[str, ...] = ()


class Fault(StrEnum):
    """What a draft should not be released with."""

    SPEAKER_TWICE = "speaker_twice"
    OUTSIDE = "outside"
    NO_HOURS = "no_hours"
    NO_SPEAKER = "no_speaker"
    NO_LINK = "no_link"


@dataclass(frozen=True)
class Remark:
    """A fault with the titles of the points it concerns, and the speaker where there is one."""

    fault: Fault
    titles: tuple[str, ...] = ()
    speaker: int | None = None


class Changed(StrEnum):
    """How a point of one version differs from the version before."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    SPEAKERS = "speakers"
    REST = "rest"


@dataclass(frozen=True)
class Change:
    """One change: which point, by its title before if it had one, and what it was and is."""

    what: Changed
    key: int
    title: str
    before: str = ""
    after: str = ""


def remarks(points: Sequence[Point], *, starts: time, ends: time, lacks_link: bool = False) -> list[Remark]:
    """Return what is wrong with a draft of a meeting between two hours of one day.

    lacks_link : somebody takes part online, and there is no link to the online room yet
    >>> talk = Point(1, "Oplæg", time(9), time(10), speakers=(7,))
    >>> law = Point(2, "Jura", time(9, 30), time(11), speakers=(7,))
    >>> [(one.fault.value, one.titles) for one in remarks([talk, law], starts=time(9), ends=time(10, 30))]
    [('speaker_twice', ('Oplæg', 'Jura')), ('outside', ('Jura',))]
    """
    found = [*_twice(points)]
    for point in points:
        if point.starts is None or point.ends is None:
            found.append(Remark(Fault.NO_HOURS, (point.title,)))
        elif point.starts < starts or point.ends > ends:
            found.append(Remark(Fault.OUTSIDE, (point.title,)))
        if point.kind not in {"break", "discussion"} and not point.speakers:
            found.append(Remark(Fault.NO_SPEAKER, (point.title,)))
    return [*found, Remark(Fault.NO_LINK)] if lacks_link else found


def _twice(points: Sequence[Point]) -> Iterable[Remark]:
    for first, second in combinations(points, 2):
        if _overlap(first, second):
            for speaker in sorted(set(first.speakers) & set(second.speakers)):
                yield Remark(Fault.SPEAKER_TWICE, (first.title, second.title), speaker)


def _overlap(first: Point, second: Point) -> bool:
    if first.starts is None or first.ends is None or second.starts is None or second.ends is None:
        return False
    return first.starts < second.ends and second.starts < first.ends


def changes(before: Sequence[Point], after: Sequence[Point]) -> list[Change]:
    """Return what a reader of the version before must know of the one after, in the order of the programme.

    >>> old, new = [Point(1, "Oplæg", time(9), time(10))], [Point(1, "Oplæg", time(10), time(11)), Point(2, "Frokost")]
    >>> [(one.what.value, one.title, one.before, one.after) for one in changes(old, new)]
    [('moved', 'Oplæg', '09:00-10:00', '10:00-11:00'), ('added', 'Frokost', '', '')]
    """
    known: Mapping[int, Point] = {point.key: point for point in before}
    kept = {point.key for point in after}
    found = [change for point in after for change in _of(known.get(point.key), point)]
    return found + [Change(Changed.REMOVED, one.key, one.title) for one in before if one.key not in kept]


def _of(before: Point | None, after: Point) -> Iterable[Change]:
    if before is None:
        yield Change(Changed.ADDED, after.key, after.title)
        return
    if before.title != after.title:
        yield Change(Changed.RENAMED, after.key, before.title, before.title, after.title)
    if (before.starts, before.ends) != (after.starts, after.ends):
        yield Change(Changed.MOVED, after.key, after.title, _hours(before), _hours(after))
    if set(before.speakers) != set(after.speakers):
        yield Change(Changed.SPEAKERS, after.key, after.title)
    if (before.kind, before.rest) != (after.kind, after.rest):
        yield Change(Changed.REST, after.key, after.title)


def _hours(point: Point) -> str:
    return f"{point.starts:%H:%M}-{point.ends:%H:%M}" if point.starts and point.ends else ""
