"""What has been uploaded for a thing in another room, known here by its kind and id only; every version is kept."""

from django.db import models


class Document(models.Model):
    """Something uploaded for a thing. `slot` tells what it is to the room that asks, such as a plan or a letter."""

    kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    slot = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One file of a document. `key` is its random name in the data folder, `digest` the SHA-256 of its content."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=32, unique=True)
    uploaded_at = models.DateTimeField()
    uploader_id = models.BigIntegerField(null=True)
    uploader = models.CharField(max_length=120)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What a version says, once it has been read: its text, or why there is none."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="reading")
    text = models.TextField(blank=True)
    fault = models.CharField(max_length=10, blank=True, help_text="files.texts.UnreadableError")
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.version)
