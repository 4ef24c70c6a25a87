"""Follow, read, and hear of what is new: at once, or gathered; rights are looked at when the mail is made."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from knub.memberships.access import member_people
from knub.notify import actions as notify
from knub.notify.actions import Notice
from knub.people.actions import Gathering, Piece, send_gathered, unsubscribe_address
from knub.people.models import Person
from knub.people.queries import wanting
from knub.sparring.access import may_read, visible_answers, visible_questions
from knub.sparring.models import Answer, Follow, Question, Seen
from knub.sparring.queries.finding import question_url
from knub.sparring.queries.following import Fresh, followers_of, fresh_answers, fresh_followed
from knub.sparring.queries.reading import asker
from knub.ui.markdown import as_plain_mail

ANSWERS, FOLLOWING = "sparring_answers", "following"
AT_ONCE = "at_once"
QUESTION, ANSWER, SPARRING = "question", "answer", "sparring"  # what a mail is about


@transaction.atomic
def set_follow(person: Person, kind: str, key: str, *, follows: bool, at: datetime) -> None:
    """Follow something, or no longer; twice is once."""
    if follows:
        Follow.objects.bulk_create([Follow(person=person, kind=kind, key=key, made_at=at)], ignore_conflicts=True)
    else:
        Follow.objects.filter(person=person, kind=kind, key=key).delete()


@transaction.atomic
def set_tags_followed(person: Person, tags: Mapping[str, Sequence[str]], *, at: datetime) -> None:
    """Follow these tags of each kind, and no others of it."""
    for kind, keys in tags.items():
        Follow.objects.filter(person=person, kind=kind).exclude(key__in=keys).delete()
        rows = [Follow(person=person, kind=kind, key=key, made_at=at) for key in keys]
        Follow.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def see(question: Question, *, at: datetime, by: Person) -> None:
    """Note that somebody has read a question, so that no mail tells her again; one statement."""
    row = Seen(person=by, question=question, seen_at=at)
    Seen.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["person", "question"], update_fields=["seen_at"]
    )


def forget_seen(*, now: datetime) -> int:
    """Delete what is noted of who read what, when no mail needs it any more; return how many."""
    gone, _each = Seen.objects.filter(seen_at__lt=now - timedelta(days=settings.KEPT_DAYS["seen"])).delete()
    return gone


@transaction.atomic
def tell_of_question(question_id: int, *, now: datetime) -> None:
    """Tell those at once who follow what a new question is about."""
    question = _standing(Question.objects.filter(pk=question_id)).first()
    if question is not None:
        people = followers_of(question, member_people(timezone.localdate(now))).exclude(pk=question.asked_by_id or 0)
        for person in wanting(people, FOLLOWING, AT_ONCE):
            _tell(person, question, None, FOLLOWING, now=now)


@transaction.atomic
def tell_of_answer(answer_id: int, *, now: datetime) -> None:
    """Tell the asker of a new answer, and those who follow the question, each at once if she wants it so."""
    rows = Answer.objects.filter(pk=answer_id, withdrawn_at__isnull=True, hidden_at__isnull=True)
    answer = rows.select_related("question__municipality").first()
    if answer is None or not _standing(Question.objects.filter(pk=answer.question_id)).exists():
        return
    question, readers = answer.question, member_people(timezone.localdate(now)).exclude(pk=answer.written_by_id or 0)
    mine = Follow.objects.filter(kind=Follow.Kind.QUESTION, key=str(question.pk))
    followers = readers.filter(pk__in=mine.values("person")).exclude(pk=question.asked_by_id or 0)
    told = [(ANSWERS, readers.filter(pk=question.asked_by_id or 0)), (FOLLOWING, followers)]
    for kind, people in told:
        for person in wanting(people, kind, AT_ONCE):
            _tell(person, question, answer, kind, now=now)


def send_digests(*, now: datetime) -> int:
    """Send each mail that gathers and is due, unless it would be empty; return how many."""
    readers = member_people(timezone.localdate(now))
    return sum(send_gathered(_gathering(kind, now), readers, now=now) for kind in (ANSWERS, FOLLOWING))


def may_get(to: str, about: str) -> bool | None:
    """Return whether the receiver of a mail may still read what it is about; None where that is no affair of ours."""
    kind, _colon, key = about.partition(":")
    if kind not in (QUESTION, ANSWER, SPARRING):
        return None
    person = Person.objects.filter(email=to).first()
    if person is None or kind == SPARRING:
        return person is not None and may_read(person)
    found = visible_questions(person) if kind == QUESTION else visible_answers(person)
    return found.filter(pk=key).exists()


def _standing(questions: QuerySet[Question]) -> QuerySet[Question]:
    return questions.filter(Q(hidden_at__isnull=True, merged_into__isnull=True)).select_related("municipality")


def _gathering(kind: str, now: datetime) -> Gathering:
    find = fresh_answers if kind == ANSWERS else fresh_followed

    def fresh(person: Person, since: datetime, until: datetime) -> list[Piece]:
        found = find(person, since=since, until=until)
        return [Piece(_key(one.question, one.answer, person), _line(one, person, now=now)) for one in found]

    def notice(person: Person, pieces: Sequence[Piece]) -> Notice:
        return _gathered(person, pieces, kind, now=now)

    return Gathering(kind, fresh, notice)


def _gathered(person: Person, pieces: Sequence[Piece], kind: str, *, now: datetime) -> Notice:
    subject = ngettext("KNUB: %(n)d piece of news in Sparring", "KNUB: %(n)d pieces of news in Sparring", len(pieces))
    opening = _("Since last time:") if kind == FOLLOWING else _("Answers to your questions since last time:")
    url = f"{settings.SITE_URL}{reverse('sparring:list')}"
    out = unsubscribe_address(person, kind, at=now)
    lines = [opening, *(one.line for one in pieces)]
    return Notice(subject % {"n": len(pieces)}, lines, _("Open Sparring"), url, out, about=SPARRING)


def _line(one: Fresh, person: Person, *, now: datetime) -> str:
    words = {"title": one.question.title, "who": asker(one.question, person, today=timezone.localdate(now))}
    said = _("New answer: %(title)s") if one.answer else _("New question: %(title)s (%(who)s)")
    return f"{said % words}\n{settings.SITE_URL}{question_url(one.question)}"


def _key(question: Question, answer: Answer | None, person: Person) -> str:
    return f"sparring-new-{f'answer-{answer.pk}' if answer else question.pk}-{person.pk}"


def _tell(person: Person, question: Question, answer: Answer | None, kind: str, *, now: datetime) -> None:
    with override(person.language):
        who = asker(question, person, today=timezone.localdate(now))
        subject = _("New answer: %(title)s") if answer else _("New question: %(title)s")
        said = [question.title, as_plain_mail(answer.text if answer else question.challenge)]
        said = said if answer else [_("%(who)s asks:") % {"who": who}, *said]
        notice = Notice(
            subject % {"title": question.title}, said, _("Read and answer"),
            f"{settings.SITE_URL}{question_url(question)}", unsubscribe_address(person, kind, at=now),
            about=f"{ANSWER}:{answer.pk}" if answer else f"{QUESTION}:{question.pk}",
        )  # fmt: skip
    notify.send_notice(notice, key=_key(question, answer, person), to=person.email)
