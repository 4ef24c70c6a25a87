"""A question as one reader sees it: its answers, who wrote them, and what she may do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.files.queries import Uploaded, uploaded_by_thing
from knub.people.access import User
from knub.people.models import Organisation
from knub.people.queries import signatures
from knub.sparring.access import is_askers_own, sees_asker
from knub.sparring.models import Answer, Question, Use


@dataclass(frozen=True)
class Shown:
    """An answer as one reader sees it."""

    answer: Answer
    who: str
    users: Sequence[Organisation]
    files: Sequence[Uploaded]
    editable: bool


def signed(posts: Iterable[tuple[int | None, datetime, Organisation | None]], *, today: date) -> list[str]:
    """Return whose each post is, as of its day, such as "Eksempel Gæst, dengang i Randers Kommune"; one query.

    posts : person id, None when her data is deleted; when it was written; in whose name, None for the secretariat
    """
    every = [(person, timezone.localdate(at), place) for person, at, place in posts]
    known = signatures([(person, day) for person, day, _place in every if person], today=today)
    return [str(known.get((person, day)) or _former(place)) if person else _former(place)
            for person, day, place in every]  # fmt: skip


def _former(place: Organisation | None) -> str:
    words = {"name": _("A former user"), "organisation": str(place or _("The secretariat"))}
    return _("%(name)s, %(organisation)s") % words


def asker(question: Question, user: User, *, today: date) -> str:
    """Return who asks, as far as a reader may know it; one query, none where it is hidden from her."""
    if not sees_asker(user, question):
        return _("A member municipality")
    return signed([(question.asked_by_id, question.asked_at, question.municipality)], today=today)[0]


def answers(
    question: Question,
    found: QuerySet[Answer],
    user: User,
    *,
    own: Sequence[Organisation],
    edits_all: bool,
) -> list[Shown]:
    """Return the answers to a question, what helped first, then in the order they came; five queries.

    own : the municipalities the reader writes for
    edits_all : whether she may correct every answer
    """
    rows = sorted(found.filter(question=question), key=lambda one: (one.helped_at is None, one.written_at, one.pk))
    for row in rows:
        row.question = question
    secret = not sees_asker(user, question)
    who = signed([(row.written_by_id, row.written_at, row.municipality) for row in rows], today=timezone.localdate())
    users = _users(rows, question, secret=secret)
    files = uploaded_by_thing(rows)
    return [
        Shown(row, _("The asker") if secret and is_askers_own(row) else name, users[row.pk], files[str(row.pk)],
              edits_all or _edits(row, user, own))
        for row, name in zip(rows, who, strict=True)
    ]  # fmt: skip


def _edits(answer: Answer, user: User, own: Sequence[Organisation]) -> bool:
    if answer.written_by_id == user.pk:
        return bool(own)
    return not is_askers_own(answer) and answer.municipality in own


def _users(rows: Sequence[Answer], question: Question, *, secret: bool) -> Mapping[int, list[Organisation]]:
    """Return who can use each answer; the asker's own municipality is not among them where it is a secret."""
    found: dict[int, list[Organisation]] = defaultdict(list)
    uses = Use.objects.filter(answer__in=rows).select_related("municipality").order_by("municipality__sort_name")
    for use in uses:
        if not (secret and use.municipality_id == question.municipality_id):
            found[use.answer_id].append(use.municipality)
    return {row.pk: found[row.pk] for row in rows}
