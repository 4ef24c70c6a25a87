"""Find questions: open, without an answer, solved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from knub.people.access import User
from knub.people.models import Organisation
from knub.search.queries import Rights
from knub.sparring.access import sees_asker
from knub.sparring.models import Answer, Question


class Standing(StrEnum):
    """How far a question has come; the value stands in the address of a filter."""

    WAITING = "venter"
    OPEN = "aabne"
    SOLVED = "loest"


@dataclass(frozen=True)
class Filter:
    """What a reader chose in the list; empty is everything."""

    standing: str = ""
    theme: str = ""
    subject_area: str = ""
    level: str = ""
    asked_by: int | None = None


@dataclass(frozen=True)
class Exchanged:
    """How many questions a municipality asked, how many of them have an answer, and how many answers it gave."""

    questions: int
    answered: int
    answers: int


def shown_answers() -> QuerySet[Answer]:
    """Return the answers that members see."""
    return Answer.objects.filter(withdrawn_at__isnull=True, hidden_at__isnull=True)


def with_standing(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return questions with `.answers_shown` (a number, without the asker's own) and `.solved`."""
    shown = shown_answers().filter(question=OuterRef("pk"), by_asker=False)
    number = shown.order_by().values("question").annotate(number=Count("pk")).values("number")
    helped = Exists(shown_answers().filter(question=OuterRef("pk"), helped_at__isnull=False))
    closed = When(closed_at__isnull=False, then=Value(value=True))
    return questions.annotate(
        answers_shown=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        solved=Case(closed, When(helped, then=Value(value=True)), default=Value(value=False),
                    output_field=BooleanField()),
    )  # fmt: skip


def filtered(questions: QuerySet[Question], chosen: Filter) -> QuerySet[Question]:
    """Return the questions that fit, the newest movement first; one that was merged stands under the other."""
    lists = {"themes": chosen.theme, "subject_areas": chosen.subject_area, "levels": chosen.level}
    wanted: dict[str, object] = {f"{name}__contains": [value] for name, value in lists.items() if value}
    wanted |= {"asked_by": chosen.asked_by} if chosen.asked_by else {}
    found = with_standing(questions.filter(merged_into__isnull=True, **wanted))
    standing = {
        Standing.WAITING: Q(solved=False, answers_shown=0),
        Standing.OPEN: Q(solved=False),
        Standing.SOLVED: Q(solved=True),
    }
    return found.filter(standing[Standing(chosen.standing)]) if chosen.standing in set(Standing) else found


def counted(questions: QuerySet[Question]) -> Mapping[str, int]:
    """Return how many questions there are of each standing, and in all under an empty name; one query."""
    found = with_standing(questions.filter(merged_into__isnull=True)).order_by()
    numbers = found.aggregate(
        every=Count("pk"),
        done=Count("pk", filter=Q(solved=True)),
        waiting=Count("pk", filter=Q(solved=False, answers_shown=0)),
    )
    every, solved = numbers["every"], numbers["done"]
    return {"": every, Standing.OPEN: every - solved, Standing.WAITING: numbers["waiting"], Standing.SOLVED: solved}


def municipality_for(user: User, question: Question) -> str | None:
    """Return who asks as far as a reader may know it: a municipality, "" for the secretariat, None where it is hidden.

    No query where the question hides nothing.
    """
    if not sees_asker(user, question):
        return None
    return str(question.municipality) if question.municipality else ""


def questions_on_rule(questions: QuerySet[Question], key: str) -> QuerySet[Question]:
    """Return the five questions on a rule in which something last happened, with where they stand."""
    return with_standing(questions.filter(rule=key, merged_into__isnull=True)).order_by("-touched_at", "-pk")[:5]


def open_questions_of_areas(questions: QuerySet[Question], keys: Collection[str]) -> list[tuple[Question, str]]:
    """Return the open questions about some areas, each with the key of one, where something last happened first.

    One query. A question that hides its municipality is never told by an area.
    """
    shown = questions.filter(hides_municipality=False, merged_into__isnull=True, areas__key__in=keys)
    found: Any = with_standing(shown).annotate(area_key=F("areas__key")).order_by("-touched_at", "-pk")
    return [(question, question.area_key) for question in found if not question.solved]


def found_questions(questions: QuerySet[Question]) -> Rights:
    """Return some questions as search asks for them; one that was merged is found under the other."""
    return Rights(questions.filter(merged_into__isnull=True))


def exchanged(questions: QuerySet[Question], municipality: Organisation, *, span: tuple[date, date]) -> Exchanged:
    """Return what a municipality asked and answered in some days; two queries.

    A question that hides its municipality is never counted as its own, for no reader: a number would tell of it. What
    an asker writes below her own question is no answer.
    """
    seen = questions.filter(hidden_at__isnull=True).order_by()
    own = seen.filter(municipality=municipality, hides_municipality=False, asked_at__date__range=span)
    asked = with_standing(own).aggregate(every=Count("pk"), answered=Count("pk", filter=Q(answers_shown__gt=0)))
    answers = shown_answers().filter(municipality=municipality, by_asker=False, written_at__date__range=span)
    return Exchanged(asked["every"], asked["answered"], answers.filter(question__in=seen.values("pk")).count())
