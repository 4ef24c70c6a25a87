"""Tell those who have a seat what was released: each version once, with what is new in it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from knub.meetings import queries
from knub.meetings.actions.telling import words_of
from knub.meetings.models import Meeting, Programme
from knub.notify import actions as notify
from knub.people.models import Person


def tell_programme(programme_id: int) -> None:
    """Mail everybody who has a seat what a version brings; run again it sends nothing twice."""
    programme = Programme.objects.select_related("meeting__season").get(pk=programme_id)
    if programme.tells and programme.meeting.published_at:
        for seat in queries.to_be_told(programme.meeting).select_related("person"):
            if seat.person:
                _mail(programme, seat.person)


def _mail(programme: Programme, person: Person) -> None:
    meeting = programme.meeting
    with translation.override(person.language):
        is_first = programme.version == 1
        subject = _("The programme is ready: %(meeting)s") if is_first else _("The programme has changed: %(meeting)s")
        content = {
            "name": person.name,
            "title": meeting.title,
            "is_first": is_first,
            "changes": queries.changes_of(programme),
            "lines": queries.lines_of(programme),
            "note": programme.note,
            "url": programme_address(meeting),
        }
        text = render_to_string("meetings/mails/programme.txt", content)
        subject %= words_of(meeting)
    key = f"programme-{programme.pk}-{person.pk}"
    notify.send(key=key, to=person.email, subject=subject, text=text, about=meeting.thing)


def programme_address(meeting: Meeting) -> str:
    """Return the lasting address of a meeting's programme."""
    return settings.SITE_URL + reverse("meetings:programme", args=[meeting.season.year, meeting.number])
