"""Answer, correct an answer, take it back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.people.models import Organisation, Person
from knub.sparring.actions.asking import locked, touch
from knub.sparring.actions.correcting import keep_earlier, texts_of
from knub.sparring.actions.limits import ANSWERS_AN_HOUR, refuse_own_name, refuse_too_many
from knub.sparring.models import Answer, Asked, Question
from knub.ui.editing import refuse_if_edited
from knub.ui.writing import refuse_personal_number


@transaction.atomic
def answer(question: Question, text: str, *, municipality: Organisation | None, at: datetime, by: Person) -> Answer:
    """Answer a question; ValidationError where it was closed, merged or hidden meanwhile, with the text kept."""
    question = locked(question)
    if question.merged_into_id or question.hidden_at:
        raise ValidationError(_("The question has been taken away meanwhile. Your text is still here."), code="gone")
    refuse_too_many(by.answers.all(), "written_at", most=ANSWERS_AN_HOUR, at=at, by=by)
    mine = question.asked_by_id == by.pk and question.municipality is not None
    made = Answer(question=question, municipality=question.municipality if mine else municipality, written_by=by,
                  by_asker=mine, written_at=at)  # fmt: skip
    _store(made, text, at=at)
    by.asked_of_her.filter(question=question).update(state=Asked.State.ANSWERED, decided_at=at)
    touch(question, at=at)
    app.configure_task("sparring.tell_of_answer").defer(answer_id=made.pk)
    record("question_answered", question, by=by)
    return made


@transaction.atomic
def edit_answer(answer: Answer, text: str, *, seen: str, at: datetime, by: Person) -> Answer:
    """Store a corrected answer, EditedMeanwhileError if somebody else has since `seen`."""
    answer = locked_answer(answer)
    refuse_if_edited(seen=seen, now=version_of_answer(answer))
    before, written_at = texts_of(answer), answer.changed_at
    _store(answer, text, at=at)
    keep_earlier(answer, before, written_at=written_at, at=at, by=by)
    touch(answer.question, at=at)
    record("answer_edited", answer, by=by)
    return answer


@transaction.atomic
def withdraw_answer(answer: Answer, *, at: datetime, by: Person) -> None:
    """Take an answer back; where it had helped, the question is open again."""
    answer = locked_answer(answer)
    answer.withdrawn_at, answer.helped_at = at, None
    answer.save(update_fields=["withdrawn_at", "helped_at"])
    touch(answer.question, at=at)
    record("answer_withdrawn", answer, by=by)


def version_of_answer(answer: Answer) -> str:
    """Return what tells a version of an answer from any other."""
    return answer.changed_at.isoformat()


def locked_answer(answer: Answer) -> Answer:
    """Return an answer that still stands, with its row and its question's locked until the transaction ends."""
    question = locked(answer.question)
    found = Answer.objects.select_for_update(no_key=True, of=("self",)).get(pk=answer.pk)
    if found.withdrawn_at:
        raise ValidationError(_("The answer has been taken back meanwhile."), code="withdrawn")
    found.question = question
    return found


def _store(answer: Answer, text: str, *, at: datetime) -> None:
    refuse_personal_number(text)
    question = answer.question
    if answer.by_asker and question.hides_municipality and question.municipality:
        refuse_own_name(question.municipality, text)
    answer.text, answer.changed_at = text, at
    answer.save()
