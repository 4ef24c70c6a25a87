"""One table of what can be found: words, a title and an address, never a right."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class Document(models.Model):
    """What a room wants to be found by. `words` holds today's words, parts of compounds and other spellings."""

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    words = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    updated_at = models.DateTimeField()
    vector = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="danish")
        + SearchVector("body", weight="C", config="danish")
        + SearchVector("words", weight="D", config="danish"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_per_thing")]
        indexes = [GinIndex(fields=["vector"]), models.Index(fields=["-updated_at"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
