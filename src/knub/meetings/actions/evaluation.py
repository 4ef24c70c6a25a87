"""Prepare, open and close the evaluation of a meeting; what is promised to those who answer cannot change after."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.meetings import queries
from knub.meetings.actions.locking import hold
from knub.meetings.models import Degree, Evaluation, Invited, Meeting, Question, Tally, WrittenAnswer
from knub.parameters import evaluation_questions
from knub.people.models import Person

OPEN_DAYS = 14


@transaction.atomic
def prepare_evaluation(meeting: Meeting, *, by: Person) -> Evaluation:
    """Make the evaluation of a meeting with the usual questions; the same again changes nothing."""
    evaluation, made = Evaluation.objects.get_or_create(
        meeting=meeting, defaults={"shown_from": settings.ANSWERS_TO_SHOW}
    )
    if made:
        for place, asked in enumerate(evaluation_questions()):
            _ask(evaluation, place, section=asked.section, kind=asked.kind, text=asked.text)
        record("evaluation_prepared", evaluation, by=by)
    return evaluation


def held(pk: int) -> Evaluation:
    """Lock an evaluation until the transaction ends, and return it as it is now."""
    sentence = _("Somebody else is answering or changing this at this moment. Please try again.")
    return hold(Evaluation.objects.select_related("meeting__season"), pk, sentence=sentence)


def _unanswered(pk: int) -> Evaluation:
    """Return an evaluation under its lock, if nobody has answered it yet."""
    evaluation = held(pk)
    if evaluation.answers or evaluation.state == "closed":
        raise ValidationError(
            _("Somebody has answered. From the first answer on, nothing of this can be changed."), code="answered"
        )
    return evaluation


@transaction.atomic
def add_question(evaluation: Evaluation, *, section: str, kind: str, text: str, by: Person) -> Question:
    """Ask one more question, last in its section."""
    evaluation = _unanswered(evaluation.pk)
    question = _ask(evaluation, _next_place(evaluation), section=section, kind=kind, text=text)
    _put_in_order(evaluation)
    record("evaluation_questions_changed", evaluation, by=by, added=text)
    return question


def _next_place(evaluation: Evaluation) -> int:
    last = evaluation.questions.order_by("place").last()
    return last.place + 1 if last else 0


def _ask(evaluation: Evaluation, place: int, *, section: str, kind: str, text: str) -> Question:
    question = Question.objects.create(evaluation=evaluation, place=place, section=section, kind=kind, text=text)
    if kind == Question.Kind.SCALE:
        Tally.objects.bulk_create(Tally(question=question, degree=degree) for degree in Degree.values)
    return question


def _put_in_order(evaluation: Evaluation) -> None:
    """Number the questions anew, those of one section together."""
    asked = list(evaluation.questions.all())
    _number(asked, _sections(asked))


def _sections(asked: Sequence[Question]) -> list[str]:
    return list(dict.fromkeys(question.section for question in asked))


def _number(asked: Sequence[Question], sections: list[str]) -> None:
    for place, question in enumerate(sorted(asked, key=lambda one: sections.index(one.section))):
        Question.objects.filter(pk=question.pk).update(place=place)


@transaction.atomic
def change_question(question: Question, *, section: str, kind: str, text: str, by: Person) -> Question:
    """Put a question in the place of another: a new row, so that a form opened before is not taken for this one."""
    evaluation = _unanswered(question.evaluation_id)
    before = _still_there(question)
    changed = _ask(evaluation, before.place, section=section, kind=kind, text=text)
    before.delete()
    _put_in_order(evaluation)
    record("evaluation_questions_changed", evaluation, by=by, was=question.text, now=text)
    return changed


@transaction.atomic
def remove_question(question: Question, *, by: Person) -> None:
    """Ask a question no more."""
    evaluation = _unanswered(question.evaluation_id)
    _still_there(question).delete()
    record("evaluation_questions_changed", evaluation, by=by, removed=question.text)


@transaction.atomic
def move_question(question: Question, *, up: bool, by: Person) -> None:
    """Let a question change places with its neighbour; a first or last of a section takes its section along."""
    evaluation = _unanswered(question.evaluation_id)
    asked = list(evaluation.questions.all())
    here = next((place for place, one in enumerate(asked) if one.pk == question.pk), -1)
    there = here - 1 if up else here + 1
    if here < 0 or not 0 <= there < len(asked):
        return
    sections = _sections(asked)
    if asked[here].section == asked[there].section:
        asked[here], asked[there] = asked[there], asked[here]
    else:
        _swap(sections, asked[here].section, asked[there].section)
    _number(asked, sections)
    record("evaluation_questions_changed", evaluation, by=by, moved=question.text)


def _swap(names: list[str], one: str, other: str) -> None:
    here, there = names.index(one), names.index(other)
    names[here], names[there] = other, one


def _still_there(question: Question) -> Question:
    found = Question.objects.filter(pk=question.pk).first()
    if found is None:
        raise ValidationError(_("Somebody else has changed or removed this question."), code="gone")
    return found


@transaction.atomic
def keep_names(evaluation: Evaluation, *, with_names: bool, by: Person) -> None:
    """Decide whether what is written is kept with the writer's name; never after it was sent: the mail says it."""
    evaluation = _unanswered(evaluation.pk)
    if evaluation.state != "draft":
        raise ValidationError(_("The evaluation has been sent. What its mail says of names stands."), code="sent")
    evaluation.with_names = with_names
    evaluation.save(update_fields=["with_names"])
    record("evaluation_names_decided", evaluation, by=by, with_names=with_names)


