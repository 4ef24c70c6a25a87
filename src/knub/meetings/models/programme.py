"""The points of a programme as it is being planned, and the versions that were released."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting
from knub.meetings.models.speakers import Speaker


class Item(models.Model):
    """A point of the programme as it is being planned; members see the released version."""

    class Kind(models.TextChoices):
        TALK = "talk", _("Talk")
        LAW = "law", _("Law")
        CASE = "case", _("Municipal case")
        FIGURES = "data", _("Figures")
        DISCUSSION = "discussion", _("Group discussion")
        BREAK = "break", _("Break")

    class Level(models.TextChoices):
        CITIZEN = "citizen", _("Citizen level")
        INSTITUTION = "institution", _("Institution level")
        AREA = "area", _("Area level")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField(default=0)
    starts = models.TimeField(_("From"), null=True, blank=True)
    ends = models.TimeField(_("To"), null=True, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices, default=Kind.TALK)
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("What it is about"), blank=True)
    speakers = models.ManyToManyField(Speaker, blank=True, related_name="items")
    organisation = models.CharField(_("Organisation"), max_length=160, blank=True)
    subject_areas = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    level = models.CharField(_("Level"), max_length=12, choices=Level.choices, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Goes up with every edit.")

    class Meta:
        ordering = ["starts", "place", "pk"]

    def __str__(self) -> str:
        return self.title


class Programme(models.Model):
    """A released version of a programme: its items as they stood, and what changed since the version before."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="programmes")
    version = models.PositiveSmallIntegerField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    items = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    tells = models.BooleanField(default=True, help_text="Whether those who are signed up got a mail of it.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="one_programme_a_version")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.version}"
