"""Fra mødet: write the record, release it once, and let speakers approve what their talks said."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.knowledge import actions as knowledge
from knub.knowledge.content import Content, Kind
from knub.knowledge.models import Page
from knub.meetings.access.afterwards import SUMMARY_LINK, summary_about
from knub.meetings.actions.checklist import tick_record
from knub.meetings.models import Item, Meeting, Record, Speaker, TalkCard
from knub.parameters.tags import tags
from knub.people import actions as people
from knub.people.models import Organisation, Person
from knub.ui.editing import refuse_if_edited

LINK_LASTS = timedelta(days=180)


def _held(meeting: Meeting) -> Record:
    """Return the record of a meeting, locked; made the first time."""
    Record.objects.get_or_create(meeting=meeting)
    return Record.objects.select_for_update(no_key=True).get(meeting=meeting)


@transaction.atomic
def write_record(meeting: Meeting, text: str, *, seen: str, by: Person) -> Record:
    """Write what the secretariat says of a meeting. EditedMeanwhileError if it is no longer as the writer saw it."""
    held = _held(meeting)
    refuse_if_edited(seen=seen, now=str(held.revision))
    held.text, held.revision = text, held.revision + 1
    held.save(update_fields=["text", "revision"])
    record("record_written", meeting, by=by)
    return held


@transaction.atomic
def release_record(meeting: Meeting, *, at: datetime, by: Person) -> None:
    """Show the record to the members, tell those who had a seat, and tick it off the drejebog; once only."""
    if not meeting.is_over:
        raise ValidationError(_("The record can be released when the meeting is over."), code="early")
    held = _held(meeting)
    if held.released_at is None:
        held.released_at = at
        held.save(update_fields=["released_at"])
        record("record_released", meeting, by=by)
        tick_record(meeting, at=at, by=by)
        app.configure_task("meetings.tell_record").defer(meeting=meeting.pk)


@transaction.atomic
def write_card(item: Item, values: Mapping[str, str], *, seen: str, by: Person) -> TalkCard:
    """Write what a talk said; the speaker approves it anew. EditedMeanwhileError if another has written."""
    held = _held_card(item)
    _change(held, values, seen=seen)
    held.approved_at = held.asked_at = None
    held.save()
    record("card_written", item.meeting, by=by, title=item.title)
    return held


def _held_card(item: Item) -> TalkCard:
    TalkCard.objects.get_or_create(item=item)
    return TalkCard.objects.select_for_update(no_key=True, of=("self",)).select_related("item__meeting").get(item=item)


def _change(held: TalkCard, values: Mapping[str, str], *, seen: str) -> None:
    refuse_if_edited(seen=seen, now=str(held.revision))
    held.claim, held.numbers, held.source = values["claim"], values["numbers"], values["source"]
    held.revision += 1


@transaction.atomic
def ask_for_approval(item: Item, *, at: datetime, by: Person) -> int:
    """Ask the speakers of a talk by mail to approve its card; return how many are asked."""
    card = _held_card(item)
    asked = list(item.speakers.exclude(email="").values_list("pk", flat=True))
    if not card.claim or not asked:
        raise ValidationError(_("Write the card first, and note the mail of a speaker."), code="nothing")
    TalkCard.objects.filter(pk=card.pk).update(asked_at=at)
    app.configure_task("meetings.ask_for_card").defer(card=card.pk, revision=card.revision)
    record("card_approval_asked", item.meeting, by=by, title=item.title)
    return len(asked)


@transaction.atomic
def approve_card(card: TalkCard, values: Mapping[str, str], *, speaker: Speaker, seen: str, at: datetime) -> None:
    """Keep a speaker's own words of her talk, and show them with the record. EditedMeanwhileError as above."""
    held = _held_card(card.item)
    _change(held, values, seen=seen)
    held.approved_at, held.taken_back_at = at, None
    held.save()
    record("card_approved", held.item.meeting, by=None, speaker=speaker.pk, title=held.item.title)


@transaction.atomic
def take_card_back(card: TalkCard, *, speaker: Speaker, at: datetime) -> None:
    """Show a card no more, because its speaker does not want it; a page made of it waits for the secretariat."""
    shown = TalkCard.objects.filter(pk=card.pk, approved_at__isnull=False)
    if shown.update(approved_at=None, taken_back_at=at):
        record("card_taken_back", card.item.meeting, by=None, speaker=speaker.pk, title=card.item.title)


@transaction.atomic
def card_to_page(item: Item, *, at: datetime, by: Person) -> Page:
    """Begin a page of knowledge from an approved card, the secretariat's own; pressed twice it is one page."""
    held = _held_card(item)
    if held.page is not None:
        return held.page
    if held.approved_at is None:
        raise ValidationError(_("The speaker has not approved the card."), code="not_approved")
    meeting = item.meeting
    address = reverse("meetings:record", args=[meeting.season.year, meeting.number])
    held.page = knowledge.start_page(Kind.TALK, _content(held), municipality=None, at=at, by=by, came_from=address)
    held.save(update_fields=["page"])
    record("card_to_page", meeting, by=by, title=item.title)
    return held.page


def _content(card: TalkCard) -> Content:
    item = card.item
    theme = item.meeting.theme
    return Content(
        item.title[:120], summary=card.claim,
        texts={"claim": card.claim, "numbers": card.numbers, "source": card.source, "speaker": _who(item)},
        themes=(theme,) if theme in tags().themes else (), subject_areas=tuple(item.subject_areas),
        levels=(item.level,) if item.level else (), held_on=item.meeting.day,
    )  # fmt: skip


def _who(item: Item) -> str:
    """Return the organisation, and the names of those who have agreed that theirs may stand."""
    names = [one.name for one in item.speakers.filter(shows_name=True)]
    return ", ".join(filter(None, [*names, item.organisation]))


@transaction.atomic
def share_summary(meeting: Meeting, municipality: Organisation | None, *, at: datetime, by: Person) -> str:
    """Make a link to the summary for somebody without access, and return it; only its digest is stored."""
    about = summary_about(meeting, municipality)
    raw = people.make_token(SUMMARY_LINK, about, at=at, expires_at=at + LINK_LASTS, person=by)
    record("summary_shared", meeting, by=by)
    return settings.SITE_URL + reverse("meetings:summary", args=[raw])


@transaction.atomic
def end_summaries(meeting: Meeting, *, at: datetime, by: Person) -> None:
    """End every link to the summary of a meeting that somebody has made."""
    if people.end_tokens(at=at, kind=SUMMARY_LINK, person=by, about__startswith=f"{meeting.pk}-"):
        record("summary_ended", meeting, by=by)
