"""What the meetings of a network year came to: who came, what was answered, and what was tried."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from knub.meetings.models import Evaluation, IntendedAction, Meeting
from knub.meetings.queries.record import Attendance, attendances


@dataclass(frozen=True)
class Held:
    """A meeting that was held: who came, and how many answered its evaluation; None where that is not shown."""

    meeting: Meeting
    came: Attendance
    answers: int | None


@dataclass(frozen=True)
class Tried:
    """How many things were to be tried, and how many of them are done, under way and abandoned, as was told."""

    all: int
    done: int
    under_way: int
    given_up: int

    @property
    def untold(self) -> int:
        """How many nobody has told of yet."""
        return self.all - self.done - self.under_way - self.given_up


def held_in(meetings: QuerySet[Meeting], evaluations: Collection[Evaluation]) -> list[Held]:
    """Return those of some meetings that are over, the first first; `evaluations` are those shown; two queries."""
    over = list(meetings.filter(archived=False, ends_at__lte=timezone.now()).order_by("starts_at"))
    came, answers = attendances(over), {one.meeting_id: one.answers for one in evaluations}
    return [Held(one, came[one.pk], answers.get(one.pk)) for one in over]


def tried_after(meetings: QuerySet[Meeting]) -> Tried:
    """Return what was to be tried after some meetings, counted; one query."""
    outcomes = IntendedAction.objects.filter(meeting__in=meetings.order_by()).values_list("outcome", flat=True)
    count, kinds = Counter(outcomes), IntendedAction.Outcome
    return Tried(count.total(), count[kinds.DONE], count[kinds.UNDER_WAY], count[kinds.GIVEN_UP])
