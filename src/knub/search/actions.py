"""Put things where they can be found, and take them away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from knub.search.models import Document
from knub.search.wording import index_words

__all__ = ["Findable", "put", "remove", "replace_kind"]

FIELDS = ("title", "names", "body", "words", "url", "weight", "updated_at")


@dataclass(frozen=True)
class Findable:
    """A thing as its room wants it to be found."""

    object_id: str
    title: str
    url: str
    body: str = ""
    names: str = ""  # what else it is called, or was
    weight: float = 1.0  # below 1 comes later
    of: datetime | None = None  # its own time; now when nothing is said


def put(kind: str, *things: Findable) -> None:
    """Let things be found, in one statement up to a thousand; what was known of them is replaced."""
    now = timezone.now()
    Document.objects.bulk_create(
        [_document(kind, thing, now) for thing in things],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=FIELDS,
        batch_size=1000,
    )


def remove(kind: str, *object_ids: str) -> None:
    """Let things no longer be found."""
    Document.objects.filter(kind=kind, object_id__in=object_ids).delete()


@transaction.atomic
def replace_kind(kind: str, things: Iterable[Findable]) -> None:
    """Let these things of a kind be found, and no others of it."""
    kept = list(things)
    Document.objects.filter(kind=kind).exclude(object_id__in=[thing.object_id for thing in kept]).delete()
    put(kind, *kept)


def _document(kind: str, thing: Findable, now: datetime) -> Document:
    return Document(
        kind=kind,
        object_id=thing.object_id,
        title=thing.title,
        names=thing.names,
        body=thing.body,
        words=index_words(thing.title, thing.names, text=thing.body),
        url=thing.url,
        weight=thing.weight,
        updated_at=thing.of or now,
    )
