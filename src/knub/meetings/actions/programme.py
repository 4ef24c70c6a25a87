"""Plan a programme point by point, and release it: readers see the released versions and never the draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.meetings import queries
from knub.meetings.actions.seating import lock
from knub.meetings.models import Item, Meeting, Programme
from knub.people.models import Person
from knub.ui.editing import refuse_if_edited

SPEAKERS = "speakers"


@transaction.atomic
def add_item(meeting: Meeting, values: Mapping[str, Any], *, by: Person) -> Item:
    """Put a point on the draft of a programme."""
    item = Item(meeting=meeting, place=meeting.items.count())
    return _write(item, values, by=by)


@transaction.atomic
def change_item(item: Item, values: Mapping[str, Any], *, seen: str, by: Person | None) -> Item:
    """Change a point of the draft. EditedMeanwhileError if it is no longer as the writer saw it."""
    locked = _locked(item)
    refuse_if_edited(seen=seen, now=str(locked.revision))
    locked.revision += 1
    return _write(locked, values, by=by)


@transaction.atomic
def remove_item(item: Item, *, seen: str, by: Person) -> None:
    """Take a point off the draft. EditedMeanwhileError if it is no longer as the writer saw it."""
    locked = _locked(item)
    refuse_if_edited(seen=seen, now=str(locked.revision))
    record("item_removed", locked.meeting, by=by, title=locked.title)
    locked.delete()


def _locked(item: Item) -> Item:
    found = Item.objects.select_for_update(no_key=True, of=("self",)).select_related("meeting").filter(pk=item.pk)
    if not found:
        raise ValidationError(_("Somebody else has taken this point off the programme."), code="gone")
    return found[0]


def _write(item: Item, values: Mapping[str, Any], *, by: Person | None) -> Item:
    is_new = item.pk is None
    for name, value in values.items():
        if name != SPEAKERS:
            setattr(item, name, value)
    item.save()
    if SPEAKERS in values:
        item.speakers.set(values[SPEAKERS])
    record("item_added" if is_new else "item_changed", item.meeting, by=by, title=item.title)
    return item


@transaction.atomic
def release_programme(
    meeting: Meeting, *, seen: str, note: str = "", tells: bool = True, at: datetime, by: Person | None
) -> Programme:
    """Show the draft to everybody as the next version, and tell those who have a seat, once.

    EditedMeanwhileError if the draft is no longer the one that was looked at.
    """
    locked = lock(meeting.pk)
    draft = queries.draft(locked)
    refuse_if_edited(seen=seen, now=draft.seen)
    if not draft.differs:
        raise ValidationError(_("Nothing has changed since the last version."), code="same")
    programme = _store(locked, draft, note=note, tells=tells, at=at, by=by)
    record("programme_released", locked, by=by, version=programme.version, tells=tells)
    app.configure_task("meetings.tell_programme").defer(programme_id=programme.pk)
    app.configure_task("meetings.tell_speakers_of_programme").defer(programme_id=programme.pk)
    return programme


def _store(
    meeting: Meeting, draft: queries.Draft, *, note: str, tells: bool, at: datetime, by: Person | None
) -> Programme:
    kept = [queries.stored(item) for item in draft.items]
    return Programme.objects.create(
        meeting=meeting,
        version=draft.released.version + 1 if draft.released else 1,
        released_at=at,
        released_by=by,
        items=kept,
        changes=[queries.kept_change(one) for one in queries.changed_since(draft.released, kept)],
        tells=tells,
        note=note,
    )
