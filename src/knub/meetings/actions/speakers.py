"""Those who speak at a meeting."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.files import actions as files
from knub.files.access import documents_of
from knub.meetings.actions.telling_speakers import tell_removed
from knub.meetings.models import Meeting, Speaker
from knub.people.models import Person
from knub.ui.editing import refuse_if_edited


@transaction.atomic
def add_speaker(meeting: Meeting, values: Mapping[str, Any], *, by: Person) -> Speaker:
    """Note somebody who is to speak at a meeting."""
    speaker = Speaker.objects.create(meeting=meeting, **values)
    record("speaker_added", meeting, by=by, speaker=speaker.pk)
    return speaker


@transaction.atomic
def change_speaker(speaker: Speaker, values: Mapping[str, Any], *, seen: str, by: Person | None) -> Speaker:
    """Change what is noted of a speaker. EditedMeanwhileError if it is no longer as the writer saw it."""
    locked = locked_speaker(speaker)
    refuse_if_edited(seen=seen, now=str(locked.revision))
    for name, value in values.items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.save()
    record("speaker_changed", locked.meeting, by=by, speaker=locked.pk, fields=list(values))
    return locked


@transaction.atomic
def remove_speaker(speaker: Speaker, *, by: Person) -> None:
    """Delete a speaker with all she has told, and tell her so; the points of the programme stay."""
    locked = locked_speaker(speaker)
    tell_removed(locked, at=timezone.now())
    record("speaker_removed", locked.meeting, by=by, speaker=locked.pk)
    for document in documents_of(locked):
        files.delete(document, at=timezone.now(), by=by)
    locked.delete()


def locked_speaker(speaker: Speaker) -> Speaker:
    """Lock a speaker's row until the transaction ends, and return it as it is now."""
    found = Speaker.objects.select_for_update(no_key=True, of=("self",)).select_related("meeting").filter(pk=speaker.pk)
    if not found:
        raise ValidationError(_("Somebody else has deleted this speaker."), code="gone")
    return found[0]
