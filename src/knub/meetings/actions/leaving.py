"""Give a seat up, hand it on, name it, move it between room and screen, and answer an offer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.domain.seat_words import not_all
from knub.domain.seats import Answer, Mode, Moment, Why
from knub.meetings import queries
from knub.meetings.actions.colleagues import known_or_new
from knub.meetings.actions.seating import Session, ask_queue, confirm, end_seats, look, seating
from knub.meetings.models import LateRequest, Seat, SignUp, Speaker
from knub.people.models import Person


def cancel_seat(seat: Seat, *, at: datetime, by: Person | None) -> None:
    """Give up a seat, or a place in the queue; after the deadline the secretariat is asked, unless it was moved."""
    with seating(seat.meeting, at=at, by=by, cause="cancelled") as session:
        seat = _active(session, seat)
        if queries.is_too_late(seat, at=at):
            raise ValidationError(
                _("The deadline has passed. Write to %(mail)s. You can still send a colleague instead.")
                % {"mail": settings.CONTACT_MAIL},
                code="late",
            )
        end_seats(session, [seat], cause="cancelled")


def cancel_for(seat: Seat, *, reason: str, at: datetime, by: Person) -> None:
    """Give up a seat for somebody, also after the deadline, with a reason; the secretariat only."""
    with seating(seat.meeting, at=at, by=by, cause="cancelled_for") as session:
        end_seats(session, [_active(session, seat)], cause="cancelled", reason=reason)


def substitute(
    seat: Seat, person: Person | None, *, new: tuple[str, str] | None = None, at: datetime, by: Person | None
) -> Person:
    """Let a colleague, known or new by name and mail, take a seat or a place in the queue; it keeps its turn."""
    with seating(seat.meeting, at=at, by=by, cause="substituted") as session:
        person = person or known_or_new(new or ("", ""))
        seat = _active(session, seat)
        before = seat.person
        hand_over(seat, person)
        _save_once(seat, person)
        record("substituted", seat.sign_up, by=by, seat=seat.pk, was=before.pk if before else None, now=person.pk)
        if before:
            session.tell(f"passed_on:{before.pk}:{seat.turn - 1}", seat.pk)
        session.tell("waiting" if seat.state == Seat.State.WAITING else "confirmed", seat.pk)
    return person


def hand_over(seat: Seat, person: Person | None) -> None:
    """Let a seat be somebody else's, or nobody's, without what whoever had it told, and without her consents."""
    seat.person, seat.name, seat.turn = person, "", seat.turn + 1
    seat.on_list, seat.photo, seat.diet, seat.needs, seat.question = True, False, "", "", ""


def _save_once(seat: Seat, person: Person) -> None:
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as error:
        raise ValidationError(_("%(name)s is already signed up.") % {"name": person.name}, code="twice") from error


def unname(seat: Seat, *, at: datetime, by: Person) -> None:
    """Take the name off a seat; the municipality keeps the seat and names somebody later."""
    with seating(seat.meeting, at=at, by=by, cause="unnamed") as session:
        seat = _active(session, seat)
        before = seat.person
        hand_over(seat, None)
        seat.save()
        record("unnamed", seat.sign_up, by=by, seat=seat.pk)
        if before:
            session.tell(f"unnamed:{before.pk}:{seat.turn - 1}", seat.pk)


def switch_mode(seat: Seat, mode: Mode, *, at: datetime, by: Person | None) -> None:
    """Take part in the other way, if there is room; the old place is free for the next.

    Who waits is asked as the last of the queue of the other way, and keeps her place where there is nothing for her.
    """
    with seating(seat.meeting, at=at, by=by, cause="switched") as session:
        ask_queue(session)
        seat = _active(session, seat)
        if seat.state == Seat.State.WAITING:
            _come_in_another_way(session, seat, mode)
            return
        free = look(session.meeting).room.free(mode) if mode in session.meeting.capacity else 0
        if seat.state != Seat.State.CONFIRMED or free == 0:
            raise ValidationError(_("There is no room for that. You keep the seat you have."), code="full")
        _set_mode(session, seat, mode)
        session.tell("switched", seat.pk)


def _come_in_another_way(session: Session, seat: Seat, mode: Mode) -> None:
    answer = ask_queue(session, queries.as_newcomer(seat, mode, at=session.at))
    if answer is None or not answer.given:
        raise ValidationError(_no_other_way(session, answer), code="full")
    _set_mode(session, seat, mode)
    confirm([seat.pk], at=session.at)
    session.tell("confirmed", seat.pk)


def _no_other_way(session: Session, answer: Answer | None) -> str:
    """Return why somebody who waits cannot take part in the other way, and that she loses nothing by asking."""
    keeps = _("You keep your place on the waiting list.")
    if answer is None or answer.why in (Why.NOT_A_MEMBER, Why.NOT_IN_THIS_MODE):
        return keeps
    why = not_all(answer, look(session.meeting).room).in_language(get_language() or "da")
    return f"{why} {keeps}"


def _set_mode(session: Session, seat: Seat, mode: Mode) -> None:
    """Write how somebody takes part; what was freed, or is no longer waited for, is asked for at the end."""
    session.settled = False
    seat.mode, seat.choice_version = mode, seat.choice_version + 1
    if mode == "online":
        seat.diet = seat.needs = ""
    seat.save()
    record("switched", seat.sign_up, by=session.by, seat=seat.pk, mode=mode)


def choose_items(seat: Seat, items: Sequence[int], *, at: datetime, by: Person | None) -> None:
    """Take part in other points of the programme, none being the whole meeting; the seat stays what it is."""
    with seating(seat.meeting, at=at, by=by, cause="chose") as session:
        session.settled = True
        seat = _active(session, seat)
        if list(items) != seat.chosen_items:
            seat.chosen_items, seat.choice_version = list(items), seat.choice_version + 1
            seat.save(update_fields=["chosen_items", "choice_version"])
            record("items_chosen" if items else "whole_chosen", seat.sign_up, by=by, seat=seat.pk)
            session.tell("chose", seat.pk)


def accept_offer(sign_up: SignUp, *, at: datetime, by: Person | None) -> None:
    """Take the seats that were offered near the start."""
    with seating(sign_up.meeting, at=at, by=by, cause="accepted") as session:
        offered = sign_up.seats.filter(state=Seat.State.OFFERED, sign_up__offer_until__gt=at)
        chosen = list(offered.values_list("pk", flat=True))
        if not chosen:
            raise ValidationError(_("The offer has run out, and the seat has gone to the next."), code="lapsed")
        confirm(chosen, at=at)
        record("offer_accepted", sign_up, by=by, seats=chosen)
        session.tell("confirmed", *chosen)


def prioritise(sign_up: SignUp, *, reason: str, at: datetime, by: Person) -> None:
    """Let an entry be asked first, with a reason that stands in the log; the secretariat only."""
    with seating(sign_up.meeting, at=at, by=by, cause="prioritised"):
        sign_up.priority, sign_up.priority_reason = True, reason
        sign_up.save(update_fields=["priority", "priority_reason"])
        record("prioritised", sign_up, by=by, reason=reason)


def accept_fewer(sign_up: SignUp, least: int, *, at: datetime, by: Person) -> None:
    """Change the least number of seats an entry accepts."""
    with seating(sign_up.meeting, at=at, by=by, cause="accepts_fewer"):
        sign_up.least = least
        sign_up.save(update_fields=["least"])
        record("accepts_fewer", sign_up, by=by, least=least)


@transaction.atomic
def tell_about_oneself(seat: Seat, values: dict[str, Any], *, by: Person | None) -> None:
    """Keep what somebody says about herself for a meeting: food, needs, question, and what others may see."""
    for name, value in values.items():
        setattr(seat, name, value)
    seat.save(update_fields=list(values))
    record("seat_details_changed", seat.sign_up, by=by, seat=seat.pk)


def forget_needs(*, now: datetime) -> None:
    """Delete what was said of food, needs and arrival, and late, at meetings that ended KEPT_DAYS["needs"] days ago."""
    over = now - timedelta(days=settings.KEPT_DAYS["needs"])
    Speaker.objects.filter(meeting__ends_at__lt=over).update(needs="", arrival="", technical_test="")
    Seat.objects.filter(meeting__ends_at__lt=over).exclude(diet="", needs="").update(diet="", needs="")
    LateRequest.objects.filter(meeting__ends_at__lt=over).exclude(text="", answer="").update(text="", answer="")


def _active(session: Session, seat: Seat) -> Seat:
    """Return a seat as it is under the lock, if it can still be changed."""
    found = Seat.objects.select_related("sign_up", "person").get(pk=seat.pk)
    if found.state == Seat.State.ENDED:
        raise ValidationError(_("This seat has already been given up."), code="ended")
    if session.meeting.window.moment(session.at) is Moment.STARTED:
        raise ValidationError(_("The meeting has already started."), code="started")
    return found
