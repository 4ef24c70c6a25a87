"""The meetings to come, with who goes from a municipality."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from knub.domain.values import danish_key
from knub.meetings.models import Meeting, Seat
from knub.meetings.queries.desk import has_name
from knub.people.models import Organisation


@dataclass(frozen=True)
class OfMunicipality:
    """A meeting to come with the seats of one municipality: given, without a name, and waited for."""

    meeting: Meeting
    people: tuple[str, ...]
    unnamed: int
    waiting: int


def of_municipality(
    meetings: QuerySet[Meeting], municipality: Organisation, *, at: datetime
) -> tuple[OfMunicipality, ...]:
    """Return the meetings to come with the seats of a municipality; two queries."""
    published = meetings.filter(archived=False, published_at__isnull=False, ends_at__gt=at)
    found = list(published.order_by("starts_at", "pk"))
    seats = Seat.objects.filter(meeting__in=found, state__in=Seat.ACTIVE, sign_up__municipality=municipality)
    by_meeting: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats.select_related("person").order_by("pk"):
        by_meeting[seat.meeting_id].append(seat)
    return tuple(_of(meeting, by_meeting[meeting.pk]) for meeting in found)


def _of(meeting: Meeting, seats: list[Seat]) -> OfMunicipality:
    given = [seat for seat in seats if seat.state == Seat.State.CONFIRMED]
    return OfMunicipality(
        meeting,
        tuple(sorted((str(seat) for seat in given if has_name(seat)), key=danish_key)),
        sum(not has_name(seat) for seat in given),
        len(seats) - len(given),
    )


def municipalities_coming(meeting: Meeting) -> set[int]:
    """Return the municipalities that have a seat at a meeting; one query."""
    seats = Seat.objects.filter(
        meeting=meeting, state=Seat.State.CONFIRMED, sign_up__municipality__isnull=False
    )
    return set(seats.values_list("sign_up__municipality", flat=True))
