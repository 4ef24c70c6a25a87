"""Areas, official lists and published figures: facts with their sources, never conclusions."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knub.domain.values import danish_key
from knub.people.models import Organisation


class Category(models.TextChoices):
    """The neutral keys of the categories; what the law called them in a year stands in the criteria's YAML."""

    GHETTO_PRE2018 = "ghetto_pre2018"
    VULNERABLE = "vulnerable"
    PARALLEL_SOCIETY = "parallel_society"
    TRANSFORMATION = "transformation"
    PREVENTION = "prevention"


class Area(models.Model):
    """A housing area as the lists name it; `key` is its lasting address."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=160, editable=False)
    municipality = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="areas")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = danish_key(self.name)
        super().save(*args, **kwargs)


class AreaName(models.Model):
    """Another name that a list or a page has used for the area."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="area_name_once")]

    def __str__(self) -> str:
        return self.name


class OfficialList(models.Model):
    """The lists of one date. `complete` and `unpublished` are known per category and figure."""

    date = models.DateField(unique=True)
    note = models.TextField(blank=True)
    complete_categories = models.JSONField(default=list)
    complete_figures = models.BooleanField(default=False)
    unpublished_figures = models.JSONField(default=list)
    released_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=timezone.now, help_text="Pages kept in the cache are as old as this.")

    class Meta:
        ordering = ["-date"]

    def __str__(self) -> str:
        return self.date.isoformat()


class ListTotal(models.Model):
    """How many areas a category had, as published; never to be added over categories."""

    list = models.ForeignKey(OfficialList, on_delete=models.CASCADE, related_name="totals")
    category = models.CharField(max_length=24, choices=Category.choices)
    count = models.PositiveIntegerField()
    source = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "category"], name="one_total_per_category")]

    def __str__(self) -> str:
        return f"{self.list}: {self.category} {self.count}"


class ListReference(models.Model):
    """A limit that moves with the nation, as the list states it: a share 0-1."""

    list = models.ForeignKey(OfficialList, on_delete=models.CASCADE, related_name="references")
    key = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=8, decimal_places=6)
    source = models.TextField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "key"], name="one_reference_per_list")]

    def __str__(self) -> str:
        return f"{self.list}: {self.key} {self.value}"


class Listing(models.Model):
    """An area stands on a list in a category. Proposed listings are shown as such and never counted."""

    class Status(models.TextChoices):
        OFFICIAL = "official", _("Official")
        PROPOSED = "proposed", _("Proposed")

    list = models.ForeignKey(OfficialList, on_delete=models.CASCADE, related_name="listings")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="listings")
    category = models.CharField(max_length=24, choices=Category.choices)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OFFICIAL)
    source = models.TextField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "area", "category"], condition=Q(removed_at__isnull=True), name="listed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list}: {self.area} {self.category}"


class PublishedFigure(models.Model):
    """One published number: a share 0-1 or persons. A correction replaces it and keeps the first version."""

    class Exactness(models.TextChoices):
        PUBLISHED = "published", _("As published")
        REPORTED = "reported", _("Reported by another source")

    list = models.ForeignKey(OfficialList, on_delete=models.CASCADE, related_name="figures")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="figures")
    figure = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=6)
    printed = models.CharField(max_length=20, help_text="As the source prints it.")
    exactness = models.CharField(max_length=10, choices=Exactness.choices)
    source = models.TextField()
    stored_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "area", "figure"], condition=Q(replaced_at__isnull=True), name="one_current_figure"
            ),
        ]
        indexes = [models.Index(fields=["area", "figure"])]

    def __str__(self) -> str:
        return f"{self.list}: {self.area} {self.figure} {self.printed}"


class ImportDraft(models.Model):
    """A table that the secretariat looks at before it is stored; kept for a day."""

    on = models.DateField()
    cells = models.JSONField()
    source = models.TextField()
    totals = models.JSONField(default=dict)
    limits = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.on}: {len(self.cells)}"

    def shares(self) -> dict[str, Decimal]:
        """Return the limits it states, 0-1."""
        return {key: Decimal(value) for key, value in self.limits.items()}


class FaultReport(models.Model):
    """Somebody reports an error; the answer is public, the reporter is not."""

    area = models.ForeignKey(Area, null=True, on_delete=models.SET_NULL, related_name="fault_reports")
    list = models.ForeignKey(OfficialList, null=True, on_delete=models.SET_NULL, related_name="fault_reports")
    text = models.TextField()
    reply_to = models.EmailField(blank=True)
    received_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    corrected = models.BooleanField(default=False)

    class Meta:
        ordering = ["received_at"]

    def __str__(self) -> str:
        return self.text[:60]


class MasterValue(models.Model):
    """One thing a municipality states about its area, from a day, with its source. A correction keeps the first."""

    class Key(models.TextChoices):
        FAMILY_DWELLINGS = "family_dwellings", _("Public family dwellings")
        YOUTH_DWELLINGS = "youth_dwellings", _("Public youth dwellings")
        ELDERLY_DWELLINGS = "elderly_dwellings", _("Public dwellings for the elderly")
        OTHER_DWELLINGS = "other_dwellings", _("Other dwellings")
        ALL_DWELLINGS = "all_dwellings", _("All dwellings")
        DEMOLISHED_DWELLINGS = "demolished_dwellings", _("Demolished after 2010 and not replaced")
        COUNTS_DEMOLISHED = "counts_demolished", _("Are the demolished dwellings counted?")
        BUSINESS_AREA = "business_area", _("Floor area used for business")
        TARGET_SHARE = "target_share", _("Own target for the share of public family dwellings")
        HOUSING_ORGANISATIONS = "housing_organisations", _("Housing organisations")
        DEVELOPMENT_PLAN = "development_plan", _("Development plan")
        SOCIAL_PLAN = "social_plan", _("Housing-social plan")
        PHYSICAL_PLAN = "physical_plan", _("Physical plan")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="master_values")
    key = models.CharField(max_length=24, choices=Key.choices)
    on = models.DateField(help_text="The day it was counted, or holds from.")
    number = models.DecimalField(max_digits=12, decimal_places=4, null=True, help_text="Dwellings, m² or a share 0-1.")
    choice = models.BooleanField(null=True)
    text = models.TextField(blank=True, help_text="Names, or the title of a plan.")
    link = models.URLField(max_length=500, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key", "on"], condition=Q(replaced_at__isnull=True), name="one_master_value_a_day"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0), name="master_value_not_below_0"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="master_value_has_source"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_key_display()}, {self.on}"


class Statement(models.Model):
    """A municipality's own words: a remark on an area, which all may read, or what it uses the network for.

    The name of who wrote it is shown to the public only where that person has said so.
    """

    class Kind(models.TextChoices):
        REMARK = "remark", _("The municipality's remark")
        NETWORK_USE = "network_use", _("What we use the network for")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    municipality = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="statements")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=120)
    author_title = models.CharField(max_length=120, blank=True)
    shows_name = models.BooleanField(default=False)
    on_behalf = models.BooleanField(default=False, help_text="Entered by the secretariat for the municipality.")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False, help_text="It ended without another in its place.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "area"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_statement_now",
            ),
            models.CheckConstraint(
                condition=Q(kind="remark", area__isnull=False) | Q(kind="network_use", area__isnull=True),
                name="remark_has_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.area or self.municipality}"
