"""The meetings of the past, as public pages tell of them, and the invented ones of the demo."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from knub.meetings.actions.examples import store_example_programme
from knub.meetings.actions.meetings import create_meeting
from knub.meetings.models import Meeting, Move, Programme
from knub.memberships.models import Season
from knub.parameters import ArchivedMeeting, archived_seasons

FORMATS = {"virtual": "online", "physical": "physical"}
NEVER_LATER = (12, 30)  # month and day
# Of the demo: month, day, title, theme, format, place.
EXAMPLES = (
    (2, 4, "Eksempel: Sociale greb", "social", "online", ""),
    (5, 19, "Eksempel: Fysiske greb", "physical", "both", "Eksempelhuset, København"),
    (12, 9, "Eksempel: Udlejning og anvisning", "letting", "physical", "Eksempelhuset, København"),
)
NOON = time(12)


@transaction.atomic
def store_archived_meetings() -> int:
    """Store the meetings of the archived network years; the same again changes nothing. Return how many."""
    stored = 0
    for year, found in archived_seasons().items():
        season = Season.objects.filter(year=year, archived=True).first()
        for one in found.meetings if season else ():
            stored += _store(season, one)
    return stored


def _store(season: Season | None, found: ArchivedMeeting) -> bool:
    meeting, made = Meeting.objects.get_or_create(season=season, number=found.number, defaults=_values(found))
    if made and found.announced and found.announced_until and found.day:
        before, after = found.announced.isoformat(), found.day.isoformat()
        at = _noon(found.announced_until)
        Move.objects.create(meeting=meeting, at=at, before={"day": before}, after={"day": after}, source=found.source)
    if made and found.programme:
        released = found.published or found.day or meeting.season.starts_on
        items = [{"title": one.title, "organisation": one.organisation, "kind": "talk"} for one in found.programme]
        Programme.objects.create(meeting=meeting, version=1, released_at=_noon(released), items=items)
    return made


def _values(found: ArchivedMeeting) -> dict[str, Any]:
    known = found.day and found.starts and found.ends
    return {
        "title": found.title or f"{found.number}. møde",
        "theme": found.theme,
        "day": found.day,
        "starts_at": _local(found.day, found.starts) if known else None,
        "ends_at": _local(found.day, found.ends) if known else None,
        "format": FORMATS.get(found.format or "", ""),
        "venue": found.venue or "",
        "published_at": timezone.now(),
        "archived": True,
        "source": found.source,
    }


def _local(day: date | None, hour: time | None) -> datetime:
    return timezone.make_aware(datetime.combine(day or date.min, hour or time.min))


def _noon(day: date) -> datetime:
    return _local(day, NOON)


@transaction.atomic
def store_example_meetings(today: date) -> int:
    """Store invented meetings of this network year and the next; the same again changes nothing. Return how many."""
    seasons = Season.objects.filter(year__in=(today.year, today.year + 1), archived=False)
    stored = 0
    for season in seasons.exclude(meetings__isnull=False):
        for number, example in enumerate(EXAMPLES, start=1):
            _store_example(season, number, example, today=today)
            stored += 1
    return stored


def _store_example(season: Season, number: int, example: tuple[int, int, str, str, str, str], *, today: date) -> None:
    month, day, title, theme, form, venue = example
    on = date(season.year, month, day)
    if number == len(EXAMPLES) and season.year == today.year:
        on = min(max(on, today + timedelta(days=8)), date(season.year, *NEVER_LATER))
    meeting = create_meeting(
        season, by=None, number=number, title=title, theme=theme, format=form, venue=venue,
        starts_at=_local(on, time(9)), ends_at=_local(on, time(15)), link="https://example.org/moede",
        physical_capacity=None if form == "online" else 40, published_at=timezone.now(),
        fee=Decimal(500) if form == "physical" else None,
        text="Eksempel: Mødet er opfundet til demonstrationen.",
    )  # fmt: skip
    store_example_programme(meeting)
