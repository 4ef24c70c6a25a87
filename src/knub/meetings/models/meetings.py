"""A meeting of a season, and what it was before it moved."""

import uuid
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knub.domain.cancelling import Step, amounts
from knub.domain.seats import Mode, Window, modes_of
from knub.memberships.models import MeetingFormat, Season


class Theme(models.TextChoices):
    SOCIAL = "social", _("Social work")
    PHYSICAL = "physical", _("Physical changes")
    LETTING = "letting", _("Letting and allocation")
    LAW = "law", _("Law")
    OTHER = "other", _("Other")


class Meeting(models.Model):
    """A meeting of a season. One known from old pages only is archived: it may lack times, and nobody signs up."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("Number"))
    title = models.CharField(_("Title"), max_length=160)
    theme = models.CharField(_("Theme"), max_length=12, choices=Theme.choices, default=Theme.OTHER)
    day = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(_("Starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Ends"), null=True, blank=True)
    format = models.CharField(_("Format"), max_length=8, choices=MeetingFormat.choices, blank=True)
    venue = models.CharField(_("Place"), max_length=200, blank=True)
    link = models.URLField(_("Link"), blank=True)
    text = models.TextField(_("About the meeting"), blank=True)
    sign_up_opens_at = models.DateTimeField(_("Sign-up opens"), null=True, blank=True)
    sign_up_closes_at = models.DateTimeField(_("Sign-up closes"), null=True, blank=True)
    physical_capacity = models.PositiveIntegerField(_("Seats in the room"), null=True, blank=True)
    online_capacity = models.PositiveIntegerField(_("Seats online"), null=True, blank=True)
    follows_seat_rule = models.BooleanField(_("The network year decides how many each may send"), default=True)
    seats_per_municipality = models.PositiveSmallIntegerField(_("Seats per municipality"), null=True, blank=True)
    fee = models.DecimalField(_("Fee for cancelling late"), max_digits=8, decimal_places=2, null=True, blank=True)
    cancellation_steps = models.JSONField(default=list, blank=True, help_text="[{days_before, percent}].")
    published_at = models.DateTimeField(null=True, blank=True)
    calendar_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, help_text="Goes up with every change that moves calendars.")
    archived = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["season", "number"]
        constraints = [
            models.UniqueConstraint(fields=["season", "number"], name="one_meeting_a_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(
                condition=Q(archived=True) | (Q(starts_at__isnull=False, ends_at__isnull=False) & ~Q(format="")),
                name="meeting_to_come_has_times",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """What mails about it are noted under."""
        return f"meetings.meeting:{self.pk}"

    @property
    def window(self) -> Window:
        """When one can sign up."""
        starts = self.starts
        return Window(self.sign_up_opens_at, min(self.sign_up_closes_at or starts, starts), starts)

    @property
    def starts(self) -> datetime:
        """The start of a meeting that has one."""
        if self.starts_at is None:
            raise ValueError(f"{self} is archived, and the hour it started is not known.")
        return self.starts_at

    @property
    def capacity(self) -> dict[Mode, int | None]:
        """Seats in each mode that is offered."""
        every: dict[Mode, int | None] = {"physical": self.physical_capacity, "online": self.online_capacity}
        return {mode: every[mode] for mode in modes_of(self.format)}

    @property
    def steps(self) -> list[Step]:
        """What cancelling costs, the nearer the dearer."""
        return [Step(step["days_before"], step["percent"]) for step in self.cancellation_steps]

    @property
    def cancelling(self) -> list[tuple[int, Decimal]]:
        """What cancelling costs from each day before it on, in kroner; empty where it costs nothing."""
        return amounts(self.fee, self.steps)

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or is known from old pages only."""
        return self.archived or (self.ends_at is not None and self.ends_at <= timezone.now())


class Move(models.Model):
    """What a meeting was before it was moved. Values as they stood: starts_at, ends_at, day, venue, format."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.before} → {self.after}"
