"""Write down what was done."""

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
    """Write down that somebody did something to a thing; `by` is None when a program did."""
    return Entry.objects.create(
        at=timezone.now(),
        verb=verb,
        actor_id=by.pk if by else None,
        actor=by.name if by else "",
        on_behalf_of=on_behalf_of.name if on_behalf_of else "",
        kind=thing._meta.label_lower,  # noqa: SLF001 - Django's public name begins with an underscore
        object_id=str(thing.pk),
        label=str(thing)[:200],
        facts=facts,
    )
