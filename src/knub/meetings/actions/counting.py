"""Take an answer, and leave nothing that tells whose it was.

One transaction writes every tally, every text and every invitation of the evaluation, whether it changed or not, and
tallies and texts in an order of chance. So neither the number of the transaction that wrote a row last, nor the order
of rows in the table, nor a key or a time says which belong together; and nothing is written down, mailed or queued.
"""

import secrets
import uuid
from collections.abc import Mapping
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from knub.meetings.actions.evaluation import held
from knub.meetings.models import Degree, Evaluation, Invited, Question, Tally, WrittenAnswer

Degrees = Mapping[int, int]
Texts = Mapping[int, str]
Row = TypeVar("Row", Tally, WrittenAnswer)
YES = Value(True)  # noqa: FBT003 - Django's own


@transaction.atomic
def answer_evaluation(invited: Invited, *, degrees: Degrees, texts: Texts) -> None:
    """Count one answer: a degree per question, and texts; refused twice, late, and to questions that have changed."""
    evaluation = held(invited.evaluation_id)
    if evaluation.state != "open":
        raise ValidationError(_("The evaluation has closed. Thank you all the same."), code="closed")
    if has_answered(invited):
        raise ValidationError(_("You have already answered. Thank you."), code="twice")
    _refuse_unknown(evaluation, degrees, texts)
    _count(evaluation, degrees)
    _mix_in(evaluation, texts, invited)
    _flip(invited)
    Evaluation.objects.filter(pk=evaluation.pk).update(answers=F("answers") + 1)


def has_answered(invited: Invited) -> bool:
    """Return whether an invitation has been used, read under the lock."""
    return Invited.objects.filter(pk=invited.pk, answered=True).exists()


def _refuse_unknown(evaluation: Evaluation, degrees: Degrees, texts: Texts) -> None:
    kinds = dict(evaluation.questions.values_list("pk", "kind"))
    asked = {pk for pk in degrees if kinds.get(pk) == Question.Kind.SCALE}
    asked |= {pk for pk in texts if kinds.get(pk) == Question.Kind.TEXT}
    if asked != {*degrees, *texts} or not set(degrees.values()) <= set(Degree.values):
        raise ValidationError(_("The questions have been changed. See them through once more."), code="changed")


def _count(evaluation: Evaluation, degrees: Degrees) -> None:
    """Let the tally of each chosen degree go up by one; nobody else counts meanwhile, since the evaluation is held."""
    found = Tally.objects.filter(question__evaluation=evaluation)
    every = list(found)
    for one in every:
        one.pk, one.count = None, one.count + (degrees.get(one.question_id) == one.degree)
    found.delete()
    Tally.objects.bulk_create(_mixed(every))


def _mix_in(evaluation: Evaluation, texts: Texts, invited: Invited) -> None:
    """Store all texts anew, the new ones among them, under keys of chance."""
    found = WrittenAnswer.objects.filter(question__evaluation=evaluation)
    writer = invited.person_id if evaluation.with_names else None
    every = [*found, *(WrittenAnswer(question_id=pk, text=text, person_id=writer) for pk, text in texts.items())]
    for one in every:
        one.key = uuid.uuid4()
    found.delete()
    WrittenAnswer.objects.bulk_create(_mixed(every))


def _mixed(rows: list[Row]) -> list[Row]:
    """Return rows in an order of chance, which is the order in which the table keeps them."""
    secrets.SystemRandom().shuffle(rows)
    return rows


def _flip(invited: Invited) -> None:
    everybody = Invited.objects.filter(evaluation=invited.evaluation_id)
    everybody.update(answered=Case(When(pk=invited.pk, then=YES), default=F("answered")))
