"""The drejebog of a meeting: what is to be done, each so many days before or after it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting


class ChecklistTask(models.Model):
    """Something to do for a meeting; when the meeting moves, the day it is due moves along."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="checklist")
    title = models.CharField(_("What is to be done"), max_length=200)
    days = models.SmallIntegerField(help_text="Days from the meeting; below 0 before it.")
    done_on_release = models.BooleanField(default=False, help_text="Done by itself when the record is released.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["days", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def due_on(self) -> date:
        """The day it should be done."""
        if self.meeting.day is None:
            raise ValueError(f"{self.meeting} has no day to count from.")
        return self.meeting.day + timedelta(days=self.days)

    def is_late(self, today: date) -> bool:
        """Whether its day has passed, and it is not done."""
        return self.done_at is None and self.due_on < today
