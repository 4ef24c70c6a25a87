"""Put things where they can be found, and take them away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knub.domain.personal import cpr_like
from knub.search.models import Document, Miss
from knub.search.wording import index_words, words_of

__all__ = ["Findable", "forget_misses", "note_miss", "put", "remove", "replace_kind"]

LONG_NUMBER = re.compile(r"\d[\d \-]{4,}\d")
LONGEST_MISS, SHORTEST_MISS = 100, 3
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
def note_miss(asked: str, *, on: date) -> None:
    """Count words that found nothing, so that the secretariat can see what is missing; two statements.

    Nothing is kept that may name somebody: no long numbers and no addresses.
    """
    if "@" in asked or cpr_like(asked) or LONG_NUMBER.search(asked):
        return
    words = " ".join(words_of(asked))[:LONGEST_MISS]
    if len(words) < SHORTEST_MISS:
        return
    Miss.objects.bulk_create(
        [Miss(words=words, last_on=on)], update_conflicts=True, unique_fields=["words"], update_fields=["last_on"]
    )
    Miss.objects.filter(words=words).update(times=F("times") + 1)


def forget_misses(*, on: date) -> int:
    """Delete the words that nobody has searched for in vain for long; return how many."""
    gone, _per_model = Miss.objects.filter(last_on__lt=on - timedelta(days=settings.KEPT_DAYS["misses"])).delete()
    return gone


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
