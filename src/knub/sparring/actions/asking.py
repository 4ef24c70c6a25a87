"""Ask, and correct what was asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.files import actions as files
from knub.files.intake import Checked
from knub.files.models import Document
from knub.people.models import Organisation, Person
from knub.search import actions as search
from knub.sparring.actions.correcting import keep_earlier, texts_of
from knub.sparring.actions.limits import QUESTIONS_AN_HOUR, refuse_own_name, refuse_too_many
from knub.sparring.models import Answer, Question
from knub.sparring.queries.finding import question_findables
from knub.ui.editing import refuse_if_edited
from knub.ui.writing import refuse_personal_number

KIND = "question"
TEXTS = ("title", "challenge", "tried")
SLOT = "attachment"


@transaction.atomic
def ask(values: Mapping[str, Any], *, municipality: Organisation | None, at: datetime, by: Person) -> Question:
    """Ask the network; ValidationError, code "wait", for the eleventh question in an hour."""
    refuse_too_many(by.questions.all(), "asked_at", most=QUESTIONS_AN_HOUR, at=at, by=by)
    question = Question(municipality=municipality, asked_by=by, asked_at=at)
    _store(question, values, at=at)
    app.configure_task("sparring.tell_of_question").defer(question_id=question.pk)
    record("question_asked", question, by=by)
    return question


@transaction.atomic
def edit_question(question: Question, values: Mapping[str, Any], *, seen: str, at: datetime, by: Person) -> Question:
    """Store a corrected question, EditedMeanwhileError if somebody else has since `seen`."""
    question = locked(question)
    refuse_if_edited(seen=seen, now=version_of(question))
    before, written_at = texts_of(question), question.changed_at
    _store(question, values, at=at)
    keep_earlier(question, before, written_at=written_at, at=at, by=by)
    record("question_edited", question, by=by)
    return question


def version_of(question: Question) -> str:
    """Return what tells a version of a question from any other."""
    return question.changed_at.isoformat()


@transaction.atomic
def add_file(post: Question | Answer, found: Checked, *, title: str, at: datetime, by: Person) -> Document:
    """Put a checked file with a question or an answer."""
    title = title or found.name
    refuse_personal_number(title)
    question = post.question if isinstance(post, Answer) else post
    if question.hides_municipality and question.asked_by_id == by.pk and question.municipality:
        refuse_own_name(question.municipality, title, found.name)
    document = files.store(found, thing=post, slot=SLOT, title=title, at=at, by=by)
    record("sparring_file_added", post, by=by, file=document.title)
    return document


@transaction.atomic
def remove_file(post: Question | Answer, document: Document, *, at: datetime, by: Person) -> None:
    """Take a file away; it is gone for good after a while."""
    files.delete(document, at=at, by=by)
    record("sparring_file_removed", post, by=by, file=document.title)


@transaction.atomic
def index_all_questions() -> None:
    """Let every question that is shown be found, and no other."""
    shown = Question.objects.filter(hidden_at__isnull=True, merged_into__isnull=True).select_related("municipality")
    with override("da"):
        search.replace_kind(KIND, (one for question in shown for one in question_findables(question)))


@transaction.atomic
def index_of_files(kind: str, object_id: str) -> None:
    """Let a question be found by its files and those of its answers as they are now; nothing for other things."""
    way = {Question._meta.label_lower: "pk", Answer._meta.label_lower: "answers"}.get(kind)  # noqa: SLF001
    found = Question.objects.filter(**{way: object_id}) if way else Question.objects.none()
    for question in found.select_related("municipality"):
        put_in_index(question)


def put_in_index(question: Question) -> None:
    """Let a question be found as it stands now, or no longer where it is hidden or stands under another."""
    if question.hidden_at or question.merged_into_id:
        search.remove(KIND, str(question.pk))
        return
    with override("da"):
        search.put_whole(KIND, *question_findables(question))


def touch(question: Question, *, at: datetime) -> None:
    """Note that something happened to a question, and let it be found by it."""
    question.touched_at = at
    question.save(update_fields=["touched_at"])
    put_in_index(question)


def locked(question: Question) -> Question:
    """Return a question with its row locked until the transaction ends."""
    rows = Question.objects.select_for_update(no_key=True, of=("self",)).select_related("municipality")
    return rows.get(pk=question.pk)


def _store(question: Question, values: Mapping[str, Any], *, at: datetime) -> None:
    for name, value in values.items():
        if name != "areas":
            setattr(question, name, value)
    texts = [getattr(question, name) for name in TEXTS]
    refuse_personal_number("\n".join(texts))
    if question.hides_municipality and question.municipality:
        refuse_own_name(question.municipality, *texts)
    question.changed_at = question.touched_at = at
    question.save()
    question.areas.set(values.get("areas", ()))
    put_in_index(question)
