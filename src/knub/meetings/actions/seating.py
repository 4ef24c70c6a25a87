"""The one place where seats are given: lock the meeting, ask the queue from its head, write, and tell.

Whatever fills or frees a seat happens inside `seating`: sign-up, cancelling, a larger room, another format, a seat
rule, a membership that ends, an offer that nobody took. Nothing else writes the state of a seat.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.domain.seats import Answer, Moment, Waiting, fill, offer_until
from knub.meetings import queries
from knub.meetings.actions.locking import Busy, hold
from knub.meetings.models import Meeting, Seat, SignUp
from knub.people.models import Person

__all__ = ["Busy", "Session", "ask_queue", "confirm", "end_seats", "lock", "look", "seating"]


@dataclass
class Session:
    """A meeting under its lock: what happens in it happens to nobody else meanwhile."""

    meeting: Meeting
    at: datetime
    by: Person | None
    cause: str
    news: list[tuple[str, int]] = field(default_factory=list)
    settled: bool = False

    def tell(self, what: str, *seats: int) -> None:
        """Remember what is to be told of seats when the transaction is done."""
        self.news.extend((what, seat) for seat in seats)


@contextmanager
def seating(meeting: Meeting, *, at: datetime, by: Person | None, cause: str) -> Iterator[Session]:
    """Lock a meeting; at the end give what has become free to those who wait, and defer what is to be told."""
    with transaction.atomic():
        session = Session(lock(meeting.pk), at, by, cause)
        yield session
        if not session.settled:
            ask_queue(session)
        if session.news:
            app.configure_task("meetings.tell_seats").defer(
                news=[[what, seat] for what, seat in session.news], by=by.pk if by else None
            )


def lock(pk: int) -> Meeting:
    """Lock a meeting's row until the transaction ends, and return it as it is now; Busy after three seconds."""
    sentence = _("Many are signing up at this moment. Nothing has been changed. Please try again.")
    return hold(Meeting.objects.all(), pk, sentence=sentence)


def ask_queue(session: Session, newcomer: Waiting | None = None) -> Answer | None:
    """Give what is free to the queue and, last of all, to a newcomer; her answer is returned, her seats not written."""
    session.settled = True
    state = look(session.meeting)
    if state.offered and _lapse(session):
        state = look(session.meeting)
    queue = queries.queue_of(session.meeting) if state.waiting and not state.room.is_full else []
    answers = fill([*queue, *([newcomer] if newcomer else [])], state.room)
    if session.meeting.window.moment(session.at) is not Moment.STARTED:
        for answer in answers[: len(queue)]:
            _write(session, answer)
    return answers[-1] if newcomer else None


def look(meeting: Meeting) -> queries.State:
    """Return what is taken and what is free, read under the lock."""
    return queries.state_of(meeting)


def _write(session: Session, answer: Answer) -> None:
    if answer.given:
        _give(session, answer)
    if answer.passed:
        sign_up = SignUp.objects.get(pk=answer.entry.key)
        record("passed_over", sign_up, by=session.by, seats=answer.passed, why=answer.why, cause=session.cause)


def _give(session: Session, answer: Answer) -> None:
    """Give or, near the start, offer waiting seats, the first first."""
    sign_up = SignUp.objects.get(pk=answer.entry.key)
    waiting = sign_up.seats.filter(state=Seat.State.WAITING).values_list("pk", flat=True)
    chosen = list(waiting[: answer.given])
    window = session.meeting.window
    if window.gives(session.at):
        confirm(chosen, at=session.at)
        sign_up.least = 1
    else:
        sign_up.offer_until = _offer_until(session, sign_up)
        Seat.objects.filter(pk__in=chosen).update(state=Seat.State.OFFERED)
    sign_up.save(update_fields=["least", "offer_until"])
    verb = "promoted" if window.gives(session.at) else "offered"
    session.tell(verb, *chosen)
    record(verb, sign_up, by=session.by, seats=chosen, cause=session.cause)


def _offer_until(session: Session, sign_up: SignUp) -> datetime:
    """Return until when an offer holds; a later one never prolongs an earlier one, for which others wait."""
    until = offer_until(session.meeting.window, session.at)
    is_open = sign_up.seats.filter(state=Seat.State.OFFERED).exists()
    return min(until, sign_up.offer_until or until) if is_open else until


def confirm(seats: Sequence[int], *, at: datetime) -> None:
    """Give seats."""
    Seat.objects.filter(pk__in=seats).update(state=Seat.State.CONFIRMED, confirmed_at=at)


def end_seats(session: Session, seats: Sequence[Seat], *, cause: str, reason: str = "") -> None:
    """End seats or places in the queue, whatever state they are in, and forget what was told of food and needs."""
    ended = [seat.pk for seat in seats]
    told = {"diet": "", "needs": "", "question": ""}
    Seat.objects.filter(pk__in=ended).update(state=Seat.State.ENDED, ended_at=session.at, end_cause=cause, **told)
    for sign_up in {seat.sign_up_id: seat.sign_up for seat in seats}.values():
        own = [seat.pk for seat in seats if seat.sign_up_id == sign_up.pk]
        record("seats_ended", sign_up, by=session.by, seats=own, cause=cause, reason=reason)
    session.tell(cause, *ended)


def _lapse(session: Session) -> bool:
    """End the offers nobody took in time, and return whether there were any."""
    offered = Seat.objects.filter(meeting=session.meeting, state=Seat.State.OFFERED)
    late = list(offered.filter(sign_up__offer_until__lte=session.at).select_related("sign_up"))
    if late:
        end_seats(session, late, cause="lapsed")
    return bool(late)
