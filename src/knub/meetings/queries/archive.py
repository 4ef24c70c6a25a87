"""The meetings of the archive as one knew them at a moment: the day as announced, and no place that came later."""

from copy import copy
from datetime import date, datetime

from django.utils import timezone

from knub.meetings.models import Meeting


def as_known(meeting: Meeting, *, at: datetime) -> Meeting:
    """Return a meeting of the archive as one knew it at a moment, not stored; one query unless the moves are fetched.

    What a move that was announced later brought is taken back: day and hours, place and format. Other meetings are
    returned as they are.
    """
    if not meeting.archived:
        return meeting
    later = [move for move in meeting.moves.all() if move.at > at]
    if not later:
        return meeting
    known = copy(meeting)
    known.day = date.fromisoformat(later[0].before["day"])
    known.starts_at = known.ends_at = None
    known.venue = known.format = ""
    return known


def is_past(meeting: Meeting, at: datetime) -> bool:
    """Return whether a meeting has been held at a moment; of the archive also one whose day was not found."""
    if meeting.ends_at is not None:
        return meeting.ends_at <= at
    return meeting.day is None or meeting.day < timezone.localdate(at)
