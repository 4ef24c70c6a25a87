"""Each night, prove that no meeting holds more than its limit, and report one that does."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.meetings import queries
from knub.meetings.actions.telling import address_of
from knub.meetings.models import Meeting
from knub.notify import actions as notify


def check_seats(*, at: datetime) -> int:
    """Mail the secretariat what is wrong with the seats of meetings to come, once a day each; return how many."""
    found = 0
    for meeting in Meeting.objects.filter(archived=False, ends_at__gt=at).select_related("season").order_by("pk"):
        with translation.override("da"):
            faults = queries.faults_of(meeting, at=at)
            if faults:
                _report(meeting, faults, at=at)
        found += bool(faults)
    return found


def _report(meeting: Meeting, faults: list[str], *, at: datetime) -> None:
    content = {"title": meeting.title, "faults": faults, "url": f"{address_of(meeting)}pladser/"}
    notify.send(
        key=f"seat-check-{meeting.pk}-{timezone.localdate(at).isoformat()}",
        to=settings.CONTACT_MAIL,
        subject=_("Something is wrong with the seats: %(title)s") % {"title": meeting.title},
        text=render_to_string("meetings/mails/seat_check.txt", content),
    )
