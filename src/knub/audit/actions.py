"""Write down what was done, and forget a person who is deleted."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from knub.audit.models import Entry


class Actor(Protocol):
    """Whoever acts: a person, or a program with a name."""

    pk: Any
    name: Any


def record(
    verb: str, thing: models.Model, *, by: Actor | None, on_behalf_of: Actor | None = None, **facts: Any
) -> Entry:
    """Write down that somebody did something to a thing; `by` is None when a program did.

    When the secretariat acts for a person, `by` is that person and says in `acting` who really did it: both are kept.
    """
    behind = getattr(by, "acting", None)
    actor, behalf = (behind, by) if behind else (by, on_behalf_of)
    return Entry.objects.create(
        at=timezone.now(),
        verb=verb,
        actor_id=actor.pk if actor else None,
        actor=actor.name if actor else "",
        on_behalf_of_id=behalf.pk if behalf else None,
        on_behalf_of=behalf.name if behalf else "",
        kind=kind_of(thing),
        object_id=str(thing.pk),
        label=str(thing)[:200],
        facts=facts,
    )


def kind_of(thing: models.Model) -> str:
    """Return the kind under which a thing is written down, such as "people.role"."""
    return thing._meta.label_lower  # noqa: SLF001 - Django's public name begins with an underscore


def forget_person(person_id: int) -> None:
    """Blank a person's name wherever she did something; what was done stays."""
    Entry.objects.filter(actor_id=person_id).update(actor="")
    Entry.objects.filter(on_behalf_of_id=person_id).update(on_behalf_of="")


def forget_label(things: Iterable[models.Model]) -> None:
    """Blank what things were called, because it names a person who is forgotten; what was done stays."""
    for thing in things:
        Entry.objects.filter(kind=kind_of(thing), object_id=str(thing.pk)).update(label="")
