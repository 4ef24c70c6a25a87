"""What members ask the secretariat for after the deadline."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting
from knub.meetings.models.seats import ModeChoice
from knub.people.models import Organisation


class LateRequest(models.Model):
    """Somebody of a member municipality asks for seats after the deadline; the secretariat gives them or says no."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="late_requests")
    municipality = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    mode = models.CharField(_("How do you take part?"), max_length=8, choices=ModeChoice.choices)
    seats = models.PositiveSmallIntegerField(_("How many seats?"))
    comes_herself = models.BooleanField(_("I am coming myself"), default=True)
    text = models.CharField(_("Anything the secretariat should know"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    was_given = models.BooleanField(default=False)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "asked_by"], condition=Q(answered_at=None), name="one_late_request_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.municipality}"
