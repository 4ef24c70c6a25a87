"""What the front page and the page about the network tell of meetings; published, and with no person's name there."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from knub.meetings.models import Meeting, Programme, Seat
from knub.meetings.queries.pages import moved_from
from knub.people.access import OF_THE_HOUSE, User, roles_today
from knub.people.models import Organisation, Role


@dataclass(frozen=True)
class Outline:
    """A meeting, the day it was moved from, and the points of its released programme as title and organisation."""

    meeting: Meeting
    moved_from: date | None
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Offered:
    """Seats of one sign-up that are offered together: the first, how many, and whether it is the reader's own alone."""

    seat: Seat
    count: int
    is_own: bool


def outlines(meetings: QuerySet[Meeting], *, at: datetime) -> list[Outline]:
    """Return published meetings in their order, with the programme as it was released by then; three queries."""
    released = Programme.objects.filter(released_at__lte=at)
    rows = meetings.filter(published_at__lte=at).order_by("season__year", "number")
    return [_outline(one) for one in rows.prefetch_related("moves", Prefetch("programmes", released))]


def held_before(meetings: QuerySet[Meeting], year: int, *, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings of earlier network years that have been held, without those known from old pages only."""
    return meetings.filter(season__year__lt=year, archived=False, ends_at__lte=at)


def offered_to(user: User, *, at: datetime) -> list[Offered]:
    """Return the seats a user is to answer for: her own, and those without a person that she ordered or is contact for.

    One query.
    """
    roles = roles_today(user)
    works_in = roles.filter(kind__in=OF_THE_HOUSE).values("organisation")
    ordered = Q(sign_up__ordered_by_id=user.pk, sign_up__municipality__in=works_in)
    contact_for = roles.filter(kind=Role.Kind.COORDINATOR).values("organisation")
    nameless = Q(person__isnull=True) & (ordered | Q(sign_up__municipality__in=contact_for))
    offered = Seat.objects.filter(state=Seat.State.OFFERED, meeting__starts_at__gt=at)
    rows = offered.filter(Q(person_id=user.pk) | nameless).select_related("meeting__season", "sign_up")
    by_sign_up = groupby(rows.order_by("sign_up__offer_until", "sign_up", "pk"), key=lambda seat: seat.sign_up_id)
    return [_offered([*seats], user) for _sign_up, seats in by_sign_up]


def _offered(seats: list[Seat], user: User) -> Offered:
    return Offered(seats[0], len(seats), is_own=[seat.person_id for seat in seats] == [user.pk])


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
