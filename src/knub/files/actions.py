"""Store uploads, replace, read and delete them; in two steps: out of sight at once, out of the folder later."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.domain.personal import without_numbers
from knub.files import intake, queries
from knub.files.intake import Checked
from knub.files.models import Document, Reading, Version
from knub.files.naming import READABLE
from knub.files.signals import documents_changed
from knub.files.texts import UnreadableError, text_of

LEFT_ALONE = timedelta(days=1)  # so long a file may lie there before its row is written
LEFT_UNREAD, MOST_READ = timedelta(hours=1), 20  # each file has a job of its own; these are taken up after it


class Uploader(Protocol):
    """Whoever uploads: a person of the room above."""

    pk: Any
    name: Any


@transaction.atomic
def store(found: Checked, *, thing: models.Model, slot: str, title: str, at: datetime, by: Uploader) -> Document:
    """Store a checked file as a new document of a thing."""
    document = Document.objects.create(
        kind=thing._meta.label_lower,  # noqa: SLF001 - Django's public name begins with an underscore
        object_id=str(thing.pk),
        slot=slot,
        title=title or found.name,
        made_at=at,
    )
    _add_version(document, 1, found, at=at, by=by)
    return document


@transaction.atomic
def replace(document: Document, found: Checked, *, at: datetime, by: Uploader) -> Version:
    """Store a checked file as the newest version of a document; those before it are kept.

    Two at once are both kept, one after the other.
    """
    locked = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    newest = locked.versions.order_by("-number").first()
    return _add_version(locked, newest.number + 1 if newest else 1, found, at=at, by=by)


@transaction.atomic
def delete(document: Document, *, at: datetime, by: Uploader) -> None:
    """Take a document out of sight; it can be brought back for settings.KEPT_DAYS["deleted_files"] days."""
    document.deleted_at, document.deleted_by = at, by.name
    document.save(update_fields=["deleted_at", "deleted_by"])
    _announce(document)


@transaction.atomic
def restore(document: Document) -> None:
    """Bring a deleted document back, unless its time is up."""
    if not Document.objects.filter(pk=document.pk).update(deleted_at=None, deleted_by=""):
        raise ValidationError(_("The document was deleted too long ago and is gone for good."), code="gone")
    _announce(document)


@transaction.atomic
def forget_uploader(uploader_id: int, *, name: str) -> None:
    """Put another name in the place of somebody whose data is deleted."""
    Version.objects.filter(uploader_id=uploader_id).update(uploader_id=None, uploader=name)


def tidy(*, now: datetime) -> int:
    """Forget what was deleted long ago, then delete the files that no row knows; return how many files.

    The rows go first and are committed, so that a kill between the two leaves a file to the next night, never a row
    without its file.
    """
    queries.due_for_purge(now - timedelta(days=settings.KEPT_DAYS["deleted_files"])).delete()
    return intake.sweep(settings.FILES, queries.known_keys(), before=now - LEFT_ALONE)


def read(version_id: int, *, at: datetime) -> None:
    """Read what a version says, once, and let the room that holds it know; a file without text has a fault instead.

    No transaction is open while a process of its own reads, at most for a minute.
    """
    version = Version.objects.filter(pk=version_id, reading=None).select_related("document").first()
    if version is not None:
        text, fault = _text_and_fault(version)
        _keep_reading(version, text, fault, at=at)


def read_due(*, now: datetime) -> int:
    """Read what has not been read since its own job came to nothing, or was there before; return how many."""
    due = list(queries.due_for_reading(now - LEFT_UNREAD)[:MOST_READ])
    for pk in due:
        read(pk, at=now)
    return len(due)


def _text_and_fault(version: Version) -> tuple[str, str]:
    try:
        text = text_of(intake.place_of(settings.FILES, version.key), READABLE[version.media_type])
    except UnreadableError as error:
        return "", error.fault
    except FileNotFoundError:
        return "", "gone"
    return without_numbers(text), ""


@transaction.atomic
def _keep_reading(version: Version, text: str, fault: str, *, at: datetime) -> None:
    row = Reading(version=version, text=text, fault=fault, read_at=at)
    Reading.objects.bulk_create([row], ignore_conflicts=True)
    _announce(version.document)


def _announce(document: Document) -> None:
    documents_changed.send(sender=Document, kind=document.kind, object_id=document.object_id)


def _add_version(document: Document, number: int, found: Checked, *, at: datetime, by: Uploader) -> Version:
    kept = intake.keep(found, settings.FILES)
    version = Version.objects.create(
        document=document, number=number, name=found.name, media_type=found.media_type, size=kept.size,
        digest=kept.digest, key=kept.key, uploaded_at=at, uploader_id=by.pk, uploader=by.name,
    )  # fmt: skip
    if version.media_type in READABLE:
        app.configure_task("files.read").defer(version_id=version.pk)
    _announce(document)
    return version
