"""What participants write on the day of a meeting. A key of the form makes what is sent twice one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knub.knowledge.models import Page
from knub.meetings.models.groups import Group
from knub.meetings.models.meetings import Meeting
from knub.meetings.models.programme import Item
from knub.people.models import Organisation


class DayQuestion(models.Model):
    """A question to those who speak. Asked without a name, no person and no time is stored with it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="day_questions")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="day_questions")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    text = models.CharField(max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    wished = models.PositiveSmallIntegerField(default=0, help_text="How many others want to ask it too.")
    answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["answered", "-wished", "pk"]

    def __str__(self) -> str:
        return self.text


class QuestionWish(models.Model):
    """Somebody wants to ask a question too. Deleted soon after the meeting; how many they were stays."""

    question = models.ForeignKey(DayQuestion, on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="wished_once")]

    def __str__(self) -> str:
        return str(self.question)


class GroupLine(models.Model):
    """A line a group has written; from then on the groups are not made again. Without a group it is of the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="lines")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="lines")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    text = models.CharField(max_length=400)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class IntendedAction(models.Model):
    """“Det vil vi prøve”: what a municipality means to try. Its owner is somebody who has said yes herself."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        UNDER_WAY = "under_way", _("Under way")
        GIVEN_UP = "given_up", _("Abandoned")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="intended_actions")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="intended_actions")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    municipality = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="intended_actions")
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    came_of_it = models.TextField(blank=True)
    page = models.OneToOneField(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When somebody last told what came of it.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) | Q(municipality__isnull=False), name="an_owner_is_of_a_municipality"
            ),
            models.CheckConstraint(condition=Q(outcome="") | Q(told_at__isnull=False), name="an_outcome_was_told"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_free(self) -> bool:
        """Whether nobody has taken it on, and nobody has told what came of it."""
        return self.owner_id is None and not self.outcome
