"""A seat or a talk as an entry of a calendar: the same entry moves with the meeting, and goes when it is given up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from knub.knowledge.queries import Deadline
from knub.meetings import queries
from knub.meetings.models import Meeting, Programme, Seat

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
PROGRAM = "-//KNUB//Netværk om Udsatte Boligområder//DA"
SUNDAY = 6
REQUEST, CANCEL = "REQUEST", "CANCEL"


@dataclass(frozen=True)
class Entry:
    """What stands in a calendar; the sequence goes up whenever something in it changes."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    title: str
    place: str
    text: str
    url: str


def invitation(seat: Seat, *, method: str = REQUEST, turn: int | None = None, to: str = "") -> str:
    """Return a seat as a file for one calendar; CANCEL takes the entry away again.

    The entry's name is the seat's and its turn's: a colleague who takes the seat gets an entry of her own.
    """
    newest = queries.newest_programmes([seat]).get(seat.meeting_id)
    entry = _of_seat(seat, newest, method=method, turn=seat.turn if turn is None else turn)
    return _calendar([_event(entry, method=method, to=to)], method=method)


def talk_invitation(talk: queries.Talk, *, method: str = REQUEST, to: str = "") -> str:
    """Return what a speaker is on for as a file for her calendar; CANCEL takes the entry away again."""
    return _calendar([_event(_of_talk(talk, method=method), method=method, to=to)], method=method)


def feed(seats: Iterable[Seat], hearings: Iterable[Deadline] = ()) -> str:
    """Return seats and the last days of hearings as a calendar to subscribe to."""
    found = list(seats)
    newest = queries.newest_programmes(found)
    entries = [_of_seat(one, newest.get(one.meeting_id), method="PUBLISH", turn=one.turn) for one in found]
    events = [_event(entry, method="PUBLISH", to="") for entry in entries]
    return _calendar([*events, *map(_hearing, hearings)], method="PUBLISH")


def _hearing(deadline: Deadline) -> Event:
    """Return the last day of a hearing as a whole day that takes no time."""
    event, address = Event(), settings.SITE_URL + deadline.url
    event.add("uid", f"{deadline.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", deadline.day)
    event.add("summary", clean(deadline.title))
    event.add("description", address)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


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


def _of_seat(seat: Seat, programme: Programme | None, *, method: str, turn: int) -> Entry:
    points = queries.as_points(programme.items if programme else None)
    starts, ends = queries.span_of(seat, points)
    return Entry(
        uid=f"plads-{seat.pk}-{turn}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=_sequence(seat, programme) + (method == CANCEL),
        starts=starts,
        ends=ends,
        title=seat.meeting.title,
        place=place_of(seat),
        text=_described(seat, points),
        url=address_of(seat.meeting),
    )


def _of_talk(talk: queries.Talk, *, method: str) -> Entry:
    """Return the entry of a speaker. The programme moves it as well as the meeting, so both count in its sequence,
    doubled: there is a number for taking it off in between."""
    meeting, url = talk.speaker.meeting, address_of(talk.speaker.meeting)
    return Entry(
        uid=f"oplaeg-{talk.speaker.pk}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=2 * (meeting.sequence + talk.version) + (method == CANCEL),
        starts=talk.starts,
        ends=talk.ends,
        title=_("Talk: %(title)s") % {"title": meeting.title},
        place=meeting.link if meeting.format == "online" else meeting.venue,
        text="\n".join([*talk.titles, url]),
        url=url,
    )


def _event(entry: Entry, *, method: str, to: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", timezone.localtime(entry.starts, COPENHAGEN))
    event.add("dtend", timezone.localtime(entry.ends, COPENHAGEN))
    event.add("summary", clean(entry.title))
    event.add("location", clean(entry.place))
    event.add("description", clean(entry.text))
    event.add("url", entry.url)
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
    return "\n\n".join(filter(None, [part, seat.meeting.text, address_of(seat.meeting)]))


def clean(text: str) -> str:
    """Return a text without the control characters no calendar can read.

    >>> clean("Møde\\x0b, kl. 9\\r")
    'Møde, kl. 9'
    """
    return CONTROLS.sub("", text.replace("\r\n", "\n"))


def place_of(seat: Seat) -> str:
    """Return where somebody with a seat goes: the room, or the online room."""
    return seat.meeting.link if seat.mode == "online" else seat.meeting.venue


def address_of(meeting: Meeting) -> str:
    """Return the address of the meeting's page; never a personal link, since people share calendars."""
    return settings.SITE_URL + reverse("meetings:meeting", args=[meeting.season.year, meeting.number])
