"""Who has been asked to answer, and which questions have waited long."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from knub.domain.deadlines import add_working_days
from knub.sparring.models import Asked, Question
from knub.sparring.queries.listing import Filter, Standing, filtered

TELL_AFTER, SHOW_AFTER = 5, 10  # working days without an answer
MOST_ASKED, MOST_SHOWN = 3, 5


def asked_about(question: Question) -> QuerySet[Asked]:
    """Return who has been asked, in the order they were."""
    return question.asked.select_related("person", "passed_by__person")


def places_left(question: Question) -> int:
    """Return how many colleagues can still be asked; who passes on gives her place to another. One query."""
    return max(0, MOST_ASKED - question.asked.filter(passed_by__isnull=True).count())


def long_unanswered(questions: QuerySet[Question], *, on: date, after: int) -> list[Question]:
    """Return the questions without an answer for so many working days, the oldest first; one query."""
    earliest = on - timedelta(days=after)  # no calendar has more working days than days
    waiting = filtered(questions, Filter(Standing.WAITING)).filter(asked_at__date__lte=earliest).order_by("asked_at")
    return [one for one in waiting if add_working_days(timezone.localdate(one.asked_at), after) <= on]
