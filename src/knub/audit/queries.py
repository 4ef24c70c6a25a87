"""Read what was done."""

from typing import Any

from django.db import models
from django.db.models import Q

from knub.audit.models import Entry


def history(*things: models.Model) -> models.QuerySet[Entry]:
    """Return what was done to a thing, or to several, newest first."""
    which = Q(pk__in=[])
    for thing in things:
        kind = thing._meta.label_lower  # noqa: SLF001 - Django's public name begins with an underscore
        which |= Q(kind=kind, object_id=str(thing.pk))
    return Entry.objects.filter(which)


def about(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return what a person did, as the export of her own data shows it; one query."""
    done = Entry.objects.filter(Q(actor_id=person_id) | Q(on_behalf_of_id=person_id))
    rows = done.values("at", "verb", "kind", "object_id", "on_behalf_of")
    return {"audit.entry": [dict(row) for row in rows]}
