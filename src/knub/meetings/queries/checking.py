"""What may never be true of the seats of a meeting, and would show that something has gone wrong."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, F
from django.utils.translation import gettext as _

from knub.domain.seats import Moment, fill
from knub.meetings.models import Meeting, ModeChoice, Seat
from knub.meetings.queries.room import State, queue_of, state_of


def faults_of(meeting: Meeting, *, at: datetime) -> list[str]:
    """Return a sentence for each fault in the seats of a meeting that is to come; at most seven queries."""
    state = state_of(meeting)
    found = [*_too_many(state), *_twice(meeting), *_astray(meeting), *_left_lying(meeting, at)]
    return found or list(_stuck(meeting, state, at))


def _too_many(state: State) -> Iterator[str]:
    for mode, limit in state.room.capacity.items():
        taken = state.room.taken.get(mode, 0)
        if limit is not None and taken > limit:
            words = {"taken": taken, "limit": limit, "mode": ModeChoice(mode).label}
            yield _("%(mode)s: %(taken)s seats are taken, and there is room for %(limit)s.") % words


def _twice(meeting: Meeting) -> Iterator[str]:
    active = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE, person__isnull=False)
    for person in active.values("person").annotate(seats=Count("pk")).filter(seats__gt=1).order_by("person"):
        yield _("Person %(person)s has %(seats)s seats at the same time.") % person


def _astray(meeting: Meeting) -> Iterator[str]:
    """Yield a sentence where seats belong to another meeting than their sign-up, or to a mode that is not offered."""
    active = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE)
    if count := active.exclude(mode__in=meeting.capacity).count():
        yield _("Seats in a way of taking part that is not offered: %(count)s.") % {"count": count}
    if count := active.exclude(sign_up__meeting=F("meeting")).count():
        yield _("Seats that belong to the sign-up for another meeting: %(count)s.") % {"count": count}


def _left_lying(meeting: Meeting, at: datetime) -> Iterator[str]:
    offered = Seat.objects.filter(meeting=meeting, state=Seat.State.OFFERED)
    if count := offered.filter(sign_up__offer_until__lt=at).count():
        yield _("Offers that have run out and were not passed on: %(count)s.") % {"count": count}


def _stuck(meeting: Meeting, state: State, at: datetime) -> Iterator[str]:
    """Yield a sentence where there is room for somebody who waits."""
    if not state.waiting or meeting.window.moment(at) is Moment.STARTED:
        return
    for number, answer in enumerate(fill(queue_of(meeting), state.room), start=1):
        if answer.given:
            words = {"number": number, "seats": answer.given}
            yield _("Number %(number)s of the waiting list waits although it could have %(seats)s seats.") % words
