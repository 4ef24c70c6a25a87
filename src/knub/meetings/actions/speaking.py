"""What a speaker does by her link: tells of herself and her talk, hands in slides, and says what may be shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.files import actions as files
from knub.files.intake import Checked
from knub.files.models import Document
from knub.meetings.access import is_open_to
from knub.meetings.actions.programme import change_item
from knub.meetings.actions.speakers import change_speaker, locked_speaker
from knub.meetings.models import Item, Speaker

SLIDES = "slides"


@dataclass
class Guest:
    """Whoever uploads without being a person of KNUB."""

    name: str
    pk: None = None


@transaction.atomic
def tell_of_oneself(speaker: Speaker, values: Mapping[str, Any], *, seen: str, at: datetime) -> None:
    """Keep what a speaker says of herself and of what she needs."""
    _refuse_closed(speaker, at)
    change_speaker(speaker, {**values, "answered_at": at}, seen=seen, by=None)


@transaction.atomic
def describe_talk(speaker: Speaker, item: Item, values: Mapping[str, Any], *, seen: str, at: datetime) -> None:
    """Change the title and the words of a talk in the draft; readers see it with the next version."""
    _refuse_closed(speaker, at)
    change_item(item, values, seen=seen, by=None)
    Speaker.objects.filter(pk=speaker.pk).update(answered_at=at)


@transaction.atomic
def consent(speaker: Speaker, given: Mapping[str, bool], *, at: datetime) -> None:
    """Keep what a speaker agrees to. Once her link is closed she can take back, and agree to nothing new."""
    locked = locked_speaker(speaker)
    if not is_open_to(locked, at) and any(yes and not getattr(locked, name) for name, yes in given.items()):
        raise ValidationError(_("After the meeting you can only take back what you have agreed to."), code="closed")
    changed = {name: yes for name, yes in given.items() if yes != getattr(locked, name)}
    for name, yes in changed.items():
        setattr(locked, name, yes)
    locked.consented_at = at
    locked.save(update_fields=[*changed, "consented_at"])
    record("consent_changed", locked.meeting, by=None, speaker=locked.pk, fields=changed)


@transaction.atomic
def hand_in(speaker: Speaker, found: Checked, *, title: str, at: datetime) -> Document:
    """Store slides of a speaker; others see them only where she agrees to it."""
    _refuse_closed(speaker, at)
    document = files.store(found, thing=speaker, slot=SLIDES, title=title, at=at, by=Guest(speaker.name))
    record("slides_handed_in", speaker.meeting, by=None, speaker=speaker.pk)
    return document


@transaction.atomic
def take_back_slides(speaker: Speaker, document: Document, *, at: datetime) -> None:
    """Delete slides of a speaker."""
    files.delete(document, at=at, by=Guest(speaker.name))
    record("slides_taken_back", speaker.meeting, by=None, speaker=speaker.pk)


def _refuse_closed(speaker: Speaker, at: datetime) -> None:
    if not is_open_to(speaker, at):
        raise ValidationError(_("The meeting is over. Write to the secretariat."), code="closed")
