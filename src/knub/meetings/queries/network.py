"""What the front page and the page about the network tell of meetings; published, and with no person's name there."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from knub.meetings.models import Meeting, Programme, Seat
from knub.meetings.queries.pages import moved_from
from knub.people.access import User
from knub.people.models import Organisation


@dataclass(frozen=True)
class Outline:
    """A meeting, the day it was moved from, and the points of its released programme as title and organisation."""

    meeting: Meeting
    moved_from: date | None
    items: tuple[tuple[str, str], ...]


def outlines(meetings: QuerySet[Meeting], *, at: datetime) -> list[Outline]:
    """Return published meetings in their order, with the programme as it was released by then; three queries."""
    released = Programme.objects.filter(released_at__lte=at)
    rows = meetings.filter(published_at__lte=at).order_by("season__year", "number")
    return [_outline(one) for one in rows.prefetch_related("moves", Prefetch("programmes", released))]


def held_before(meetings: QuerySet[Meeting], year: int, *, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings of earlier network years that have been held, without those known from old pages only."""
    return meetings.filter(season__year__lt=year, archived=False, ends_at__lte=at)


def offered_to(user: User, *, at: datetime) -> QuerySet[Seat]:
    """Return the seats that are offered to a user and that she has not answered; one query."""
    offered = Seat.objects.filter(state=Seat.State.OFFERED, meeting__starts_at__gt=at)
    rows = offered.filter(Q(person_id=user.pk)).select_related("meeting__season", "sign_up")
    return rows.order_by("sign_up__offer_until")


def without_name(municipality: Organisation, *, at: datetime) -> list[tuple[Meeting, list[Seat]]]:
    """Return the meetings to come at which a municipality has seats without a name, with those seats; one query."""
    seats = Seat.objects.filter(
        sign_up__municipality=municipality, state=Seat.State.CONFIRMED, person=None, name="", meeting__starts_at__gt=at
    )
    rows = seats.select_related("meeting__season").order_by("meeting__starts_at", "pk")
    return [(meeting, list(found)) for meeting, found in groupby(rows, key=lambda seat: seat.meeting)]


def _outline(meeting: Meeting) -> Outline:
    newest = next(iter(meeting.programmes.all()), None)
    items = newest.items if newest else []
    points = tuple((item["title"], item.get("organisation", "")) for item in items if item.get("kind") != "break")
    return Outline(meeting, moved_from(meeting), points)
