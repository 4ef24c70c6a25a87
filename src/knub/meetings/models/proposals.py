"""A move that speakers are asked about before members are told."""

from django.conf import settings
from django.db import models

from knub.meetings.models.meetings import Meeting
from knub.meetings.models.speakers import Speaker


class Proposal(models.Model):
    """Another time, place or format of a meeting; values as texts: starts_at, ends_at, venue, format."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposals")
    values = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)
    is_carried_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(settled_at__isnull=True), name="one_open_proposal_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.values}"


class SpeakerAnswer(models.Model):
    """Whether a speaker can come at the time that is proposed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="answers")
    can_come = models.BooleanField()
    text = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "speaker"], name="one_answer_a_speaker")]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.can_come}"
