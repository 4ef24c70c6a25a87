"""What somebody takes part in, in words and hours: the whole meeting, or the points she has chosen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from knub.domain.attending import chosen_of, hours_of
from knub.domain.programme import Change, Changed, Point
from knub.meetings.models import Item, Meeting, Programme, Seat
from knub.meetings.queries.programme import danish, point, programme_of, sentence

Points = Sequence[Point]
LOST = {Changed.REMOVED, Changed.MOVED}  # what somebody who had chosen a point must know


def as_points(kept: Iterable[Mapping[str, Any]] | None) -> Points:
    """Return the points of a released version; none before the first."""
    return [point(one) for one in kept or ()]


def points_of(meeting: Meeting) -> Points:
    """Return the points of the released programme; one query."""
    programme = programme_of(meeting)
    return as_points(programme.items if programme else None)


def newest_programmes(seats: Iterable[Seat]) -> dict[int, Programme]:
    """Return the released programmes by meeting, of seats that ever chose points; one query, none if nobody did."""
    meetings = {seat.meeting_id for seat in seats if seat.choice_version}
    newest = Programme.objects.filter(meeting__in=meetings).order_by("version") if meetings else ()
    return {programme.meeting_id: programme for programme in newest}


def points_for(seats: Iterable[Seat]) -> dict[int, Points]:
    """Return the released points by meeting, of seats that ever chose some; one query, none if nobody did."""
    return {meeting: as_points(programme.items) for meeting, programme in newest_programmes(seats).items()}


def to_choose(points: Points) -> list[tuple[str, str]]:
    """Return what one can choose, as value and label: every point but the breaks."""
    return [(str(one.key), label_of(one)) for one in points if one.kind != Item.Kind.BREAK]


def part_of(seat: Seat, points: Points) -> Points:
    """Return what somebody has chosen; none is the whole meeting."""
    return chosen_of(points, seat.chosen_items)


def part_words(seat: Seat, points: Points) -> str:
    """Return what somebody takes part in: the whole meeting, or the points with their hours."""
    return "; ".join(map(label_of, part_of(seat, points))) or _("The whole meeting")


def label_of(one: Point) -> str:
    """Return a point as one chooses it: "9.30-10.30 En kommune fortæller"."""
    hours = danish(f"{one.starts:%H:%M}-{one.ends:%H:%M}") if one.starts and one.ends else ""
    return f"{hours} {one.title}".strip()


def span_of(seat: Seat, points: Points) -> tuple[datetime, datetime]:
    """Return from when until when somebody takes part: the first start to the last end of what she has chosen."""
    meeting, hours = seat.meeting, hours_of(part_of(seat, points))
    if hours is None:
        return meeting.starts, meeting.ends_at or meeting.starts
    day = timezone.localdate(meeting.starts)
    starts, ends = (timezone.make_aware(datetime.combine(day, hour)) for hour in hours)
    return starts, ends


def part_of_link(seat: Seat, points: Points) -> str:
    """Return the hours at which somebody is awaited in the online room, such as "9.30-10.30"; nothing: all the time."""
    hours = hours_of(part_of(seat, points))
    return danish(f"{hours[0]:%H:%M}-{hours[1]:%H:%M}") if hours else ""


def news_of_choice(seat: Seat, programme: Programme) -> tuple[str, ...]:
    """Return what a version did to the points somebody had chosen, in sentences."""
    if not seat.chosen_items:
        return ()
    changes = [Change(**kept | {"what": Changed(kept["what"])}) for kept in programme.changes]
    told = [sentence(one) for one in changes if one.what in LOST and one.key in seat.chosen_items]
    if told and not part_of(seat, as_points(programme.items)):
        told.append(_("Nothing that you had chosen is left. You take part in the whole meeting now."))
    return tuple(told)


def titles_chosen(seats: Sequence[Seat]) -> list[str]:
    """Return what was chosen for each seat, in words; one query if somebody has chosen."""
    points = points_for(seats)
    return [part_words(seat, points.get(seat.meeting_id, ())) for seat in seats]
