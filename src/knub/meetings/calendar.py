"""A seat as an entry of a calendar: the same entry moves with the meeting, and goes when the seat is given up."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from knub.meetings import queries
from knub.meetings.models import Programme, Seat

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PROGRAM = "-//KNUB//Netværk om Udsatte Boligområder//DA"
SUNDAY = 6
REQUEST, CANCEL = "REQUEST", "CANCEL"


def invitation(seat: Seat, *, method: str = REQUEST, turn: int | None = None, to: str = "") -> str:
    """Return a seat as a file for one calendar; CANCEL takes the entry away again.

    The entry's name is the seat's and its turn's: a colleague who takes the seat gets an entry of her own.
    """
    newest = queries.newest_programmes([seat]).get(seat.meeting_id)
    event = _event(seat, newest, method=method, turn=seat.turn if turn is None else turn, to=to)
    return _calendar([event], method=method)


def feed(seats: Iterable[Seat]) -> str:
    """Return seats as a calendar to subscribe to."""
    found = list(seats)
    newest = queries.newest_programmes(found)
    events = [_event(one, newest.get(one.meeting_id), method="PUBLISH", turn=one.turn, to="") for one in found]
    return _calendar(events, method="PUBLISH")


def _calendar(events: Iterable[Event], *, method: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_copenhagen())
    for event in events:
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _copenhagen() -> Timezone:
    """Return the rules of Danish time since 1996 as rules: lists of single days are misread by some programs."""
    zone = Timezone()
    zone.add("tzid", "Europe/Copenhagen")
    zone.add_component(_part(TimezoneDaylight(), "CEST", month=3, hour=2, before=1, after=2))
    zone.add_component(_part(TimezoneStandard(), "CET", month=10, hour=3, before=2, after=1))
    return zone


def _part(part: Component, name: str, *, month: int, hour: int, before: int, after: int) -> Component:
    """Return a half of the year, which begins on the last Sunday of a month."""
    last = max(day for day in range(25, 32) if datetime(1996, month, day).weekday() == SUNDAY)  # noqa: DTZ001 - local
    part.add("tzname", name)
    part.add("dtstart", datetime(1996, month, last, hour))  # noqa: DTZ001 - local
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
    part.add("tzoffsetfrom", timedelta(hours=before))
    part.add("tzoffsetto", timedelta(hours=after))
    return part


def _event(seat: Seat, programme: Programme | None, *, method: str, turn: int, to: str) -> Event:
    meeting, event = seat.meeting, Event()
    event.add("uid", f"plads-{seat.pk}-{turn}@{urlsplit(settings.SITE_URL).hostname}")
    points = queries.as_points(programme.items if programme else None)
    event.add("sequence", _sequence(seat, programme) + (method == CANCEL))
    event.add("dtstamp", timezone.now())
    for name, moment in zip(("dtstart", "dtend"), queries.span_of(seat, points), strict=True):
        event.add(name, timezone.localtime(moment, COPENHAGEN))
    event.add("summary", clean(meeting.title))
    event.add("location", clean(place_of(seat)))
    event.add("description", clean(_described(seat, points)))
    event.add("url", address_of(seat))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    if to:
        event["organizer"] = vCalAddress(f"mailto:{settings.CONTACT_MAIL}")
        attendee = vCalAddress(f"mailto:{to}")
        attendee.params["partstat"] = vText("ACCEPTED")
        event.add("attendee", attendee, encode=False)
    return event


def _sequence(seat: Seat, programme: Programme | None) -> int:
    """Return a number that goes up with all that moves an entry: the meeting, a choice, and versions after a choice."""
    return seat.meeting.sequence + seat.choice_version + (programme.version if programme else 0)


def _described(seat: Seat, points: queries.Points) -> str:
    part = _("You take part in: %(part)s") % {"part": queries.part_words(seat, points)} if seat.chosen_items else ""
    return "\n\n".join(filter(None, [part, seat.meeting.text, address_of(seat)]))


def clean(text: str) -> str:
    """Return a text without the control characters no calendar can read.

    >>> clean("Møde\\x0b, kl. 9")
    'Møde, kl. 9'
    """
    return CONTROLS.sub("", text.replace("\r\n", "\n"))


def place_of(seat: Seat) -> str:
    """Return where somebody with a seat goes: the room, or the online room."""
    return seat.meeting.link if seat.mode == "online" else seat.meeting.venue


def address_of(seat: Seat) -> str:
    """Return the address of the meeting's page; never a personal link, since people share calendars."""
    return settings.SITE_URL + reverse("meetings:meeting", args=[seat.meeting.season.year, seat.meeting.number])