@transaction.atomic
def open_evaluation(evaluation: Evaluation, *, at: datetime, by: Person, closes_on: date | None = None) -> int:
    """Ask everybody who came, and return how many; refused before the meeting is over, or where so few came that
    nothing could ever be shown."""
    evaluation = _unanswered(evaluation.pk)
    if evaluation.state == "open":
        raise ValidationError(_("The evaluation has already been sent."), code="open")
    came = queries.people_who_came(evaluation.meeting)
    _refuse_to_open(evaluation, len(came))
    evaluation.opened_at = at
    evaluation.closes_on = closes_on or timezone.localdate(at) + timedelta(days=OPEN_DAYS)
    evaluation.save(update_fields=["opened_at", "closes_on"])
    Invited.objects.bulk_create(Invited(evaluation=evaluation, person=person) for person in came)
    record("evaluation_opened", evaluation, by=by, asked=len(came))
    app.configure_task("meetings.ask_for_evaluation").defer(evaluation=evaluation.pk)
    return len(came)


def _refuse_to_open(evaluation: Evaluation, came: int) -> None:
    if not evaluation.meeting.is_over or evaluation.meeting.archived:
        raise ValidationError(_("The evaluation can be sent when the meeting is over."), code="early")
    if not evaluation.questions.exists():
        raise ValidationError(_("Write at least one question first."), code="empty")
    if came < evaluation.shown_from:
        sentence = _("%(came)s came. Totals are shown from %(limit)s answers up, so nothing could ever be shown.")
        raise ValidationError(sentence % {"came": came, "limit": evaluation.shown_from}, code="few")


@transaction.atomic
def close_evaluation(evaluation: Evaluation, *, at: datetime, by: Person | None) -> None:
    """Take no more answers. Where too few have answered, what they said is deleted, since it can never be shown."""
    evaluation = held(evaluation.pk)
    if evaluation.opened_at is None or evaluation.closed_at:
        raise ValidationError(_("The evaluation is not open."), code="not_open")
    evaluation.closed_at = at
    evaluation.save(update_fields=["closed_at"])
    if not evaluation.is_shown:
        WrittenAnswer.objects.filter(question__evaluation=evaluation).delete()
        Tally.objects.filter(question__evaluation=evaluation).update(count=0)
    record("evaluation_closed", evaluation, by=by, answers=evaluation.answers)


def close_those_due(*, at: datetime) -> None:
    """Close the evaluations whose last day has passed."""
    today = timezone.localdate(at)
    for evaluation in Evaluation.objects.filter(closed_at=None, closes_on__lt=today).order_by("pk"):
        close_evaluation(evaluation, at=at, by=None)


@transaction.atomic
def forget_who_was_asked(*, now: datetime) -> None:
    """Delete who was asked, and what was held back, settings.KEPT_DAYS["evaluations"] days after an evaluation."""
    over = Evaluation.objects.filter(closed_at__lt=now - timedelta(days=settings.KEPT_DAYS["evaluations"]))
    Invited.objects.filter(evaluation__in=over).delete()
    held_back = WrittenAnswer.objects.filter(question__evaluation__in=over, state=WrittenAnswer.State.HELD)
    held_back.update(text="", person=None)


@transaction.atomic
def release_text(answer: WrittenAnswer, *, by: Person) -> None:
    """Show a text to those who see the evaluation."""
    _judge(answer, WrittenAnswer.State.RELEASED, reason="", by=by)


@transaction.atomic
def hold_text_back(answer: WrittenAnswer, *, reason: str, by: Person) -> None:
    """Show that a text is held back, and why, instead of the text."""
    _judge(answer, WrittenAnswer.State.HELD, reason=reason, by=by)


def _judge(answer: WrittenAnswer, state: WrittenAnswer.State, *, reason: str, by: Person) -> None:
    evaluation = held(answer.question.evaluation_id)
    if evaluation.closed_at is None:
        raise ValidationError(_("Texts are read when the evaluation has closed."), code="open")
    WrittenAnswer.objects.filter(pk=answer.pk).update(state=state, reason=reason)
    record("written_answer_read", evaluation, by=by, state=state, reason=reason)
