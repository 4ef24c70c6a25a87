"""Say what helped and what one can use, and close a question."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.people.models import Organisation, Person
from knub.sparring.actions.answering import locked_answer
from knub.sparring.actions.asking import locked, touch
from knub.sparring.models import Answer, Question, Use


@transaction.atomic
def set_helped(answer: Answer, *, helped: bool, at: datetime, by: Person) -> None:
    """Say that an answer helped, or that it did not after all; twice is once."""
    answer = locked_answer(answer)
    if answer.hidden_at:
        raise ValidationError(_("The answer is hidden."), code="hidden")
    if bool(answer.helped_at) == helped:
        return
    answer.helped_at = at if helped else None
    answer.save(update_fields=["helped_at"])
    touch(answer.question, at=at)
    record("answer_helped" if helped else "answer_helped_not", answer, by=by)


@transaction.atomic
def set_use(answer: Answer, municipality: Organisation, *, uses: bool, at: datetime, by: Person) -> None:
    """Say that a municipality can use an answer, or no longer; twice is once."""
    if uses:
        rows = [Use(answer=answer, municipality=municipality, said_at=at)]
        Use.objects.bulk_create(rows, ignore_conflicts=True)
    else:
        Use.objects.filter(answer=answer, municipality=municipality).delete()
    record("answer_used" if uses else "answer_not_used", answer, by=by, municipality=str(municipality))


@transaction.atomic
def close(question: Question, *, line: str, at: datetime, by: Person) -> None:
    """Close a question that was solved elsewhere, with one line that says where; twice is once."""
    question = locked(question)
    if question.closed_at:
        return
    question.closed_at, question.closing = at, line
    question.save(update_fields=["closed_at", "closing"])
    touch(question, at=at)
    record("question_closed", question, by=by, line=line)


@transaction.atomic
def reopen(question: Question, *, at: datetime, by: Person) -> None:
    """Open a closed question again."""
    question = locked(question)
    question.closed_at, question.closing = None, ""
    question.save(update_fields=["closed_at", "closing"])
    touch(question, at=at)
    record("question_reopened", question, by=by)
