"""What the meetings of a network year came to: who came, what was answered, and what was tried."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from knub.meetings.models import Evaluation, IntendedAction, Meeting, Seat
from knub.meetings.queries.record import Attendance, attendances
from knub.people.models import Organisation


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


@dataclass(frozen=True)
class TookPart:
    """A meeting that was held: how many seats a municipality had, and how many of its people came."""

    meeting: Meeting
    seats: int
    came: int


def held_in(meetings: QuerySet[Meeting], evaluations: Collection[Evaluation]) -> list[Held]:
    """Return those of some meetings that are over, the first first; `evaluations` are those shown; two queries."""
    over = _over(meetings)
    came, answers = attendances(over), {one.meeting_id: one.answers for one in evaluations}
    return [Held(one, came[one.pk], answers.get(one.pk)) for one in over]


def tried_after(meetings: QuerySet[Meeting]) -> Tried:
    """Return what was to be tried after some meetings, counted; one query."""
    return counted(IntendedAction.objects.filter(meeting__in=meetings.order_by()))


def counted(actions: Iterable[IntendedAction]) -> Tried:
    """Return what was to be tried, counted by what came of it; one query where it is not at hand."""
    count, kinds = Counter(one.outcome for one in actions), IntendedAction.Outcome
    return Tried(count.total(), count[kinds.DONE], count[kinds.UNDER_WAY], count[kinds.GIVEN_UP])


def tried_by(
    actions: QuerySet[IntendedAction], municipality: Organisation, meetings: QuerySet[Meeting]
) -> list[IntendedAction]:
    """Return what a municipality was to try after some meetings, the first meeting first; one query."""
    own = actions.filter(municipality=municipality, meeting__in=meetings.order_by())
    return list(own.select_related("meeting__season", "owner").order_by("meeting__starts_at", "pk"))


def took_part(meetings: QuerySet[Meeting], municipality: Organisation) -> list[TookPart]:
    """Return those of some meetings that are over with the seats of a municipality, the first first; two queries.

    Who came is told as in `attendances`: noted as present where that was done, otherwise everybody with a seat.
    """
    over = _over(meetings)
    seats = Seat.objects.filter(meeting__in=over, state=Seat.State.CONFIRMED)
    rows = list(seats.values_list("meeting", "mode", "attended_at", "sign_up__municipality"))
    noted = {(meeting, mode) for meeting, mode, attended, _place in rows if attended}
    own = [row for row in rows if row[3] == municipality.pk]
    given = Counter(row[0] for row in own)
    came = Counter(meeting for meeting, mode, attended, _place in own if attended or (meeting, mode) not in noted)
    return [TookPart(one, given[one.pk], came[one.pk]) for one in over]


def _over(meetings: QuerySet[Meeting]) -> list[Meeting]:
    held = meetings.filter(archived=False, ends_at__lte=timezone.now())
    return list(held.select_related("season").order_by("starts_at"))
