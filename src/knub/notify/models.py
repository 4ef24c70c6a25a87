"""Every mail that was due, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkMail(models.Model):
    """One text to many receivers: a draft until it is sent, a record after.

    `choice` says whom it is for, in the words of the room that finds them; nothing here knows who they are.
    """

    subject = models.CharField(max_length=200)
    body = models.TextField(help_text="Markdown, with fields in braces.")
    choice = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="corrections")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=120, blank=True)
    sent_count = models.PositiveIntegerField(default=0)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.subject


class Mail(models.Model):
    """One mail to one receiver. The key makes it once; the Message-ID never changes."""

    class State(models.TextChoices):
        DUE = "due", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused by the receiver's server")
        REPORTED = "reported", _("Reported back as not delivered")
        DROPPED = "dropped", _("Not sent: the receiver may no longer read it")

    key = models.CharField(max_length=160, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True, help_text="An entry for a calendar, as it is sent along.")
    message_id = models.CharField(max_length=120, unique=True)
    unsubscribe = models.CharField(max_length=300, blank=True, help_text="Where one gets out in one click.")
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    refusal = models.TextField(blank=True, help_text="The server's own words.")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text="When it was refused or reported back.")
    set_aside_at = models.DateTimeField(null=True, help_text="When the secretariat had seen to it.")
    bulk_mail = models.ForeignKey(BulkMail, null=True, on_delete=models.PROTECT, related_name="mails")
    about = models.CharField(max_length=60, blank=True, db_index=True, help_text="Such as meetings.meeting:12.")
    merged = models.JSONField(default=dict, help_text="The fields of a bulk mail, as they were filled in.")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class Digest(models.Model):
    """How far somebody has been told in mails that gather, so that nothing is told twice."""

    receiver = models.EmailField()
    kind = models.CharField(max_length=40)
    told_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receiver", "kind"], name="one_digest_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.receiver}"


class DigestDay(models.Model):
    """On which weekday somebody wants what is gathered for a week; Monday is 0 and where nothing was chosen."""

    receiver = models.EmailField(unique=True)
    weekday = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(weekday__lte=6), name="a_day_of_the_week")]

    def __str__(self) -> str:
        return f"{self.weekday} → {self.receiver}"


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
