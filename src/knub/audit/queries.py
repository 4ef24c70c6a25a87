"""Read what was done."""

from django.db import models

from knub.audit.models import Entry


def history(thing: models.Model) -> models.QuerySet[Entry]:
    """Return what was done to a thing, newest first."""
    return Entry.objects.filter(kind=thing._meta.label_lower, object_id=str(thing.pk))
