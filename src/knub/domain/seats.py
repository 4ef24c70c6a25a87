"""Who gets a seat at a meeting and who waits.

One rule for everybody: a new sign-up is the last of the queue, and whatever frees a seat asks the queue from its head.
An entry says how many seats it wants and the least it accepts. What the head does not accept goes to the next that
does; the head keeps its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from knub.domain.errors import SeatError

__all__ = [
    "ANSWER_WITHIN", "MODES", "QUIET", "Answer", "Mode", "Moment", "Room", "Waiting", "Why", "Window", "fill",
    "in_order", "modes_of", "offer_until",
]  # fmt: skip

Mode = Literal["physical", "online"]
MODES: Mapping[str, tuple[Mode, ...]] = {
    "physical": ("physical",),
    "online": ("online",),
    "both": ("physical", "online"),
}
QUIET = timedelta(hours=48)  # nearer the start than this nobody is given a seat without having said yes
ANSWER_WITHIN = timedelta(hours=24)


class Why(StrEnum):
    """Why an entry waits."""

    ROOM_FULL = "room_full"
    MUNICIPALITY_FULL = "municipality_full"
    TOO_FEW = "too_few"
    NOT_IN_THIS_MODE = "not_in_this_mode"
    NOT_A_MEMBER = "not_a_member"


class Moment(StrEnum):
    """What can happen at a moment: sign up, or only be offered what others leave, or nothing."""

    NOT_OPEN = "not_open"
    OPEN = "open"
    CLOSED = "closed"
    STARTED = "started"


@dataclass(frozen=True)
class Window:
    """When one can sign up: from when it opens (None: already) until it closes, never after the start."""

    opens: datetime | None
    closes: datetime
    starts: datetime

    def moment(self, at: datetime) -> Moment:
        """Return what can happen at a moment."""
        if at >= self.starts:
            return Moment.STARTED
        if at >= self.closes:
            return Moment.CLOSED
        return Moment.OPEN if self.opens is None or at >= self.opens else Moment.NOT_OPEN

    def gives(self, at: datetime) -> bool:
        """Return whether a freed seat is given at once; nearer the start it is offered, with a deadline.

        >>> from datetime import UTC
        >>> start = datetime(2026, 5, 20, 8, tzinfo=UTC)
        >>> window = Window(None, datetime(2026, 5, 19, 8, tzinfo=UTC), start)
        >>> window.gives(datetime(2026, 5, 18, 7, tzinfo=UTC)), window.gives(datetime(2026, 5, 18, 9, tzinfo=UTC))
        (True, False)
        """
        return at < self.closes and at < self.starts - QUIET


def offer_until(window: Window, at: datetime) -> datetime:
    """Return until when an offer made at a moment can be taken: a day, and no longer than until the meeting starts."""
    return min(at + ANSWER_WITHIN, window.starts)


@dataclass(frozen=True)
class Waiting:
    """An entry of the queue: how many seats it still wants, in which mode, for which municipality, and since when.

    Guests, speakers and staff have `counts` False: they take room, but nothing of the municipality's seats.
    SeatError unless 1 <= least <= wanted.
    """

    key: int
    mode: Mode
    municipality: int | None
    wanted: int
    least: int
    since: datetime
    counts: bool = True
    priority: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.wanted:
            raise SeatError(f"An entry accepts at least 1 and at most the {self.wanted} it wants, not {self.least}.")


@dataclass(frozen=True)
class Room:
    """What a meeting can hold and what is taken.

    capacity : seats per mode that is offered; None is as many as want to come
    taken : seats given or offered per mode, those of guests, speakers and staff too
    cap : seats each municipality may have; None is as many as they like
    counted : seats given or offered that count in the cap, per municipality
    members : the municipalities that are members on the day of the meeting
    """

    capacity: Mapping[Mode, int | None]
    taken: Mapping[Mode, int] = field(default_factory=dict)
    cap: int | None = None
    counted: Mapping[int, int] = field(default_factory=dict)
    members: frozenset[int] = frozenset()

    def free(self, mode: Mode) -> int | None:
        """Return how many seats of a mode are free; None is any number, 0 also where the limit is exceeded."""
        limit = self.capacity.get(mode, 0)
        return None if limit is None else max(limit - self.taken.get(mode, 0), 0)

    @property
    def is_full(self) -> bool:
        """Whether no mode has a free seat, so that whoever waits can be given none.

        >>> Room({"physical": 40, "online": 10}, taken={"physical": 40, "online": 10}).is_full
        True
        """
        return all(self.free(mode) == 0 for mode in self.capacity)

    def left(self, municipality: int | None) -> int | None:
        """Return how many seats a municipality can still get; None is any number."""
        if self.cap is None or municipality is None:
            return None
        return max(self.cap - self.counted.get(municipality, 0), 0)

    def with_seats(self, entry: Waiting, count: int) -> "Room":
        """Return the room after so many seats have been given to an entry."""
        taken = {**self.taken, entry.mode: self.taken.get(entry.mode, 0) + count}
        if not entry.counts or entry.municipality is None:
            return replace(self, taken=taken)
        counted = {**self.counted, entry.municipality: self.counted.get(entry.municipality, 0) + count}
        return replace(self, taken=taken, counted=counted)


@dataclass(frozen=True)
class Answer:
    """What an entry gets, why no more, how many seats were to be had, and how many were given past it in this round."""

    entry: Waiting
    given: int
    why: Why | None = None
    fits: int = 0
    passed: int = 0

    @property
    def still_wanted(self) -> int:
        """Return how many seats the entry goes on waiting for."""
        return self.entry.wanted - self.given


def modes_of(form: str) -> tuple[Mode, ...]:
    """Return the modes in which one can take part in a meeting of a format.

    >>> modes_of("both")
    ('physical', 'online')
    """
    return MODES[form]


def in_order(entries: Iterable[Waiting]) -> list[Waiting]:
    """Return the queue: priority first, then by when each entered it.

    >>> from datetime import UTC
    >>> first = Waiting(1, "online", 751, 1, 1, datetime(2026, 1, 1, tzinfo=UTC))
    >>> [entry.key for entry in in_order([first, replace(first, key=2, priority=True)])]
    [2, 1]
    """
    return sorted(entries, key=lambda entry: (not entry.priority, entry.since, entry.key))


def fill(queue: Sequence[Waiting], room: Room) -> list[Answer]:
    """Return what each entry of a queue gets, asked from its head; each takes what the earlier ones did not accept.

    >>> from datetime import UTC
    >>> since = datetime(2026, 1, 1, tzinfo=UTC)
    >>> queue = [Waiting(1, "physical", 751, 5, 5, since), Waiting(2, "physical", 730, 2, 1, since)]
    >>> room = Room({"physical": 40}, taken={"physical": 37}, members=frozenset({751, 730}))
    >>> [(answer.given, answer.why and answer.why.value, answer.passed) for answer in fill(queue, room)]
    [(0, 'too_few', 2), (2, None, 0)]
    """
    answers: list[Answer] = []
    for entry in queue:
        answer = _offered(entry, room)
        room = room.with_seats(entry, answer.given)
        answers = [_seen_pass(earlier, entry, answer.given) for earlier in answers]
        answers.append(answer)
    return answers


def _offered(entry: Waiting, room: Room) -> Answer:
    """Return what an entry gets of a room."""
    if entry.mode not in room.capacity:
        return Answer(entry, 0, Why.NOT_IN_THIS_MODE)
    if entry.counts and entry.municipality not in room.members:
        return Answer(entry, 0, Why.NOT_A_MEMBER)
    free, left = room.free(entry.mode), room.left(entry.municipality) if entry.counts else None
    fits = min(limit for limit in (entry.wanted, free, left) if limit is not None)
    if fits == entry.wanted:
        return Answer(entry, fits, None, fits)
    if fits == 0 or fits >= entry.least:
        scarce = Why.ROOM_FULL if free == fits else Why.MUNICIPALITY_FULL
        return Answer(entry, fits, scarce, fits)
    return Answer(entry, 0, Why.TOO_FEW, fits)


def _seen_pass(earlier: Answer, entry: Waiting, given: int) -> Answer:
    if given and earlier.still_wanted and earlier.entry.mode == entry.mode:
        return replace(earlier, passed=earlier.passed + given)
    return earlier
