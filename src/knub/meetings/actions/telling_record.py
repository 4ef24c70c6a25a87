"""Tell those who came that the record is there, and ask speakers to approve their cards; each mail once."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from knub.meetings import queries
from knub.meetings.actions.telling_speakers import mail_speaker
from knub.meetings.models import Meeting, TalkCard
from knub.memberships.access import may_read_shared
from knub.notify import actions as notify
from knub.people.models import Person

LANGUAGE = "da"  # speakers choose none


def tell_record(meeting_id: int) -> None:
    """Mail those who had a seat and may see the record; run again it sends nothing twice."""
    meeting = Meeting.objects.select_related("season").get(pk=meeting_id)
    for seat in queries.told_of_record(meeting):
        if seat.person and may_read_shared(seat.person):
            _mail(meeting, seat.person)


def _mail(meeting: Meeting, person: Person) -> None:
    with translation.override(person.language):
        address = settings.SITE_URL + reverse("meetings:record", args=[meeting.season.year, meeting.number])
        content = {"name": person.name, "title": meeting.title, "url": address}
        subject = _("From the meeting: %(title)s") % {"title": meeting.title[:90]}
        text = render_to_string("meetings/mails/record.txt", content)
    notify.send(
        key=f"record-{meeting.pk}-{person.pk}", to=person.email, subject=subject, text=text, about=meeting.thing
    )


def ask_for_card(card_id: int, revision: int) -> None:
    """Ask the speakers of a talk to approve its card, unless other words have come since."""
    card = TalkCard.objects.select_related("item__meeting__season").filter(pk=card_id, revision=revision).first()
    if card is None or card.approved_at:
        return
    with translation.override(LANGUAGE):
        subject = _("What your talk said: %(meeting)s")
        first = _("Thank you for your talk at “%(title)s”. Members read a card of each talk, when its speaker agrees.")
        lines = [_("By the link you read the card, change its words and approve it. Nothing is shown before you do.")]
        for speaker in card.item.speakers.exclude(email="").select_related("meeting__season"):
            mail_speaker(speaker, f"card-{card.pk}-{revision}-{speaker.pk}", subject, first, lines)
