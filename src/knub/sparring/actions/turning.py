"""Turn an answer that helped into a draft of a page of knowledge, once the asker has confirmed it."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from knub.audit.actions import record
from knub.knowledge import actions as knowledge
from knub.knowledge.content import Content, Kind
from knub.notify import actions as notify
from knub.people.models import Person
from knub.sparring.access import is_asker
from knub.sparring.actions.answering import locked_answer
from knub.sparring.models import Answer, Question, Turning
from knub.sparring.queries.finding import question_url

KINDS = (Kind.PRACTICE, Kind.INTERPRETATION)


@transaction.atomic
def turn(answer: Answer, kind: str, *, at: datetime, by: Person) -> Turning:
    """Propose that an answer that helped becomes a page; the asker's own word makes the draft at once. Twice is once.

    ValidationError where it has not helped, or where nobody is left who wrote it.
    """
    answer = locked_answer(answer)
    if answer.helped_at is None or kind not in KINDS or answer.written_by is None:
        raise ValidationError(_("Only an answer that helped, and whose writer is still here, can become a page."))
    turning, made = Turning.objects.get_or_create(
        answer=answer, defaults={"kind": kind, "proposed_at": at, "proposed_by": by}
    )
    if made:
        record("answer_turned", answer, by=by)
        if is_asker(by, answer.question) or answer.question.asked_by is None:
            return confirm(turning, at=at, by=by)
        _ask_asker(answer)
    return turning


@transaction.atomic
def confirm(turning: Turning, *, at: datetime, by: Person) -> Turning:
    """Make the draft, in the name of whoever answered, with credit to the municipality that asked; twice is once.

    A municipality that is hidden is not credited, and nothing on the page leads to it.
    """
    answer = locked_answer(turning.answer)
    turning = Turning.objects.select_for_update(no_key=True).get(pk=turning.pk)
    if turning.confirmed_at is not None:
        return turning
    if answer.written_by is None:
        raise ValidationError(_("Whoever wrote the answer is no longer here."))
    turning.confirmed_at = at
    turning.page = knowledge.start_page(
        turning.kind, _content(turning, answer), municipality=answer.municipality, at=at, by=answer.written_by,
        came_from=f"{question_url(answer.question)}#svar-{answer.pk}",
    )  # fmt: skip
    turning.save()
    record("turning_confirmed", answer, by=by)
    _tell_writer(turning, answer.written_by)
    return turning


def _content(turning: Turning, answer: Answer) -> Content:
    question = answer.question
    asked, said = ("challenge", "done") if turning.kind == Kind.PRACTICE else ("question", "reading")
    return Content(
        question.title,
        texts={asked: question.challenge, said: answer.text},
        co_authors=_credit(question, answer),
        themes=tuple(question.themes),
        subject_areas=tuple(question.subject_areas),
        levels=tuple(question.levels),
        criteria=tuple(question.criteria) if turning.kind == Kind.PRACTICE else (),
    )


def _credit(question: Question, answer: Answer) -> str:
    if question.hides_municipality or question.municipality in (None, answer.municipality):
        return ""
    return str(question.municipality)


def _ask_asker(answer: Answer) -> None:
    asker = answer.question.asked_by
    assert asker is not None  # noqa: S101 - looked at by whoever calls
    with override(asker.language):
        subject = _("May it become a page? %(title)s") % {"title": answer.question.title}
        lines = [
            _("An answer that helped you could become a page of knowledge for others, built on your question."),
            _("Open the question and press “Yes, make the draft”. Nothing is shown to others before it is published."),
            f"{settings.SITE_URL}{question_url(answer.question)}#svar-{answer.pk}",
        ]
    notify.send(key=f"sparring-turn-{answer.pk}", to=asker.email, subject=subject, text="\n\n".join(lines) + "\n")


def _tell_writer(turning: Turning, writer: Person) -> None:
    assert turning.page is not None  # noqa: S101 - made just before
    with override(writer.language):
        subject = _("Your answer is a draft now: %(title)s") % {"title": turning.page.title}
        lines = [
            _("Your answer helped, and it is the beginning of a page of knowledge in the name of your municipality."),
            _("Fill in what is missing, and publish it, or delete the draft."),
            f"{settings.SITE_URL}{reverse('knowledge:edit', args=[turning.page.slug, 'tekst'])}",
        ]
    notify.send(key=f"sparring-turned-{turning.pk}", to=writer.email, subject=subject, text="\n\n".join(lines) + "\n")
