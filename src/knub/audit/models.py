"""Who did what, when. Kind, id and names stand as they were; nothing points at other rooms."""

from django.db import models


class Entry(models.Model):
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=120)
    on_behalf_of_id = models.BigIntegerField(null=True)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "object_id"]), models.Index(fields=["actor_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.verb} {self.label}"
