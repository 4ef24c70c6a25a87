"""Every mail that was due, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """One mail to one receiver. The key makes it once; the Message-ID never changes."""

    class State(models.TextChoices):
        DUE = "due", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused by the receiver's server")

    key = models.CharField(max_length=160, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    refusal = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class DemoMail(models.Model):
    """What the demo's mailbox holds instead of sending; empty outside the demo."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
