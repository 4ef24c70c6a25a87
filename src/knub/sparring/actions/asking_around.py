"""Ask up to three colleagues, let them answer, pass on or say not now; and tell of what nobody answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from knub.audit.actions import record
from knub.notify import actions as notify
from knub.people.actions import make_token
from knub.people.models import Person
from knub.people.queries import wants
from knub.sparring.access import LINK, asking_municipalities
from knub.sparring.actions.answering import answer
from knub.sparring.actions.asking import locked
from knub.sparring.models import Answer, Asked, Question
from knub.sparring.queries.asking_around import TELL_AFTER, long_unanswered, places_left
from knub.sparring.queries.finding import question_url
from knub.sparring.queries.matching import reasons_for
from knub.sparring.queries.reading import asker
from knub.ui.formats import day
from knub.ui.markdown import as_plain_mail

LINK_LASTS = timedelta(days=60)
NEVER = "never"
State = Asked.State


@transaction.atomic
def ask_colleagues(question: Question, people: Sequence[Person], *, at: datetime, by: Person) -> list[Asked]:
    """Ask some colleagues for an answer, at most three in all; ValidationError, code "many", and nobody is asked."""
    question = locked(question)
    left = places_left(question)
    if len(people) > left:
        raise ValidationError(
            ngettext("You can ask %(left)d more.", "You can ask %(left)d more.", left), code="many",
            params={"left": left},
        )  # fmt: skip
    known = set(question.asked.values_list("person", flat=True))
    return [_ask(question, one, None, at=at, by=by) for one in people if one.pk not in known]


@transaction.atomic
def answer_as_asked(asked: Asked, text: str, *, at: datetime) -> Answer:
    """Answer what one was asked."""
    place = asking_municipalities(asked.person).first()
    return answer(asked.question, text, municipality=place, at=at, by=asked.person)


@transaction.atomic
def not_now(asked: Asked, *, at: datetime) -> None:
    """Say that one cannot help right now; twice is once."""
    _decide(asked, State.NOT_NOW, at=at)


@transaction.atomic
def pass_on(asked: Asked, person: Person, *, at: datetime) -> Asked:
    """Let a colleague answer in one's place; ValidationError where she has been asked already."""
    question = locked(asked.question)
    if question.asked.filter(person=person).exists():
        raise ValidationError(_("%(name)s has been asked already.") % {"name": person.name}, code="known")
    _decide(asked, State.PASSED_ON, at=at)
    return _ask(question, person, asked, at=at, by=asked.person)


@transaction.atomic
def tell_of_unanswered(*, now: datetime) -> int:
    """Tell the secretariat, once, of each question that has waited five working days; return how many."""
    untold = Question.objects.filter(unanswered_told_at__isnull=True, hidden_at__isnull=True).select_for_update(
        no_key=True, of=("self",)
    )
    late = long_unanswered(untold, on=timezone.localdate(now), after=TELL_AFTER)
    for question in late:
        question.unanswered_told_at = now
        question.save(update_fields=["unanswered_told_at"])
        _tell_secretariat(question)
    return len(late)


def _decide(asked: Asked, state: str, *, at: datetime) -> None:
    Asked.objects.filter(pk=asked.pk).update(state=state, decided_at=at)
    asked.state = state
    record(f"asked_{state}", asked, by=asked.person)


def _ask(question: Question, person: Person, passed_by: Asked | None, *, at: datetime, by: Person) -> Asked:
    asked = Asked.objects.create(question=question, person=person, asked_by=by, passed_by=passed_by, asked_at=at)
    record("colleague_asked", question, by=by)
    if wants(person, "sparring_asked") == NEVER:
        return asked
    code = make_token(LINK, str(asked.pk), at=at, expires_at=at + LINK_LASTS, person=person)
    with override(person.language):
        subject = _("Can you help? %(title)s") % {"title": question.title}
        text = "\n\n".join(_lines(asked, reverse("sparring:asked_by_link", args=[code]), at=at))
    notify.send(key=f"sparring-asked-{asked.pk}", to=person.email, subject=subject, text=f"{text}\n", secret=True)
    return asked


def _lines(asked: Asked, link: str, *, at: datetime) -> list[str]:
    question, today = asked.question, timezone.localdate(at)
    who = asker(question, asked.person, today=today)
    passed = asked.passed_by.person.name if asked.passed_by else ""
    said = [
        _("Dear %(name)s") % {"name": asked.person.name},
        _("%(name)s thinks that you can help with this question.") % {"name": passed} if passed
        else _("%(who)s asks, and thinks that you can help.") % {"who": who},
        question.title,
        as_plain_mail(question.challenge),
        _("An answer is wanted by %(day)s.") % {"day": day(question.answer_by)} if question.answer_by else "",
        _("Why you: %(reasons)s") % {"reasons": "; ".join(reasons_for(question, asked.person, on=today))},
        _("Answer, pass it on, or say not now. The link is yours, and you need no login:"),
        f"{settings.SITE_URL}{link}",
    ]  # fmt: skip
    return [line for line in said if line]


def _tell_secretariat(question: Question) -> None:
    with override("da"):
        lines = [
            _("“%(title)s” has waited five working days for an answer.") % {"title": question.title},
            _("Do you know somebody who can help? Open the question and ask up to three colleagues."),
            f"{settings.SITE_URL}{question_url(question)}",
            _("You get this mail once for the question. After ten working days it stands on the front page."),
        ]
        subject = _("Nobody has answered: %(title)s") % {"title": question.title}
    key = f"sparring-unanswered-{question.pk}"
    notify.send(key=key, to=settings.CONTACT_MAIL, subject=subject, text="\n\n".join(lines) + "\n")
