"""The meetings of a network year as the page about the network tells of them: published, and with no person's name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from knub.meetings.models import Meeting, Programme
from knub.meetings.queries.pages import moved_from


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


def _outline(meeting: Meeting) -> Outline:
    newest = next(iter(meeting.programmes.all()), None)
    items = newest.items if newest else []
    points = tuple((item["title"], item.get("organisation", "")) for item in items if item.get("kind") != "break")
    return Outline(meeting, moved_from(meeting), points)
