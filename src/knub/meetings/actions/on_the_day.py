"""What participants do on the day: ask, write lines, and say what they will try. What is sent twice is stored once."""

import uuid
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.meetings import queries
from knub.meetings.models import DayQuestion, Group, GroupLine, IntendedAction, Meeting, QuestionWish
from knub.people.models import Organisation, Person


def _refuse_closed(meeting: Meeting, at: datetime) -> None:
    if not queries.is_open_for_writing(meeting, at):
        raise ValidationError(_("The meeting was so long ago that nothing more can be written."), code="closed")


@transaction.atomic
def ask_on_the_day(
    meeting: Meeting, text: str, *, key: uuid.UUID, at: datetime, by: Person, item: int | None, nameless: bool
) -> DayQuestion:
    """Ask those who speak. Without a name neither person nor time is stored, and nothing is written down."""
    _refuse_closed(meeting, at)
    about = meeting.items.filter(pk=item).first() if item else None
    values = {"meeting": meeting, "text": text, "item": about, "asked_by": None if nameless else by}
    question, made = DayQuestion.objects.get_or_create(key=key, defaults=values)
    if made and not nameless:
        record("day_question_asked", meeting, by=by, question=question.pk)
    return question


@transaction.atomic
def wish_too(question: DayQuestion, *, wishes: bool, at: datetime, by: Person) -> None:
    """Say that one wants to ask a question too, or take it back; the same again changes nothing."""
    _refuse_closed(question.meeting, at)
    held = DayQuestion.objects.select_for_update(no_key=True).get(pk=question.pk)
    if wishes:
        QuestionWish.objects.get_or_create(question=held, person=by)
    else:
        held.wishes.filter(person=by).delete()
    held.wished = held.wishes.count()
    held.save(update_fields=["wished"])


@transaction.atomic
def mark_answered(question: DayQuestion, *, answered: bool, by: Person) -> None:
    """Say that a question has been answered, or that it has not after all."""
    if DayQuestion.objects.filter(pk=question.pk, answered=not answered).update(answered=answered):
        record("day_question_answered", question.meeting, by=by, question=question.pk, answered=answered)


@transaction.atomic
def remove_day_question(question: DayQuestion, *, by: Person) -> None:
    """Take a question away that should not stand there."""
    record("day_question_removed", question.meeting, by=by, question=question.pk)
    question.delete()


@transaction.atomic
def write_line(
    meeting: Meeting, text: str, *, group: Group | None, key: uuid.UUID, at: datetime, by: Person
) -> GroupLine:
    """Add a line to what a group has written."""
    _refuse_closed(meeting, at)
    values = {"meeting": meeting, "group": group, "text": text, "written_by": by, "written_at": at}
    line, made = GroupLine.objects.get_or_create(key=key, defaults=values)
    if made:
        record("line_written", meeting, by=by, line=line.pk)
    return line


@transaction.atomic
def remove_line(line: GroupLine, *, by: Person) -> None:
    """Take a line away: one's own, or one that should not stand there."""
    record("line_removed", line.meeting, by=by, line=line.pk)
    line.delete()


@transaction.atomic
def intend(
    meeting: Meeting, text: str, *, group: Group | None, mine: bool, key: uuid.UUID, at: datetime, by: Person
) -> IntendedAction:
    """Say what will be tried; the writer takes it on, or leaves it to somebody who says yes."""
    _refuse_closed(meeting, at)
    values = {"meeting": meeting, "group": group, "text": text}
    action, made = IntendedAction.objects.get_or_create(key=key, defaults=values)
    if made:
        record("action_intended", meeting, by=by, action=action.pk)
        if mine:
            take_on(action, by=by)
    return action


@transaction.atomic
def take_on(action: IntendedAction, *, by: Person) -> None:
    """Say yes to a thing to try, for one's municipality; of two at once the first has it.

    What has lost its owner's name stays with her municipality, and what came of it with those who did it.
    """
    place = _place_of(action.meeting, by)
    hers = Q(municipality=None) | Q(municipality=place)
    free = IntendedAction.objects.filter(hers, pk=action.pk, owner=None, outcome="")
    if not free.update(owner=by, municipality=place):
        raise ValidationError(_("Somebody else has just taken it on."), code="taken")
    record("action_taken_on", action.meeting, by=by, action=action.pk)


def _place_of(meeting: Meeting, person: Person) -> Organisation:
    """Return the municipality somebody has her seat from."""
    place = queries.seat_place(meeting, person)
    if place is None:
        raise ValidationError(_("Somebody with a seat from a municipality must take it on."), code="no_municipality")
    return place


@transaction.atomic
def let_go(action: IntendedAction, *, by: Person) -> None:
    """Leave a thing to try to somebody else who says yes."""
    if IntendedAction.objects.filter(pk=action.pk, owner=by, outcome="").update(owner=None, municipality=None):
        record("action_let_go", action.meeting, by=by, action=action.pk)


@transaction.atomic
def remove_intended(action: IntendedAction, *, by: Person) -> None:
    """Take away a thing to try that should not stand there."""
    record("action_removed", action.meeting, by=by, action=action.pk)
    action.delete()


@transaction.atomic
def forget_who_wrote(*, wishes_before: datetime, lines_before: datetime) -> None:
    """Delete who wanted to ask a question too, and later who wrote which line, after meetings that ended before."""
    QuestionWish.objects.filter(question__meeting__ends_at__lt=wishes_before).delete()
    over = {"meeting__ends_at__lt": lines_before}
    GroupLine.objects.filter(**over).exclude(written_by=None).update(written_by=None)
    DayQuestion.objects.filter(**over).exclude(asked_by=None).update(asked_by=None)


def forget_the_day(*, at: datetime, wishes: int, lines: int) -> None:
    """Forget who wrote what so many days after meetings."""
    forget_who_wrote(wishes_before=at - timedelta(days=wishes), lines_before=at - timedelta(days=lines))
