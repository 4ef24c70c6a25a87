"""What waits for the secretariat, and what is known about a person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from knub.people.models import Person
from knub.sparring.models import Answer, Asked, PostReport, Question
from knub.ui.waiting import Kind, Waiting


def waiting() -> tuple[Waiting, ...]:
    """Return the reports of posts, and the questions that have waited five working days for an answer; two queries."""
    reports = PostReport.objects.filter(settled_at__isnull=True).select_related("question", "person")
    unanswered = Question.objects.filter(
        unanswered_told_at__isnull=False, closed_at__isnull=True, hidden_at__isnull=True, merged_into__isnull=True
    ).exclude(pk__in=Answer.objects.filter(withdrawn_at__isnull=True, by_asker=False).values("question"))
    return (*map(_report, reports), *map(_unanswered, unanswered.select_related("municipality")))


def _report(report: PostReport) -> Waiting:
    what = _("Reported: “%(title)s”") % {"title": report.question}
    url = reverse("sparring:report_look", args=[report.pk])
    return Waiting(Kind.TEXT, what, report.made_at, url, who=str(report.person or ""), text=report.reason)


def _unanswered(question: Question) -> Waiting:
    what = _("Without an answer: “%(title)s”") % {"title": question}
    url = reverse("sparring:question", args=[question.pk])
    return Waiting(Kind.TEXT, what, question.asked_at, url, who=str(question.municipality or ""))


def about(person: Person) -> dict[str, Any]:
    """Return what a person has written, followed and read here; nine queries."""
    asked = Question.objects.filter(asked_by=person)
    requests = Asked.objects.filter(person=person) | Asked.objects.filter(asked_by=person)
    return {
        "sparring.question": list(asked.values("title", "challenge", "tried", "asked_at", "hides_municipality")),
        "sparring.answer": list(person.answers.values("question__title", "text", "written_at")),
        "sparring.asked": list(requests.values("question__title", "person__name", "asked_at", "state", "decided_at")),
        "sparring.earliertext": list(person.texts_replaced.values("question__title", "replaced_at")),
        "sparring.follow": list(person.follows.values("kind", "key", "made_at")),
        "sparring.seen": list(person.questions_seen.values("question__title", "seen_at")),
        "sparring.postreport": list(person.post_reports.values("question__title", "reason", "made_at")),
        "sparring.turning": list(person.turnings.values("answer__question__title", "kind", "proposed_at")),
    }
