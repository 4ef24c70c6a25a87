"""When and where a meeting is, as the pages write it."""

from datetime import datetime, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from knub.meetings import queries
from knub.meetings.models import Meeting, Seat
from knub.ui import formats

register = template.Library()


@register.filter
def when(meeting: Meeting) -> SafeString:
    """Write when a meeting is, such as "20. maj 2026 kl. 9-15"; what is not known is said."""
    if meeting.starts_at and meeting.ends_at:
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        written = f"{formats.day(starts)}{_between()} {hours(starts.time(), ends.time())}"
        return format_html('<time datetime="{}">{}</time>', starts.isoformat(timespec="minutes"), written)
    if meeting.day:
        return format_html('<time datetime="{}">{}</time>', meeting.day.isoformat(), formats.day(meeting.day))
    return format_html('<span class="unknown">{}</span>', _("The date is not known."))


def _between() -> str:
    return "," if (get_language() or "da").startswith("en") else " kl."


def hours(starts: time | datetime, ends: time | datetime | None) -> str:
    """Write hours, such as "9-15" or "9.30-10.15"; in English "09:00–15:00".

    >>> hours(time(9), time(15))
    '9-15'
    """
    if (get_language() or "da").startswith("en"):
        return f"{starts:%H:%M}–{ends:%H:%M}" if ends else f"{starts:%H:%M}"
    return f"{_danish(starts)}-{_danish(ends)}" if ends else _danish(starts)


def _danish(hour: time | datetime) -> str:
    return f"{hour.hour}.{hour:%M}" if hour.minute else str(hour.hour)


@register.filter
def where(meeting: Meeting) -> str:
    """Write where a meeting is held."""
    place = meeting.venue or _("The place is not settled yet.")
    if meeting.format == "online":
        return _("Online")
    if meeting.format == "both":
        return _("%(place)s, or online") % {"place": meeting.venue} if meeting.venue else _("In person or online")
    return place if meeting.format else _("Not known")


@register.filter
def item_hours(item: Any) -> str:
    """Write the hours of a point of a programme; empty where they are not known."""
    return hours(item.starts, item.ends) if item.starts else ""


@register.filter
def whose(seat: Seat) -> str:
    """Write a municipality, or what somebody is who comes from none."""
    return queries.whose(seat)


@register.filter
def takes_part_in(seat: Seat, points: queries.Points) -> str:
    """Write what somebody takes part in: the whole meeting, or the points she has chosen."""
    return queries.part_words(seat, points)


@register.filter
def from_meeting(days: int) -> str:
    """Write how long before or after a meeting it is, such as "8 uger før mødet"."""
    if days == 0:
        return _("on the day of the meeting")
    weeks, rest = divmod(abs(days), 7)
    count = ngettext("%(n)s day", "%(n)s days", abs(days)) % {"n": abs(days)}
    if weeks and not rest:
        count = ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}
    words = _("%(count)s before the meeting") if days < 0 else _("%(count)s after the meeting")
    return words % {"count": count}


@register.filter
def came(found: queries.Attendance) -> str:
    """Write how many took part."""
    return queries.came_in_words(found)
