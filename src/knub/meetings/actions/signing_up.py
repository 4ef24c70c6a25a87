"""Sign people up: each request is decided under the meeting's lock and written whole or not at all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.domain.seat_words import not_all, not_possible
from knub.domain.seats import Answer, Mode, Moment, Waiting, Why, modes_of
from knub.meetings.actions.colleagues import new_people
from knub.meetings.actions.seating import Session, ask_queue, look, seating
from knub.meetings.models import Meeting, Seat, SignUp
from knub.people.models import Organisation, Person

NEVER = (Why.NOT_A_MEMBER, Why.NOT_IN_THIS_MODE)


@dataclass(frozen=True)
class Wish:
    """What a form asks for.

    key : of the form; the same wish sent twice is one sign-up
    people, new, unnamed : who comes, names and mails of those nobody knows yet, and how many seats to name later
    least : the least to accept if not all can come; None: nothing, and the form asks
    items : keys of the points they take part in; none is the whole meeting. A seat is one seat either way
    names : of guests, speakers and staff, who need no account
    late : the secretariat may sign up outside the window
    ordered_by : whose sign-up it is, where the secretariat acts for somebody; None: who asks
    """

    mode: Mode
    municipality: Organisation | None
    people: Sequence[Person] = ()
    new: Sequence[tuple[str, str]] = ()
    unnamed: int = 0
    least: int | None = None
    kind: str = SignUp.Kind.PARTICIPANT
    items: Sequence[int] = ()
    names: Sequence[str] = ()
    late: bool = False
    ordered_by: Person | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)


class Full(ValidationError):  # noqa: N818 - what the meeting is, not a fault
    """Not everybody can have a seat, and nothing was said of waiting: ask, and send the wish again.

    other : the way of taking part in which there is a seat for everybody, if there is one
    """

    def __init__(self, answer: Answer, sentence: str, *, other: Mode | None) -> None:
        super().__init__(sentence, code="full")
        self.answer, self.other = answer, other


def sign_up(meeting: Meeting, wish: Wish, *, at: datetime, by: Person) -> SignUp:
    """Sign up those of a wish who are not yet; give seats, put them in the queue, or raise Full and write nothing."""
    with seating(meeting, at=at, by=by, cause="sign_up") as session:
        _refuse_outside_window(session, wish)
        wish = replace(wish, people=[*wish.people, *new_people(wish.new)], new=())
        earlier, seated = _already(session.meeting, wish)
        if earlier:
            session.settled = True
            return earlier
        people = [person for person in wish.people if person.pk not in seated]
        answer = _ask(session, wish, len(people) + len(wish.names) + wish.unnamed)
        return _store(session, wish, people=people, answer=answer)


def _refuse_outside_window(session: Session, wish: Wish) -> None:
    moment = session.meeting.window.moment(session.at)
    refusals = {
        Moment.NOT_OPEN: _("Sign-up has not opened yet."),
        Moment.CLOSED: _("Sign-up has closed. Ask the secretariat: %(mail)s.") % {"mail": settings.CONTACT_MAIL},
        Moment.STARTED: _("The meeting has started."),
    }
    if moment in refusals and not (wish.late and moment is not Moment.STARTED):
        raise ValidationError(refusals[moment], code=moment.value)
    if not (wish.people or wish.new or wish.names or wish.unnamed):
        raise ValidationError(_("Choose who is coming."), code="nobody")


def _already(meeting: Meeting, wish: Wish) -> tuple[SignUp | None, set[int | None]]:
    """Return the sign-up that this wish has made already, if any, and who of its people has a seat or waits."""
    theirs = Q(state__in=Seat.ACTIVE, person__in=wish.people)
    found = Seat.objects.filter(Q(sign_up__key=wish.key) | theirs, meeting=meeting)
    seats = list(found.values_list("sign_up", "sign_up__key", "person"))
    seated: set[int | None] = {person for _sign_up, _key, person in seats}
    is_everybody = len(seated) == len(wish.people) and not wish.unnamed and not wish.names
    made = [sign_up for sign_up, key, _person in seats if key == wish.key]
    made = made or [sign_up for sign_up, _key, _person in seats if is_everybody]
    return (SignUp.objects.get(pk=made[0]) if made else None), seated


def _ask(session: Session, wish: Wish, wanted: int) -> Answer:
    """Ask for seats as the last of the queue; refuse what can never be, and what nobody said yes to."""
    municipality = wish.municipality.pk if wish.municipality else None
    counts = wish.kind == SignUp.Kind.PARTICIPANT
    least = wanted if wish.least is None else min(wish.least, wanted)
    entry = Waiting(0, wish.mode, municipality, wanted, least, session.at, counts=counts)
    answer = ask_queue(session, entry)
    if answer is None:
        raise ValueError("A newcomer always gets an answer.")
    language = get_language() or "da"
    if answer.why in NEVER:
        raise ValidationError(not_possible(answer.why, settings.CONTACT_MAIL).in_language(language), code=answer.why)
    if answer.still_wanted and wish.least is None:
        other = _other_mode(session, entry)
        raise Full(answer, not_all(answer, look(session.meeting).room).in_language(language), other=other)
    return answer


def _other_mode(session: Session, entry: Waiting) -> Mode | None:
    """Return the other way of taking part, if there is a seat in it for everybody."""
    for mode in modes_of(session.meeting.format):
        answer = ask_queue(session, replace(entry, mode=mode)) if mode != entry.mode else None
        if answer and not answer.still_wanted:
            return mode
    return None


def _store(session: Session, wish: Wish, *, people: Sequence[Person], answer: Answer) -> SignUp:
    made = SignUp.objects.create(
        meeting=session.meeting,
        key=wish.key,
        kind=wish.kind,
        mode=wish.mode,
        municipality=wish.municipality,
        ordered_by=wish.ordered_by or session.by,
        made_at=session.at,
        queued_at=session.at,
        least=1 if answer.given else answer.entry.least,
    )
    who: list[Person | str] = [*people, *wish.names, *[""] * wish.unnamed]
    seats = [
        Seat(
            sign_up=made,
            meeting=session.meeting,
            mode=wish.mode,
            state=Seat.State.CONFIRMED if number < answer.given else Seat.State.WAITING,
            person=one if isinstance(one, Person) else None,
            name=one if isinstance(one, str) else "",
            confirmed_at=session.at if number < answer.given else None,
            chosen_items=list(wish.items),
            choice_version=1 if wish.items else 0,
        )
        for number, one in enumerate(who)
    ]
    stored = [seat.pk for seat in Seat.objects.bulk_create(seats)]
    record("signed_up", made, by=session.by, seats=stored, given=answer.given, why=answer.why)
    session.tell("signed_up", stored[0])
    session.tell("confirmed", *stored[: answer.given])
    session.tell("waiting", *stored[answer.given :])
    return made
