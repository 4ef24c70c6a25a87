"""One table of what can be found: words, a title and an address, never a right."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

# PostgreSQL reads Gellerupparken/Toveshøj as one file name, C-417/23 as a number, and what stands in <> not at all.
BETWEEN_WORDS = "/-_.,:@<>&="


def _vector(field: str, weight: str) -> Any:
    marks, spaces = models.Value(BETWEEN_WORDS), models.Value(" " * len(BETWEEN_WORDS))
    words = models.Func(models.F(field), marks, spaces, function="translate", output_field=models.TextField())
    return SearchVector(words, weight=weight, config="danish")


class Miss(models.Model):
    """Words that were searched for and not found: how often, and never by whom."""

    words = models.CharField(max_length=100, unique=True)
    times = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        ordering = ["-times", "-last_on", "words"]
        verbose_name_plural = "misses"

    def __str__(self) -> str:
        return f"{self.words}: {self.times}"


class Standing(models.TextChoices):
    """How far something still holds; nothing where that is no question."""

    CURRENT = "current", _("In force")
    COMING = "coming", _("Not yet in force")
    PAST = "past", _("Of its time")
    ARCHIVED = "archived", _("In the archive")


class Document(models.Model):
    """What a room wants to be found by. `words` holds today's words, parts of compounds and other spellings.

    A part is something on a page or a post that is found beside it, such as a file; whoever may see the one may see
    the other, since rights are those of the kind and id.
    """

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)
    part = models.CharField(max_length=40, blank=True)
    within = models.CharField(max_length=200, blank=True, help_text="Of a part: the title of what it stands on.")
    title = models.CharField(max_length=200)
    names = models.TextField(blank=True)
    body = models.TextField(blank=True)
    words = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    weight = models.FloatField(default=1.0)  # below 1 for what should come later, such as a page that is overdue
    updated_at = models.DateTimeField()
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True, help_text="theme:social and so on")
    standing = models.CharField(max_length=8, choices=Standing.choices, blank=True)
    vector = models.GeneratedField(
        expression=_vector("title", "A") + _vector("names", "B") + _vector("body", "C") + _vector("words", "D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "part"], name="one_document_per_part")]
        indexes = [GinIndex(fields=["vector"], name="words_of_documents"), models.Index(fields=["-updated_at"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
