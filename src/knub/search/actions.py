"""Put things where they can be found, and take them away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knub.domain.personal import cpr_like
from knub.files.queries import FileText
from knub.search.models import Document, Miss
from knub.search.wording import index_words, words_of

__all__ = [
    "Findable",
    "as_part",
    "forget_misses",
    "note_miss",
    "put",
    "put_whole",
    "remove",
    "replace_kind",
    "tag_keys",
]

LONG_NUMBER = re.compile(r"\d[\d \-]{4,}\d")
LONGEST_MISS, SHORTEST_MISS, LONGEST_TITLE = 100, 3, 200
PART_WEIGHT = 0.7  # a file comes after a page that fits as well
FIELDS = ("title", "names", "body", "words", "url", "weight", "updated_at", "within", "tags", "standing")


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
    part: str = ""  # what it is on the thing, where it is but a part of it, such as a file
    within: str = ""  # of a part: the title of the thing
    tags: tuple[str, ...] = ()  # tag_keys
    standing: str = ""  # search.models.Standing


class Tagged(Protocol):
    """Whatever has tags of the one set."""

    themes: Any
    subject_areas: Any
    levels: Any


def tag_keys(thing: Tagged) -> tuple[str, ...]:
    """Return the tags of a thing as they are searched by, such as theme:social."""
    groups = (("theme", thing.themes), ("subject_area", thing.subject_areas), ("level", thing.levels))
    return tuple(f"{group}:{key}" for group, keys in groups for key in keys)


def as_part(thing: Findable, file: FileText, *, anchor: str) -> Findable:
    """Return what a file on a thing is found by: its own name and text, and all else as the thing has it."""
    return replace(
        thing,
        part=f"file-{file.document}",
        within=thing.title,
        title=file.title[:LONGEST_TITLE],
        names="" if file.name == file.title else file.name,
        body=file.text,
        url=f"{thing.url}#{anchor}",
        weight=thing.weight * PART_WEIGHT,
    )


def put(kind: str, *things: Findable) -> None:
    """Let things be found, in one statement up to a thousand; what was known of them is replaced."""
    now = timezone.now()
    Document.objects.bulk_create(
        [_document(kind, thing, now) for thing in things],
        update_conflicts=True,
        unique_fields=["kind", "object_id", "part"],
        update_fields=FIELDS,
        batch_size=1000,
    )


@transaction.atomic
def put_whole(kind: str, *things: Findable) -> None:
    """Let a thing be found with these parts of it, and no others; two statements."""
    parts = [thing.part for thing in things]
    Document.objects.filter(kind=kind, object_id=things[0].object_id).exclude(part__in=parts).delete()
    put(kind, *things)


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
    things = list(things)
    kept = {(thing.object_id, thing.part) for thing in things}
    there = Document.objects.filter(kind=kind).values_list("pk", "object_id", "part")
    Document.objects.filter(pk__in=[pk for pk, *which in there if tuple(which) not in kept]).delete()
    put(kind, *things)


def _document(kind: str, thing: Findable, now: datetime) -> Document:
    return Document(
        kind=kind,
        object_id=thing.object_id,
        part=thing.part,
        within=thing.within,
        tags=list(thing.tags),
        standing=thing.standing,
        title=thing.title,
        names=thing.names,
        body=thing.body,
        words=index_words(thing.title, thing.names, text=thing.body),
        url=thing.url,
        weight=thing.weight,
        updated_at=thing.of or now,
    )
