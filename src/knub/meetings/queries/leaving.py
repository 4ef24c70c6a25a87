"""What somebody may do with a seat she has or waits for, and what it costs to give it up."""

from datetime import datetime
from decimal import Decimal

from knub.domain.cancelling import cost
from knub.domain.seats import Mode, Moment, Waiting, fill, modes_of
from knub.meetings.models import ModeChoice, Seat
from knub.meetings.queries.room import queue_of, state_of


def other_modes(seat: Seat) -> list[tuple[Mode, str]]:
    """Return the other ways in which somebody with a seat, or who waits for one, may take part, as value and label."""
    if seat.state not in (Seat.State.CONFIRMED, Seat.State.WAITING) or seat.meeting.archived:
        return []
    modes = [mode for mode in modes_of(seat.meeting.format) if mode != seat.mode]
    return [(mode, str(ModeChoice(mode).label)) for mode in modes]


def as_newcomer(seat: Seat, mode: Mode, *, at: datetime) -> Waiting:
    """Return the wish of somebody who waits for a seat in the other way: one seat, asked for at a moment."""
    return Waiting(0, mode, seat.sign_up.municipality_id, 1, 1, at, counts=seat.sign_up.counts)


def has_room_in_another_way(seat: Seat, *, at: datetime) -> bool:
    """Return whether somebody can take part in another way now; three queries where there is another way."""
    modes = [mode for mode, _label in other_modes(seat)]
    if not modes:
        return False
    room = state_of(seat.meeting).room
    if seat.state == Seat.State.CONFIRMED:
        return any(room.free(mode) != 0 for mode in modes)
    queue = queue_of(seat.meeting)
    return any(fill([*queue, as_newcomer(seat, mode, at=at)], room)[-1].given for mode in modes)


def cost_of(seat: Seat, *, at: datetime) -> Decimal:
    """Return what giving up a seat costs, in kroner without VAT."""
    meeting = seat.meeting
    if seat.state != Seat.State.CONFIRMED or meeting.starts_at is None:
        return Decimal("0.00")
    return cost(meeting.fee, meeting.steps, at=at, starts=meeting.starts, is_moved=seat.may_leave_free)


def is_too_late(seat: Seat, *, at: datetime) -> bool:
    """Return whether only the secretariat gives a seat up: after the deadline, unless the meeting was moved since."""
    is_closed = seat.meeting.window.moment(at) is Moment.CLOSED
    return is_closed and seat.state == Seat.State.CONFIRMED and not seat.may_leave_free
