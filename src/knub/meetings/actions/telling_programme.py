"""Tell those who have a seat what was released: each version once, with what is new in it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from knub.meetings import queries
from knub.meetings.actions.telling import words_of
from knub.meetings.calendar import invitation
from knub.meetings.models import Meeting, Programme, Seat
from knub.notify import actions as notify
from knub.people.models import Person


def tell_programme(programme_id: int) -> None:
    """Mail everybody who has a seat what a version brings; run again it sends nothing twice."""
    programme = Programme.objects.select_related("meeting__season").get(pk=programme_id)
    if programme.meeting.published_at:
        for seat in queries.to_be_told(programme.meeting).select_related("person", "meeting__season"):
            if seat.person and (programme.tells or queries.news_of_choice(seat, programme)):
                _mail(programme, seat, seat.person)


def _mail(programme: Programme, seat: Seat, person: Person) -> None:
    """Tell what is new; whoever had chosen a point that moved or went gets her entry for the calendar anew."""
    meeting = programme.meeting
    with translation.override(person.language):
        is_first = programme.version == 1
        subject = _("The programme is ready: %(meeting)s") if is_first else _("The programme has changed: %(meeting)s")
        content = {
            "name": person.name,
            "title": meeting.title,
            "is_first": is_first,
            "own": (own := queries.news_of_choice(seat, programme)),
            "part": queries.part_words(seat, queries.as_points(programme.items)),
            "changes": queries.changes_of(programme),
            "lines": queries.lines_of(programme),
            "note": programme.note,
            "url": programme_address(meeting),
        }
        text = render_to_string("meetings/mails/programme.txt", content)
        subject %= words_of(meeting)
    entry = invitation(seat, to=person.email) if own else ""
    key = f"programme-{programme.pk}-{person.pk}"
    notify.send(key=key, to=person.email, subject=subject, text=text, about=meeting.thing, calendar=entry)


def programme_address(meeting: Meeting) -> str:
    """Return the lasting address of a meeting's programme."""
    return settings.SITE_URL + reverse("meetings:programme", args=[meeting.season.year, meeting.number])
