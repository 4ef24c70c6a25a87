"""What a meeting can hold, what is taken, and who waits; read again after the lock whenever seats are given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Subquery
from django.utils import timezone

from knub.domain.seats import Mode, Room, Waiting, in_order
from knub.meetings.models import Meeting, Seat, SignUp
from knub.memberships.models import Membership, SeatRule

Row = tuple[Mode, str, int | None, str, int]  # mode, state, municipality, kind, how many


@dataclass(frozen=True)
class State:
    """The room of a meeting, and whether anybody waits or has been offered a seat."""

    room: Room
    waiting: int
    offered: int
    seated: int


def state_of(meeting: Meeting) -> State:
    """Return the state of a meeting that is to come; two queries."""
    rows = _rows(meeting)
    members, rule = _members_and_rule(meeting)
    room = Room(
        capacity=meeting.capacity,
        taken=_taken(rows),
        cap=rule if meeting.follows_seat_rule else meeting.seats_per_municipality,
        counted=_counted(rows),
        members=frozenset(members),
    )
    return State(room, _sum(rows, "waiting"), _sum(rows, "offered"), _sum(rows, "confirmed"))


def _members_and_rule(meeting: Meeting) -> tuple[set[int], int | None]:
    """Return the municipalities that are members on the day, and how many seats the season's rule gives each."""
    day = day_of(meeting)
    rules = SeatRule.objects.filter(season=meeting.season_id, format=meeting.format, from_day__lte=day)
    newest = Subquery(rules.order_by("-from_day").values("seats")[:1])
    members = Membership.on_day(day).filter(season=meeting.season_id)
    rows = list(members.order_by().values_list("municipality", newest))
    return {municipality for municipality, _seats in rows}, rows[0][1] if rows else None


def day_of(meeting: Meeting) -> date:
    """Return the day of a meeting in Copenhagen."""
    return timezone.localdate(meeting.starts)


def _rows(meeting: Meeting) -> list[Row]:
    active = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE).order_by()
    grouped = active.values_list("mode", "state", "sign_up__municipality", "sign_up__kind")
    return list(grouped.annotate(count=Count("pk")))


def _taken(rows: Iterable[Row]) -> dict[Mode, int]:
    taken: Counter[Mode] = Counter()
    for mode, state, _municipality, _kind, count in rows:
        taken[mode] += count if state in Seat.TAKING_ROOM else 0
    return dict(taken)


def _counted(rows: Iterable[Row]) -> dict[int, int]:
    counted: Counter[int] = Counter()
    for _mode, state, municipality, kind, count in rows:
        if municipality is not None and state in Seat.TAKING_ROOM and kind == SignUp.Kind.PARTICIPANT:
            counted[municipality] += count
    return dict(counted)


def _sum(rows: Iterable[Row], state: str) -> int:
    return sum(count for _mode, found, _municipality, _kind, count in rows if found == state)


def queue_of(meeting: Meeting) -> list[Waiting]:
    """Return who waits for seats, in the order in which they are asked; one query."""
    waits = Q(seats__state=Seat.State.WAITING)
    sign_ups = SignUp.objects.filter(meeting=meeting).annotate(wanted=Count("seats", filter=waits)).filter(wanted__gt=0)
    rows = sign_ups.values_list(
        "pk", "mode", "municipality", "wanted", "least", "queued_at", "kind", "priority", named=True
    )
    return in_order(
        Waiting(
            key=row.pk,
            mode="physical" if row.mode == "physical" else "online",
            municipality=row.municipality,
            wanted=row.wanted,
            least=min(row.least, row.wanted),
            since=row.queued_at,
            counts=row.kind == SignUp.Kind.PARTICIPANT,
            priority=row.priority,
        )
        for row in rows
    )
