"""Which uploads belong to a thing. Whether a user may see the thing is for the room that asks to say first."""

from django.db import models
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from knub.files.models import Document, Version


def documents_of(thing: models.Model, *, deleted: bool = False) -> QuerySet[Document]:
    """Return the documents of a thing the user has been allowed; those that are deleted only where asked for."""
    kind = thing._meta.label_lower  # noqa: SLF001 - Django's public name begins with an underscore
    return Document.objects.filter(kind=kind, object_id=str(thing.pk), deleted_at__isnull=not deleted)


def get_document(thing: models.Model, pk: int, *, deleted: bool = False) -> Document:
    """Return a document of a thing the user has been allowed, or 404."""
    return get_object_or_404(documents_of(thing, deleted=deleted), pk=pk)


def get_version(thing: models.Model, pk: int) -> Version:
    """Return a version of a document of a thing the user has been allowed, or 404."""
    return get_object_or_404(Version.objects.filter(document__in=documents_of(thing)), pk=pk)
