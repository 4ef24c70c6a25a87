"""Pages of knowledge with their revisions, the tools that are used, and news."""

import re
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knub.areas.models import Area
from knub.knowledge.content import Kind, Reader, VisibleTo
from knub.people.models import Organisation

A_YEAR = timedelta(days=365)
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})  # as they stand in an address


def _keys(**more: Any) -> Any:
    return ArrayField(models.CharField(max_length=24), default=list, blank=True, **more)


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Page(models.Model):
    """A piece of knowledge as its readers see it: what its newest approved revision says."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    slug = models.SlugField(max_length=90, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    municipality = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="knowledge", help_text="None: the secretariat."
    )
    named_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="knowledge"
    )
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    texts = models.JSONField(default=dict, help_text="Markdown by the key of its field, content.FIELDS.")
    co_authors = models.CharField(max_length=200, blank=True)
    visible_to = models.CharField(max_length=12, choices=VisibleTo.choices, default=VisibleTo.MEMBERS)
    themes = _keys()
    subject_areas = _keys()
    levels = _keys()
    criteria = _keys()
    partners = _keys()
    areas = models.ManyToManyField(Area, related_name="knowledge", blank=True)
    effects = models.JSONField(default=list, help_text="[{kind, evidence, text}], content.Effect.")
    effect_kinds = _keys(editable=False)
    paragraph = models.CharField(max_length=120, blank=True)
    paragraph_key = models.CharField(max_length=120, blank=True, editable=False)
    reading_by = models.CharField(max_length=12, choices=Reader.choices, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="The last day.")
    superseded_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="before")
    held_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, help_text="Since when a revision waits for the secretariat.")
    sent_back = models.CharField(max_length=300, blank=True, help_text="Why the secretariat sent it back.")
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    reviewed_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    came_from = models.CharField(max_length=200, blank=True, help_text="The address of what it began as, in KNUB.")
    archived_at = models.DateTimeField(null=True)
    archive_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-changed_at"]
        indexes = [
            models.Index(fields=["state", "kind", "-changed_at"]),
            models.Index(fields=["paragraph_key"], condition=~Q(paragraph_key=""), name="readings_of_a_paragraph"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="reading_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="published_page_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.paragraph_key = paragraph_key(self.paragraph)
        self.effect_kinds = [effect["kind"] for effect in self.effects]
        super().save(*args, **kwargs)

    def is_overdue(self, on: date) -> bool:
        """Whether it should have been looked through again before a day."""
        return self.state == State.PUBLISHED and self.review_on is not None and self.review_on < on

    def is_current(self, on: date) -> bool:
        """Whether its reading holds on a day; what has no days always does."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)

    @property
    def is_archived(self) -> bool:
        """Whether it has been put in the archive."""
        return self.state == State.ARCHIVED

    @property
    def is_draft(self) -> bool:
        """Whether it has never been published."""
        return self.state == State.DRAFT


def paragraph_key(written: str) -> str:
    """Return a paragraph as two spellings of it share it.

    >>> paragraph_key("Almenboligloven § 60, stk. 4"), paragraph_key("almenboligloven §60 stk 4")
    ('almenboligloven-60-stk-4', 'almenboligloven-60-stk-4')
    """
    return "-".join(re.findall(r"[^\W_]+", re.sub(r"(\d+)\s+([a-zæøå])\b", r"\1\2", written.casefold())))


class Revision(models.Model):
    """What a page said after somebody stored it. Nothing of it is ever changed or taken away."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="content.Content")
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    shown_from = models.DateTimeField(null=True, help_text="None while it is a draft or waits for approval.")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.page}, {self.number}"

    @property
    def writer(self) -> str:
        """Who wrote it; nobody by name once her data is deleted."""
        return self.made_by.name if self.made_by else gettext("a former user")


class ToolUse(models.Model):
    """A municipality says that it uses a tool."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="uses")
    municipality = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="tools_used")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "municipality"], name="a_tool_used_once")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.page}"


class Seen(models.Model):
    """When somebody last read a page or a piece of news, so that no mail tells her what she has read."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="knowledge_seen")
    about = models.CharField(max_length=40, help_text="knowledge:12 or news:5")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="one_reading_of_knowledge")]

    def __str__(self) -> str:
        return self.about


class Sender(models.TextChoices):
    STATE = "stat", _("State body")
    MUNICIPALITY = "kommune", _("Municipality")
    KL = "kl", _("KL")
    HOUSING = "boligorganisation", _("Housing organisation")
    SECRETARIAT = "sekretariatet", _("The secretariat")


class NewsSource(models.Model):
    """Somebody at a state body or another sender who may send news by a personal link, without login."""

    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120)
    sender = models.CharField(max_length=20, choices=Sender.choices, default=Sender.STATE)
    email = models.EmailField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["organisation", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class News(models.Model):
    """A piece of news: proposed by somebody, released by the secretariat, and marked as of its time when it is old."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        RELEASED = "released", _("Released")
        REFUSED = "refused", _("Not released")

    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    year = models.PositiveSmallIntegerField(null=True)
    slug = models.SlugField(max_length=90, blank=True)
    sender = models.CharField(max_length=20, choices=Sender.choices)
    sender_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    text = models.TextField(blank=True, help_text="Markdown")
    link = models.URLField(max_length=300, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    hearing_deadline = models.DateField(null=True, blank=True, help_text="The last day of the hearing.")
    valid_until = models.DateField(null=True, blank=True, help_text="The last day it is more than history.")
    visible_to = models.CharField(max_length=12, choices=VisibleTo.choices, default=VisibleTo.EVERYONE)
    themes = _keys()
    subject_areas = _keys()
    levels = _keys()
    categories = _keys()
    paragraphs = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    areas = models.ManyToManyField(Area, related_name="news", blank=True)
    pages = models.ManyToManyField(Page, related_name="news", blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="proposed_news"
    )
    source = models.ForeignKey(NewsSource, null=True, on_delete=models.SET_NULL, related_name="news")
    released_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-released_at", "-proposed_at"]
        verbose_name_plural = "news"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "slug"], condition=Q(year__isnull=False), name="one_address_of_news_a_year"
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(released_at__isnull=False, year__isnull=False),
                name="released_news_has_its_year",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_of_its_time(self, on: date) -> bool:
        """Whether it is history on a day: its last day has passed, or it is older than a network year."""
        if self.valid_until is not None:
            return self.valid_until < on
        return self.released_at is not None and timezone.localdate(self.released_at) < on - A_YEAR
