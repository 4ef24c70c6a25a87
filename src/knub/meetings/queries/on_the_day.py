"""What the page of the day shows a participant: what is on now, her group and its lines, and what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from knub.domain.attending import discusses
from knub.meetings.models import DayQuestion, Group, GroupLine, IntendedAction, Item, Meeting, Seat
from knub.meetings.queries.choices import as_points, part_of, part_of_link
from knub.meetings.queries.groups import MyGroup, my_groups
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
class Trying:
    """A thing to try, and whether the reader may take it on, or leave it to somebody else."""

    action: IntendedAction
    may_take: bool
    may_leave: bool


@dataclass(frozen=True)
class Today:
    """The page of the day for one reader.

    now, next : points of the released programme that she takes part in; both None before the day, after it, and where
        hours are not known
    chosen : the keys of the points she has chosen; none is the whole meeting
    is_through : whether what she has chosen is over, and the meeting is not
    hours : when she is awaited in the online room; nothing is all the time
    discusses : whether she takes part in a group discussion
    own : her own groups in the order of the discussions; mine : the one that is shown, now or next
    group : the one whose lines are shown, None for the meeting's own
    groups : those she may choose between, empty but for the secretariat
    questions : those not answered first, and what most want to know
    """

    items: tuple[Shown, ...]
    now: Shown | None
    next: Shown | None
    chosen: frozenset[int]
    is_through: bool
    hours: str
    discusses: bool
    seat: Seat | None
    own: tuple[MyGroup, ...]
    mine: MyGroup | None
    group: Group | None
    groups: tuple[Group, ...]
    lines: tuple[GroupLine, ...]
    intended: tuple[Trying, ...]
    questions: tuple[Asking, ...]
    slides: list[tuple[Any, Any]]
    is_open: bool


def today(meeting: Meeting, user: User, *, at: datetime, plans: bool, key: str = "") -> Today:
    """Return the page of the day; twelve queries at most, and two for each speaker who shares slides.

    plans : whether she is of the secretariat, which may look into each group; key : of the group that is looked into
    """
    programme, clock = programme_of(meeting), _clock(meeting, at)
    items, points = shown_programme(programme), as_points(programme.items if programme else None)
    seat = own_seat(meeting, user)
    part = part_of(seat, points) if seat else ()
    chosen = frozenset(one.key for one in part)
    now, following = now_and_next([one for one in items if not chosen or one.key in chosen], clock)
    own = my_groups(seat, points)
    mine = own_group_shown(own, clock, key=key)
    group, groups = groups_to_choose(meeting, key=key) if plans else (mine.group if mine else None, ())
    return Today(
        items, now, following, chosen,
        is_through=bool(chosen and clock) and not (now or following),
        hours=part_of_link(seat, points) if seat else "",
        discusses=discusses(part, points),
        seat=seat, own=own, mine=mine, group=group, groups=groups,
        lines=tuple(GroupLine.objects.filter(meeting=meeting, group=group).select_related("written_by")),
        intended=_trying(meeting, group, seat),
        questions=questions_of(meeting, user, items),
        slides=shared_slides(meeting),
        is_open=is_open_for_writing(meeting, at),
    )  # fmt: skip


def _trying(meeting: Meeting, group: Group | None, seat: Seat | None) -> tuple[Trying, ...]:
    """Return what will be tried; with a seat from a municipality one may take on what is free and not another's."""
    place, person = (seat.sign_up.municipality_id, seat.person_id) if seat else (None, None)
    found = IntendedAction.objects.filter(meeting=meeting, group=group).select_related("owner", "municipality")
    return tuple(
        Trying(
            one,
            may_take=one.is_free and place is not None and one.municipality_id in (None, place),
            may_leave=person is not None and one.owner_id == person and not one.outcome,
        )
        for one in found
    )


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


def groups_to_choose(meeting: Meeting, *, key: str) -> tuple[Group | None, tuple[Group, ...]]:
    """Return the group with a key, and all that the secretariat chooses between; one query."""
    found = Group.objects.filter(grouping__meeting=meeting).select_related("grouping__item")
    groups = tuple(found.order_by("grouping__item__starts", "grouping__item", "number"))
    return next((one for one in groups if one.key == key), None), groups


def own_group_shown(own: Sequence[MyGroup], clock: time | None, *, key: str) -> MyGroup | None:
    """Return the group asked for by its key; else the one that sits now or next; else the one that sat last."""
    asked = [one for one in own if one.group.key == key]
    sittings = sorted(
        ((point, one) for one in own for point in one.points), key=lambda sitting: sitting[0].starts or time.min
    )
    left = [one for point, one in sittings if clock is None or point.ends is None or clock < point.ends]
    return next(iter([*asked, *left, *(one for _point, one in reversed(sittings)), *own]), None)


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
