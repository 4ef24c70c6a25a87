"""Fra mødet: what the secretariat writes of a meeting, and what each talk said once its speaker has approved it."""

from django.db import models
from django.db.models import Q

from knub.knowledge.models import Page, State
from knub.meetings.models.meetings import Meeting
from knub.meetings.models.programme import Item


class Record(models.Model):
    """The record of a meeting. Everything but the text is drawn from what is known when it is shown."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="record")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Goes up with every edit.")
    released_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.meeting)


class TalkCard(models.Model):
    """What a talk said: shown when its speaker has approved these words; another word needs another approval."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="card")
    claim = models.CharField(max_length=300)
    numbers = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Goes up with every edit.")
    asked_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True, help_text="By its speaker; until it is approved again.")
    page = models.OneToOneField(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["item__starts", "item__place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None) | ~Q(claim=""), name="an_approved_card_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.item.title

    @property
    def has_page(self) -> bool:
        """Whether a page of knowledge that is not in the archive was made of it."""
        return self.page is not None and self.page.state != State.ARCHIVED
