"""Who may read, ask, answer and keep order in sparring; the only way to get a question or an answer.

Only people of member municipalities and the secretariat ever read it. A question may hide its municipality: then only
its asker and the secretariat know which it is, and nobody else can tell by what she may do with it.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.areas.access import AT_WORK
from knub.knowledge.access import may_write, writing_municipalities
from knub.memberships.access import may_read_shared
from knub.people.access import User, get_token, is_secretariat
from knub.people.models import Organisation, Person, Role
from knub.sparring.models import Answer, Asked, Follow, PostReport, Question, Turning

LINK = "sparring"  # the kind of the tokens in mails to colleagues who are asked


def may_read(user: User) -> bool:
    """Return whether a user may read sparring."""
    return may_read_shared(user)


def may_ask(user: User) -> bool:
    """Return whether a user may ask and answer: people at work in a member municipality, and the secretariat."""
    return may_write(user)


def asking_municipalities(user: User) -> QuerySet[Organisation]:
    """Return the member municipalities in whose name a user may ask and answer."""
    return writing_municipalities(user)


def visible_questions(user: User) -> QuerySet[Question]:
    """Return the questions a user may read; one that the secretariat has hidden is the secretariat's alone."""
    found = Question.objects.select_related("municipality", "asked_by")
    if not may_read(user):
        return found.none()
    return found if is_secretariat(user) else found.filter(hidden_at__isnull=True)


def get_question(user: User, pk: int) -> Question:
    """Return a question a user may read, or 404."""
    return get_object_or_404(visible_questions(user), pk=pk)


def visible_answers(user: User) -> QuerySet[Answer]:
    """Return the answers a user may read."""
    found = Answer.objects.filter(withdrawn_at__isnull=True, question__in=visible_questions(user).values("pk"))
    found = found.select_related("municipality", "written_by", "question", "turning__page__municipality")
    return found if is_secretariat(user) else found.filter(hidden_at__isnull=True)


def get_answer(user: User, pk: int) -> Answer:
    """Return an answer a user may read, or 404."""
    return get_object_or_404(visible_answers(user), pk=pk)


def sees_asker(user: User, question: Question) -> bool:
    """Return whether a user may know who asks."""
    return not question.hides_municipality or is_asker(user, question) or is_secretariat(user)


def is_asker(user: User, question: Question) -> bool:
    """Return whether a user is the asker of a question."""
    return user.is_authenticated and question.asked_by_id == user.pk


def may_settle(user: User, question: Question) -> bool:
    """Return whether a user may say what helped and close a question: its asker and the secretariat."""
    return may_ask(user) and (is_asker(user, question) or is_secretariat(user))


def may_edit_question(user: User, question: Question) -> bool:
    """Return whether a user may correct a question: as asker, as her colleague where that is no secret, or as staff."""
    if may_settle(user, question):
        return True
    return not question.hides_municipality and question.municipality in asking_municipalities(user)


def get_question_to_edit(user: User, pk: int) -> Question:
    """Return a question a user may correct; 403 if only to read, 404 if not even that."""
    question = get_question(user, pk)
    if not may_edit_question(user, question):
        raise PermissionDenied
    return question


def get_question_to_settle(user: User, pk: int) -> Question:
    """Return a question a user may close; 403 if only to read, 404 if not even that."""
    question = get_question(user, pk)
    if not may_settle(user, question):
        raise PermissionDenied
    return question


def may_edit_answer(user: User, answer: Answer) -> bool:
    """Return whether a user may correct an answer: who wrote it, her colleagues, and the secretariat.

    What the asker of a question without municipality writes below it is hers alone.
    """
    if is_secretariat(user) or (answer.written_by_id == user.pk and may_ask(user)):
        return True
    return not is_askers_own(answer) and answer.municipality in asking_municipalities(user)


def is_askers_own(answer: Answer) -> bool:
    """Return whether an answer is by the asker of a question that hides its municipality."""
    return answer.by_asker and answer.question.hides_municipality


def get_answer_to_edit(user: User, pk: int) -> Answer:
    """Return an answer a user may correct; 403 if only to read, 404 if not even that."""
    answer = get_answer(user, pk)
    if not may_edit_answer(user, answer):
        raise PermissionDenied
    return answer


def get_answer_to_settle(user: User, pk: int) -> Answer:
    """Return an answer of which a user may say that it helped; 403 or 404 otherwise."""
    answer = get_answer(user, pk)
    if not may_settle(user, answer.question):
        raise PermissionDenied
    return answer


def may_turn(user: User, answer: Answer) -> bool:
    """Return whether a user may propose that an answer becomes a page: asker, answerer and her people, secretariat."""
    return may_settle(user, answer.question) or may_edit_answer(user, answer)


def get_turning(user: User, pk: int) -> Turning:
    """Return what an answer is to become, for who may confirm it, or 404."""
    turning = get_object_or_404(Turning.objects.filter(answer__in=visible_answers(user).values("pk")), answer=pk)
    if not may_settle(user, turning.answer.question):
        raise PermissionDenied
    return turning


def may_moderate(user: User) -> bool:
    """Return whether a user keeps order: hides, merges, moves and sees what was reported."""
    return is_secretariat(user)


def get_report(user: User, pk: int) -> PostReport:
    """Return a report of a post, for the secretariat; 404 for others."""
    reports = PostReport.objects.select_related("question", "answer", "person")
    return get_object_or_404(reports if may_moderate(user) else reports.none(), pk=pk)


def get_question_with_history(user: User, pk: int) -> Question:
    """Return a question whose history a user may read: names stand there, so it is the secretariat's."""
    if not may_moderate(user):
        raise Http404
    return get_question(user, pk)


def asked_of(user: User, *, questions: QuerySet[Question] | None = None) -> QuerySet[Asked]:
    """Return the questions that colleagues have asked a user to answer, as far as she may read them still.

    questions : those she may read, where they are at hand already
    """
    visible = visible_questions(user) if questions is None else questions
    found = Asked.objects.select_related("question__municipality", "question__asked_by", "person")
    mine = Q(person=user.pk) if user.is_authenticated else Q(pk__in=[])
    return found.filter(mine, question__in=visible.values("pk"))


def get_asked(user: User, pk: int) -> Asked:
    """Return what a user was asked, or 404."""
    return get_object_or_404(asked_of(user), pk=pk)


def get_asked_by_link(raw: str, *, at: datetime) -> Asked:
    """Return what somebody was asked, by the link in her mail; 404 where she may no longer read sparring."""
    token = get_token(LINK, raw, at=at)
    if token.person is None:
        raise Http404
    return get_asked(token.person, int(token.about))


def colleagues_of(user: User) -> QuerySet[Person]:
    """Return the people at work in the member municipalities a user works in, herself not among them."""
    roles = Role.on_day(timezone.localdate()).filter(kind__in=AT_WORK, organisation__in=asking_municipalities(user))
    colleagues = Person.objects.filter(pk__in=roles.exclude(person=user.pk or 0).values("person"), is_active=True)
    return colleagues.order_by("name")


def follows_of(user: User) -> QuerySet[Follow]:
    """Return what a user follows."""
    return Follow.objects.filter(person_id=user.pk) if user.is_authenticated else Follow.objects.none()
