"""Read what has been uploaded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from knub.files import intake
from knub.files.access import documents_of
from knub.files.models import Document, Version
from knub.files.naming import READABLE


@dataclass(frozen=True)
class Uploaded:
    """A document with its versions, newest first."""

    document: Document
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        """The version that counts."""
        return self.versions[0]

    @property
    def earlier(self) -> tuple[Version, ...]:
        """The versions that were replaced."""
        return self.versions[1:]


def uploaded(thing: models.Model, *, deleted: bool = False) -> tuple[Uploaded, ...]:
    """Return the documents of a thing with every version, by title; two queries."""
    return _with_versions(documents_of(thing, deleted=deleted).prefetch_related("versions"))


def uploaded_by_slot(thing: models.Model) -> Mapping[str, Sequence[Uploaded]]:
    """Return the same by what they are to the room that asks; two queries."""
    found: dict[str, list[Uploaded]] = defaultdict(list)
    for one in uploaded(thing):
        found[one.document.slot].append(one)
    return found


def uploaded_by_thing(things: Sequence[models.Model]) -> Mapping[str, Sequence[Uploaded]]:
    """Return the documents of things of one kind by the id of each, as text; two queries, none for no things."""
    found: dict[str, list[Uploaded]] = defaultdict(list)
    if things:
        kind = things[0]._meta.label_lower  # noqa: SLF001 - Django's public name begins with an underscore
        ids = [str(thing.pk) for thing in things]
        documents = Document.objects.filter(kind=kind, object_id__in=ids, deleted_at__isnull=True)
        for one in _with_versions(documents.prefetch_related("versions")):
            found[one.document.object_id].append(one)
    return found


def with_versions(document: Document) -> Uploaded:
    """Return a document with every version; one query."""
    return Uploaded(document, tuple(document.versions.all()))


@dataclass(frozen=True)
class FileText:
    """What the newest version of a document says, as far as it has been read."""

    document: int
    title: str
    name: str
    text: str


def texts_of(kind: str, ids: Sequence[str]) -> Mapping[str, Sequence[FileText]]:
    """Return the documents of things of a kind with what they say, by the id of each; one query, none for no things."""
    found: dict[str, list[FileText]] = defaultdict(list)
    shown = Version.objects.filter(document__kind=kind, document__object_id__in=ids, document__deleted_at=None)
    newest = shown.order_by("document_id", "-number").distinct("document_id").select_related("document", "reading")
    for one in newest if ids else ():
        found[one.document.object_id].append(_file_text(one))
    return found


def due_for_reading(before: datetime) -> QuerySet[Version, int]:
    """Return the ids of the versions that can be read, and were uploaded before a moment and never read."""
    unread = Version.objects.filter(reading=None, document__deleted_at=None, media_type__in=READABLE)
    return unread.filter(uploaded_at__lt=before).order_by("-pk").values_list("pk", flat=True)


def _file_text(version: Version) -> FileText:
    reading = getattr(version, "reading", None)
    return FileText(version.document_id, version.document.title, version.name, reading.text if reading else "")


def known_keys() -> frozenset[str]:
    """Return the random names of all files that are known; one query."""
    return frozenset(Version.objects.values_list("key", flat=True))


def damaged() -> list[Version]:
    """Return the versions whose file is missing or has changed; reads every file."""
    return [one for one in Version.objects.all() if not intake.is_whole(settings.FILES, one.key, one.digest)]


def due_for_purge(before: datetime) -> QuerySet[Document]:
    """Return the documents that were deleted before a moment."""
    return Document.objects.filter(deleted_at__lt=before)


def _with_versions(documents: QuerySet[Document]) -> tuple[Uploaded, ...]:
    return tuple(Uploaded(document, tuple(document.versions.all())) for document in documents)
