"""Keep order: report, hide, show again, merge and move; always with a reason, and the writer is told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from knub.audit.actions import record
from knub.notify import actions as notify
from knub.people.models import Person
from knub.sparring.actions.asking import locked, put_in_index, touch
from knub.sparring.models import Answer, Follow, PostReport, Question
from knub.sparring.queries.finding import question_url

Post = Question | Answer
TAGS = ("themes", "subject_areas", "levels")


@transaction.atomic
def report_post(question: Question, answer: Answer | None, *, reason: str, at: datetime, by: Person) -> PostReport:
    """Ask the secretariat to look at a post; who does so again before it is settled adds nothing."""
    open_one = PostReport.objects.filter(question=question, answer=answer, person=by, settled_at__isnull=True).first()
    if open_one:
        return open_one
    report = PostReport.objects.create(question=question, answer=answer, person=by, reason=reason, made_at=at)
    record("post_reported", question, by=by)
    return report


@transaction.atomic
def settle_report(report: PostReport, *, at: datetime, by: Person) -> None:
    """Note that the secretariat has looked at a report; twice is once."""
    if PostReport.objects.filter(pk=report.pk, settled_at__isnull=True).update(settled_at=at):
        record("post_report_settled", report.question, by=by)


@transaction.atomic
def hide(post: Post, *, reason: str, at: datetime, by: Person) -> None:
    """Take a question or an answer out of members' sight, and tell its writer why."""
    question, post = _locked(post)
    post.hidden_at, post.hidden_reason = at, reason
    if isinstance(post, Answer):
        post.helped_at = None
    post.save()
    put_in_index(question)
    record("post_hidden", post, by=by, reason=reason)
    _tell(post, question, _("Your post is hidden: %(title)s"), reason, at=at)


@transaction.atomic
def show(post: Post, *, at: datetime, by: Person) -> None:
    """Let members see a question or an answer again."""
    question, post = _locked(post)
    post.hidden_at, post.hidden_reason = None, ""
    post.save()
    put_in_index(question)
    record("post_shown", post, by=by)
    _tell(post, question, _("Your post is shown again: %(title)s"), "", at=at)


@transaction.atomic
def merge(question: Question, into: Question, *, reason: str, at: datetime, by: Person) -> Question:
    """Put a question with its answers under another; its address leads there."""
    rows = Question.objects.select_for_update(no_key=True, of=("self",)).select_related("municipality")
    found = {one.pk: one for one in rows.filter(pk__in=[question.pk, into.pk]).order_by("pk")}
    question, into = found[question.pk], found[into.pk]
    if question.pk == into.pk or question.merged_into_id or into.merged_into_id:
        raise ValidationError(_("Choose another question that stands by itself."), code="same")
    if question.hides_municipality != into.hides_municipality:
        raise ValidationError(_("One of them hides its municipality, the other does not."), code="hides")
    question.merged_into = into
    question.save(update_fields=["merged_into"])
    question.answers.update(question=into)
    _take_along(question, into, at=at)
    put_in_index(question)
    touch(into, at=at)
    record("question_merged", question, by=by, into=into.pk, reason=reason)
    _tell(question, into, _("Your question stands with another now: %(title)s"), reason, at=at)
    return into


@transaction.atomic
def move(question: Question, tags: Mapping[str, Sequence[str]], *, reason: str, at: datetime, by: Person) -> None:
    """Give a question other tags, so that those who know find it, and tell its asker."""
    question = locked(question)
    for name in TAGS:
        setattr(question, name, list(tags[name]))
    question.save(update_fields=TAGS)
    touch(question, at=at)
    record("question_moved", question, by=by, reason=reason)
    _tell(question, question, _("Your question has other topics now: %(title)s"), reason, at=at)


def _take_along(question: Question, into: Question, *, at: datetime) -> None:
    """Let those who follow a question, asked it, or were asked to answer it, hear of the one it stands with."""
    followed = Follow.objects.filter(kind=Follow.Kind.QUESTION, key=str(question.pk))
    people = {*followed.values_list("person", flat=True), question.asked_by_id or 0} - {0, into.asked_by_id}
    rows = [Follow(person_id=pk, kind=Follow.Kind.QUESTION, key=str(into.pk), made_at=at) for pk in people if pk]
    Follow.objects.bulk_create(rows, ignore_conflicts=True)
    followed.delete()
    question.asked.exclude(person__in=into.asked.values("person")).update(question=into)


def _locked(post: Post) -> tuple[Question, Post]:
    question = locked(post.question if isinstance(post, Answer) else post)
    if isinstance(post, Question):
        return question, question
    answer = Answer.objects.select_for_update(no_key=True, of=("self",)).get(pk=post.pk)
    answer.question = question
    return question, answer


def _tell(post: Post, question: Question, subject: str, reason: str, *, at: datetime) -> None:
    writer = post.written_by if isinstance(post, Answer) else post.asked_by
    if writer is None:
        return
    with override("da"):
        lines = [reason, f"{settings.SITE_URL}{question_url(question)}",
                 _("Answer this mail if you want to talk to the secretariat about it.")]  # fmt: skip
    key = f"sparring-{post._meta.model_name}-{post.pk}-{at.isoformat()}"  # noqa: SLF001 - Django's public name
    text = "\n\n".join(line for line in lines if line)
    notify.send(key=key, to=writer.email, subject=subject % {"title": question.title}, text=f"{text}\n")
