"""A network has seasons; a municipality is a member of a season, at a price frozen on the day it joined."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from knub.people.models import Organisation


class Network(models.Model):
    """A network of municipalities. More than one is a row more."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Season(models.Model):
    """A network year, from the first moment of a day until the last moment of another, in Copenhagen."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="seasons")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    themes = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    text = models.TextField(blank=True, help_text="What it is for, in paragraphs.")
    audience = models.TextField(blank=True, help_text="Whom it is for, in paragraphs.")
    text_en = models.TextField(blank=True, help_text="The same in English; empty: readers in English get the Danish.")
    audience_en = models.TextField(blank=True)
    price_list = models.CharField(max_length=60, blank=True, help_text="A key of parameters/prices; empty: undecided.")
    notice_on = models.DateField(null=True, blank=True, help_text="The last day a municipality can say that it leaves.")
    invoice_on = models.DateField(null=True, blank=True)
    cancellation_steps = models.JSONField(default=list, help_text="[{days_before, percent}], most days first.")
    opens_on = models.DateField(null=True, blank=True, help_text="The first day one can join.")
    archived = models.BooleanField(default=False, help_text="Known from published pages; nobody can join it.")
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["network", "year"], name="one_season_a_year"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="season_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingFormat(models.TextChoices):
    """How one takes part in a meeting."""

    PHYSICAL = "physical", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person or online")


class SeatRule(models.Model):
    """How many seats a municipality has at each meeting of a format, from a day; none means as many as they like."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="seat_rules")
    format = models.CharField(max_length=8, choices=MeetingFormat.choices)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    from_day = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    reason_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["from_day"]
        constraints = [models.UniqueConstraint(fields=["season", "format", "from_day"], name="one_seat_rule_a_day")]

    def __str__(self) -> str:
        return f"{self.season}, {self.get_format_display()}: {self.seats}"


class BillingProfile(models.Model):
    """Where an invoice goes and what the municipality's billing clerk needs on it. A used one is never edited."""

    municipality = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="billing_profiles")
    name = models.CharField(max_length=120)
    gln = models.CharField(max_length=13)
    cvr = models.CharField(max_length=8)
    person_reference = models.CharField(max_length=80)
    order_reference = models.CharField(max_length=80, blank=True)
    account_string = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.gln})"


class Membership(models.Model):
    """A municipality is a member of a season. What it costs, and why, stands as it was the day it joined."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day it holds; the season's, or an earlier one.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    end_told_at = models.DateTimeField(
        null=True, blank=True, help_text="When the rooms above were told that it is over."
    )
    end_reason = models.CharField(max_length=300, blank=True)
    billing_profile = models.ForeignKey(
        BillingProfile, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    billing_checked_at = models.DateTimeField(null=True, blank=True)
    billing_asked_at = models.DateTimeField(null=True, blank=True)
    approver_name = models.CharField(max_length=120, blank=True)
    approver_email = models.EmailField(blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = models.CharField(max_length=300, blank=True)
    objection_settled_at = models.DateTimeField(null=True, blank=True)
    objection_answer = models.CharField(max_length=300, blank=True)
    price_list = models.CharField(max_length=60, blank=True)
    price = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, help_text="Without VAT; none: undecided."
    )
    price_band = models.JSONField(default=dict, help_text="{da, en, population}; empty where the list has no bands.")
    price_lines = models.JSONField(default=list, help_text="What the price is made of, as domain.pricing said it.")
    price_reason = models.JSONField(default=dict, help_text="One sentence, {da, en}.")
    price_override_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["municipality__sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["season", "municipality"], name="one_membership_a_season"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.season}"

    @classmethod
    def on_day(cls, day: date) -> models.QuerySet["Membership"]:
        """Return the memberships that hold on a day."""
        return cls.objects.filter(starts_on__lte=day, ends_on__gte=day)
