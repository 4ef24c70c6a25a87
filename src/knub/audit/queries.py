"""Read what was done."""

from django.db import models

from knub.audit.models import Entry


def history(thing: models.Model) -> models.QuerySet[Entry]:
    """Return what was done to a thing, newest first."""
    kind = thing._meta.label_lower  # noqa: SLF001 - Django's public name begins with an underscore
    return Entry.objects.filter(kind=kind, object_id=str(thing.pk))
