"""What somebody may do with a seat she has, and what it costs to give it up."""

from datetime import datetime
from decimal import Decimal

from knub.domain.cancelling import cost
from knub.domain.seats import Moment, modes_of
from knub.meetings.models import ModeChoice, Seat


def other_modes(seat: Seat) -> list[tuple[str, str]]:
    """Return the other ways in which somebody with a seat may take part, as value and label."""
    if seat.state != Seat.State.CONFIRMED or seat.meeting.archived:
        return []
    modes = [mode for mode in modes_of(seat.meeting.format) if mode != seat.mode]
    return [(mode, str(ModeChoice(mode).label)) for mode in modes]


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
