"""Who follows what a question is about, and what is new for one of them. A hidden municipality is never followed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from knub.areas.models import Area
from knub.people.access import User
from knub.people.models import Organisation, Person
from knub.sparring.access import follows_of, may_read
from knub.sparring.models import Answer, Follow, Question, Seen
from knub.sparring.queries.listing import shown_answers

Kind = Follow.Kind
LISTS = {Kind.THEME: "themes", Kind.SUBJECT_AREA: "subject_areas", Kind.LEVEL: "levels"}


@dataclass(frozen=True)
class Fresh:
    """Something new: a question, or an answer to one."""

    question: Question
    answer: Answer | None = None


def follows(user: User, kind: str, key: str) -> bool | None:
    """Return whether a user follows something; None for those who may follow nothing."""
    return follows_of(user).filter(kind=kind, key=key).exists() if may_read(user) else None


def followers_of(question: Question, people: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of some people who follow a tag, an area or the municipality of a question; one query more."""
    wanted = Q(pk__in=[])
    for kind, name in LISTS.items():
        wanted |= Q(kind=kind, key__in=getattr(question, name))
    if not question.hides_municipality:
        wanted |= Q(kind=Kind.AREA, key__in=list(question.areas.values_list("key", flat=True)))
        wanted |= Q(kind=Kind.MUNICIPALITY, key=question.municipality.slug if question.municipality else "")
    return people.filter(pk__in=Follow.objects.filter(wanted).values("person"))


def fresh_followed(person: Person, *, since: datetime, until: datetime) -> list[Fresh]:
    """Return the new questions and answers somebody follows and has neither written nor read; three queries."""
    follows: dict[str, list[str]] = {kind: [] for kind in Kind}
    for kind, key in person.follows.values_list("kind", "key"):
        follows[kind].append(key)
    unread = _unread(_standing(person), "asked_at", person)
    asked = unread.filter(_about(follows), asked_at__gt=since, asked_at__lte=until)
    mine = [int(key) for key in follows[Kind.QUESTION]]
    answers = _answers(person, since, until).filter(question__in=mine).exclude(question__asked_by=person)
    return [*(Fresh(one) for one in asked.distinct()), *(Fresh(one.question, one) for one in answers)]


def fresh_answers(person: Person, *, since: datetime, until: datetime) -> list[Fresh]:
    """Return the new answers to somebody's questions that she has not read; one query."""
    return [Fresh(one.question, one) for one in _answers(person, since, until).filter(question__asked_by=person)]


def followed(follows: Iterable[Follow]) -> list[tuple[Follow, str, str]]:
    """Return what somebody follows, each with its kind and its name, tags left out; three queries."""
    rows = [one for one in follows if one.kind not in LISTS]
    names = _names(rows)
    return [(one, str(Kind(one.kind).label), names.get((one.kind, one.key), one.key)) for one in rows]


def _names(rows: Iterable[Follow]) -> Mapping[tuple[str, str], str]:
    keys: dict[str, list[str]] = {kind: [one.key for one in rows if one.kind == kind] for kind in Kind}
    found = {(str(Kind.AREA), one.key): one.name for one in Area.objects.filter(key__in=keys[Kind.AREA])}
    places = Organisation.objects.filter(slug__in=keys[Kind.MUNICIPALITY])
    found |= {(str(Kind.MUNICIPALITY), one.slug): str(one) for one in places}
    questions = Question.objects.filter(pk__in=[int(key) for key in keys[Kind.QUESTION]], hidden_at__isnull=True)
    return found | {(str(Kind.QUESTION), str(one.pk)): one.title for one in questions}


def _about(follows: Mapping[str, list[str]]) -> Q:
    wanted = Q(pk__in=[])
    for kind, name in LISTS.items():
        wanted |= Q(**{f"{name}__overlap": follows[kind]}) if follows[kind] else Q(pk__in=[])
    shown = Q(areas__key__in=follows[Kind.AREA]) | Q(municipality__slug__in=follows[Kind.MUNICIPALITY])
    return wanted | (shown & Q(hides_municipality=False))


def _standing(person: Person) -> QuerySet[Question]:
    standing = Question.objects.filter(hidden_at__isnull=True, merged_into__isnull=True)
    return standing.exclude(pk__in=person.questions.values("pk")).select_related("municipality")


def _unread(questions: QuerySet[Question], field: str, person: Person) -> QuerySet[Question]:
    read = Seen.objects.filter(person=person, seen_at__gte=F(f"question__{field}"))
    return questions.exclude(pk__in=read.values("question"))


def _answers(person: Person, since: datetime, until: datetime) -> QuerySet[Answer]:
    """Return the answers of a time that somebody has neither written nor read, on questions that stand."""
    found = shown_answers().filter(written_at__gt=since, written_at__lte=until, question__hidden_at__isnull=True)
    found = found.exclude(pk__in=person.answers.values("pk"))
    read = Q(question__seen__person=person, question__seen__seen_at__gte=F("written_at"))
    return found.exclude(pk__in=Answer.objects.filter(read).values("pk")).select_related("question__municipality")
