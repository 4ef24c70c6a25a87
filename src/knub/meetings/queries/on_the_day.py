"""What the page of the day shows a participant: what is on now, her group and its lines, and what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from knub.meetings.models import DayQuestion, Group, GroupLine, GroupSeat, IntendedAction, Item, Meeting, Seat
from knub.meetings.queries.groups import MyGroup, my_group
from knub.meetings.queries.programme import Shown, programme_of, shown_programme
from knub.meetings.queries.speaking import shared_slides
from knub.people.access import User
from knub.people.models import Organisation, Person

OPEN_AFTER = timedelta(days=7)  # the end of a meeting; then the record is due


@dataclass(frozen=True)
class Asking:
    """A question, which point of the programme it is about, and whether the reader wants to ask it too."""

    question: DayQuestion
    about: str
    wished: bool


@dataclass(frozen=True)
class Today:
    """The page of the day for one reader.

    now, next : points of the released programme; both None before the day, after it, and where hours are not known
    mine : her own group; group : the one whose lines are shown, None for the meeting's own
    groups : those she may choose between, empty but for the secretariat
    questions : those not answered first, and what most want to know
    """

    items: tuple[Shown, ...]
    now: Shown | None
    next: Shown | None
    seat: Seat | None
    mine: MyGroup | None
    group: Group | None
    groups: tuple[Group, ...]
    lines: tuple[GroupLine, ...]
    intended: tuple[IntendedAction, ...]
    questions: tuple[Asking, ...]
    slides: list[tuple[Any, Any]]
    is_open: bool


def today(meeting: Meeting, user: User, *, at: datetime, plans: bool, number: int | None = None) -> Today:
    """Return the page of the day; twelve queries at most, and two for each speaker who shares slides.

    plans : whether she is of the secretariat, which may look into each group; number : the group she looks into
    """
    items = shown_programme(programme_of(meeting))
    now, following = now_and_next(items, _clock(meeting, at))
    seat = own_seat(meeting, user)
    group, groups = group_shown(meeting, seat, plans=plans, number=number)
    return Today(
        items, now, following, seat, my_group(seat), group, groups,
        lines=tuple(GroupLine.objects.filter(meeting=meeting, group=group).select_related("written_by")),
        intended=tuple(
            IntendedAction.objects.filter(meeting=meeting, group=group).select_related("owner", "municipality")
        ),
        questions=questions_of(meeting, user, items),
        slides=shared_slides(meeting),
        is_open=is_open_for_writing(meeting, at),
    )  # fmt: skip


def _clock(meeting: Meeting, at: datetime) -> time | None:
    """Return the hour of the day while it is the day of the meeting."""
    local = timezone.localtime(at)
    return local.time() if local.date() == meeting.day and not meeting.is_over else None


def now_and_next(items: Sequence[Shown], clock: time | None) -> tuple[Shown | None, Shown | None]:
    """Return the point that is on at an hour, and the first that begins later; None where there is none."""
    if clock is None:
        return None, None
    timed = sorted((one for one in items if one.starts), key=lambda one: one.starts or clock)
    begun = [one for one in timed if one.starts and one.starts <= clock]
    on = next((one for one in reversed(begun) if one.ends is None or clock < one.ends), None)
    return on, next((one for one in timed if one.starts and one.starts > clock), None)


def own_seat(meeting: Meeting, user: User) -> Seat | None:
    """Return the seat somebody has at a meeting; one query."""
    seats = Seat.objects.filter(meeting=meeting, person_id=user.pk or 0, state=Seat.State.CONFIRMED)
    return seats.select_related("sign_up__municipality").first()


def seat_place(meeting: Meeting, person: Person) -> Organisation | None:
    """Return the municipality somebody has her seat from; one query."""
    seat = own_seat(meeting, person)
    return seat.sign_up.municipality if seat else None


def group_shown(
    meeting: Meeting, seat: Seat | None, *, plans: bool, number: int | None
) -> tuple[Group | None, tuple[Group, ...]]:
    """Return the group whose lines somebody sees and adds to, and those to choose between; one query."""
    if plans:
        groups = tuple(Group.objects.filter(grouping__meeting=meeting))
        return next((one for one in groups if one.number == number), None), groups
    held = GroupSeat.objects.filter(seat=seat, grouping__released_at__isnull=False).exclude(told="")
    own = held.select_related("group").first() if seat else None
    return own.group if own else None, ()


def questions_of(meeting: Meeting, user: User, items: Sequence[Shown]) -> tuple[Asking, ...]:
    """Return what is asked on the day; two queries."""
    found = DayQuestion.objects.filter(meeting=meeting)
    wished = set(found.filter(wishes__person=user.pk).values_list("pk", flat=True))
    titles = {one.key: one.title for one in items}
    rows = found.select_related("asked_by")
    return tuple(Asking(one, titles.get(one.item_id or 0, ""), one.pk in wished) for one in rows)


def points_to_ask(items: Sequence[Shown]) -> list[Shown]:
    """Return the points one can ask about: all but breaks and discussions."""
    return [one for one in items if one.key and one.kind not in (Item.Kind.BREAK, Item.Kind.DISCUSSION)]


def is_open_for_writing(meeting: Meeting, at: datetime) -> bool:
    """Return whether lines and questions are still taken: until a week after the meeting."""
    return not meeting.archived and at <= (meeting.ends_at or meeting.starts) + OPEN_AFTER


def asked_on_the_day(meeting: Meeting) -> tuple[str, ...]:
    """Return what is asked on the day, what most want to know first, without names; one query."""
    return tuple(DayQuestion.objects.filter(meeting=meeting, answered=False).values_list("text", flat=True))
