"""What the secretariat does for others: sign up a municipality or guests, and answer requests after the deadline."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.meetings.actions.signing_up import Wish, sign_up
from knub.meetings.models import LateRequest, Meeting, SignUp
from knub.people.models import Organisation, Person
from knub.people.queries import contact_people


@transaction.atomic
def sign_up_for(meeting: Meeting, wish: Wish, *, at: datetime, by: Person) -> SignUp:
    """Sign others up, also after the deadline; a municipality's seats are its contact person's, as if she had asked."""
    if wish.municipality and wish.kind == SignUp.Kind.PARTICIPANT:
        contact = contact_people(wish.municipality, on=timezone.localdate(at)).first()
        wish = replace(wish, ordered_by=contact or by)
    return sign_up(meeting, replace(wish, late=True), at=at, by=by)


@transaction.atomic
def ask_late(
    meeting: Meeting, municipality: Organisation, values: dict[str, object], *, at: datetime, by: Person
) -> LateRequest:
    """Ask the secretariat for seats after the deadline; one request at a time."""
    try:
        with transaction.atomic():
            asked = LateRequest.objects.create(
                meeting=meeting, municipality=municipality, asked_by=by, asked_at=at, **values
            )
    except IntegrityError as error:
        raise ValidationError(_("You have asked already. The secretariat answers by mail."), code="twice") from error
    record("late_request_made", asked, by=by, seats=asked.seats)
    return asked


@transaction.atomic
def give_late(asked: LateRequest, *, at: datetime, by: Person) -> SignUp:
    """Give the seats that were asked for after the deadline, all or none, as if they had been asked for in time."""
    asked = _unanswered(asked)
    comes = asked.comes_herself and asked.asked_by is not None
    wish = Wish(
        mode="online" if asked.mode == "online" else "physical",
        municipality=asked.municipality,
        people=[asked.asked_by] if comes and asked.asked_by else [],
        unnamed=asked.seats - comes,
        ordered_by=asked.asked_by,
        late=True,
    )
    made = sign_up(asked.meeting, wish, at=at, by=by)
    _answer(asked, given=True, words="", at=at, by=by)
    return made


@transaction.atomic
def refuse_late(asked: LateRequest, words: str, *, at: datetime, by: Person) -> None:
    """Say no to a request after the deadline, with words that stand in the mail."""
    _answer(_unanswered(asked), given=False, words=words, at=at, by=by)


def _unanswered(asked: LateRequest) -> LateRequest:
    """Return a request that is still to be answered, locked so that it is answered once."""
    rows = LateRequest.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("meeting", "municipality", "asked_by").get(pk=asked.pk)
    if found.answered_at:
        raise ValidationError(_("This request has already been answered."), code="answered")
    return found


def _answer(asked: LateRequest, *, given: bool, words: str, at: datetime, by: Person) -> None:
    asked.answered_at, asked.was_given, asked.answer = at, given, words
    asked.save(update_fields=["answered_at", "was_given", "answer"])
    record("late_request_answered", asked, by=by, given=given)
    if not given:
        app.configure_task("meetings.tell_refused").defer(request_id=asked.pk)
