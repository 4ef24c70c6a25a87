"""Days as a calendar file that mail programs read and follow (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse

__all__ = ["AllDay", "calendar_response"]

LONGEST_LINE = 75  # bytes
MARKS = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class AllDay:
    """Something on a whole day; the uid stays the same when its text changes."""

    uid: str
    on: date
    title: str
    text: str
    url: str


def calendar_response(name: str, title: str, entries: Iterable[AllDay], *, at: datetime) -> HttpResponse:
    """Return days as a calendar file; `at` is when it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//KNUB//DA", f"X-WR-CALNAME:{escaped(title)}"]
    for entry in entries:
        lines += _event(entry, at)
    content = "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def escaped(text: str) -> str:
    """Return a text with the marks that have a meaning in calendars escaped.

    >>> escaped("Frist, før 1; og")
    'Frist\\\\, før 1\\\\; og'
    """
    return text.replace("\r", "").translate(MARKS)


def _event(entry: AllDay, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}@knub",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        f"DESCRIPTION:{escaped(entry.text)}",
        f"URL:{entry.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, never cut inside a letter; each but the first begins with a space."""
    piece, room = "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST_LINE - 1
        piece, room = piece + letter, room - size
    yield piece
