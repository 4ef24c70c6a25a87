"""Write to speakers: their link, a question before a move, and each change that concerns them; each mail once."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.meetings import queries
from knub.meetings.access import SPEAKER_LINK
from knub.meetings.actions.telling import facts, words_of
from knub.meetings.calendar import CANCEL, REQUEST, talk_invitation
from knub.meetings.models import Meeting, Move, Programme, Proposal, Speaker
from knub.notify import actions as notify
from knub.people import actions as people
from knub.people.models import Person

LANGUAGE = "da"  # speakers choose none


@transaction.atomic
def send_link(speaker: Speaker, *, at: datetime, by: Person) -> None:
    """Mail a speaker her link; again, should she have lost it."""
    with translation.override(LANGUAGE):
        subject = _("Your talk: %(meeting)s")
        first = _("Thank you for speaking at “%(title)s”.")
        lines = [_("By the link you tell us what you need, hand in slides, and see who comes, in numbers.")]
        key = f"speaker-{speaker.pk}-link-{at:%Y%m%d%H%M}"
        mail_speaker(speaker, key, subject, first, lines, entry=_entry(speaker))
    Speaker.objects.filter(pk=speaker.pk).update(invited_at=at)
    record("speaker_invited", speaker.meeting, by=by, speaker=speaker.pk)


def ask_speakers(proposal_id: int) -> None:
    """Ask every speaker whether she can come at the time that is proposed."""
    proposal = Proposal.objects.select_related("meeting__season").get(pk=proposal_id)
    with translation.override(LANGUAGE):
        subject = _("Can you come at another time? %(meeting)s")
        first = _("We consider moving “%(title)s”. Members have not been told. Please answer by the link.")
        lines = [_("Proposed:"), facts(queries.as_proposed(proposal), None), _("As it is now:")]
        for speaker in _to_write_to(proposal.meeting):
            mail_speaker(speaker, f"proposal-{proposal.pk}-{speaker.pk}", subject, first, lines)


def tell_speakers_it_stays(proposal_id: int) -> None:
    """Tell every speaker that the meeting is not moved."""
    proposal = Proposal.objects.select_related("meeting__season").get(pk=proposal_id)
    with translation.override(LANGUAGE):
        subject, first = _("The meeting stays as it was: %(meeting)s"), _("“%(title)s” is not moved after all.")
        for speaker in _to_write_to(proposal.meeting):
            mail_speaker(speaker, f"proposal-{proposal.pk}-stays-{speaker.pk}", subject, first, [])


def tell_speakers_moved(move_id: int) -> None:
    """Tell every speaker that the meeting is moved."""
    move = Move.objects.select_related("meeting__season").get(pk=move_id)
    with translation.override(LANGUAGE):
        subject, first = queries.moved_subject(move), queries.moved_sentence(move).replace("%", "%%")
        for speaker in _to_write_to(move.meeting):
            mail_speaker(speaker, f"move-{move.pk}-speaker-{speaker.pk}", subject, first, [], entry=_entry(speaker))


def tell_speakers_link(meeting_id: int, sequence: int) -> None:
    """Tell every speaker that the online room has another link."""
    meeting = Meeting.objects.select_related("season").get(pk=meeting_id)
    with translation.override(LANGUAGE):
        subject, first = _("New link to the online room: %(meeting)s"), _("“%(title)s” has a new link.")
        for speaker in _to_write_to(meeting):
            key = f"link-{meeting.pk}-{sequence}-speaker-{speaker.pk}"
            mail_speaker(speaker, key, subject, first, [], entry=_entry(speaker))


def tell_speakers_of_programme(programme_id: int) -> None:
    """Tell each speaker what a version of the programme says of her own points, if it says anything new."""
    programme = Programme.objects.select_related("meeting__season").get(pk=programme_id)
    with translation.override(LANGUAGE):
        for speaker in _to_write_to(programme.meeting):
            if lines := queries.news_for(speaker, programme):
                subject, first = _("The programme: %(meeting)s"), _("The programme of “%(title)s” is released.")
                key = f"programme-{programme.pk}-speaker-{speaker.pk}"
                mail_speaker(speaker, key, subject, first, lines, entry=_entry(speaker))


def tell_removed(speaker: Speaker, *, at: datetime) -> None:
    """Tell a speaker who is about to be deleted, and take the meeting out of her calendar, if she was told of it."""
    talk, ends = queries.talk_of(speaker), speaker.meeting.ends_at or speaker.meeting.starts
    knows = speaker.invited_at or talk.titles or talk.is_off
    if not (speaker.email and knows and ends > at):
        return
    with translation.override(LANGUAGE):
        subject = _("You no longer give a talk: %(meeting)s")
        first = _("You are no longer noted as a speaker at “%(title)s”.")
        lines = [_("What you had told us and handed in is deleted.")]
        entry = talk_invitation(talk, method=CANCEL, to=speaker.email)
        mail_speaker(speaker, f"speaker-{speaker.pk}-removed", subject, first, lines, entry=entry, link="")


def _entry(speaker: Speaker) -> str:
    """Return the entry for a speaker's calendar; one who was taken off the programme loses it."""
    talk = queries.talk_of(speaker)
    return talk_invitation(talk, method=CANCEL if talk.is_off else REQUEST, to=speaker.email)


def _to_write_to(meeting: Meeting) -> QuerySet[Speaker]:
    return meeting.speakers.exclude(email="").select_related("meeting__season")


def mail_speaker(
    speaker: Speaker, key: str, subject: str, first: str, lines: Sequence[str], *, entry: str = "",
    link: str | None = None,
) -> None:  # fmt: skip
    """Write a speaker a mail once for its key, with her link unless another is given, and an entry for her calendar."""
    words = words_of(speaker.meeting)
    content = {
        "name": speaker.name,
        "first": first % words,
        "lines": lines,
        "facts": speaker_facts(speaker.meeting),
        "link": speaker_link(speaker) if link is None else link,
        "contact": settings.CONTACT_MAIL,
    }
    text = render_to_string("meetings/mails/speaker.txt", content)
    notify.send(
        key=key, to=speaker.email, subject=subject % words, text=text, secret=True, calendar=entry,
        about=speaker.meeting.thing,
    )  # fmt: skip


def speaker_link(speaker: Speaker) -> str:
    """Return a new link for a speaker; it never runs out, since consent can be taken back at any time."""
    raw = people.make_token(SPEAKER_LINK, str(speaker.pk), at=timezone.now())
    return settings.SITE_URL + reverse("speaking:talk", args=[raw])


def speaker_facts(meeting: Meeting) -> str:
    """Return when and where, with the link to the online room where there is one."""
    online = meeting.format in {"online", "both"} and meeting.link
    rooms = [_("Online: %(link)s") % {"link": meeting.link}] if online else []
    return "\n".join(chain([facts(meeting, None)], rooms))
