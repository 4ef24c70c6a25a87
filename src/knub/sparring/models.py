"""Questions and answers of members, and what colleagues have said of them."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knub.areas.models import Area
from knub.knowledge.models import Page
from knub.people.models import Organisation

PERSON = settings.AUTH_USER_MODEL


def _keys() -> Any:
    return ArrayField(models.CharField(max_length=24), default=list, blank=True)


class Question(models.Model):
    """What somebody asks the network. Its number stands in the address and never changes."""

    municipality = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="questions", help_text="None: the secretariat."
    )
    hides_municipality = models.BooleanField(default=False, help_text="From all but the asker and the secretariat.")
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="questions")
    title = models.CharField(max_length=120)
    challenge = models.TextField(help_text="Markdown")
    tried = models.TextField(blank=True, help_text="Markdown")
    themes = _keys()
    subject_areas = _keys()
    levels = _keys()
    criteria = _keys()
    areas = models.ManyToManyField(Area, related_name="questions", blank=True)
    rule = models.CharField(max_length=80, blank=True, help_text="The key of a rule card.")
    answer_by = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="When the text was; tells versions apart.")
    touched_at = models.DateTimeField(help_text="When something last happened.")
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=300, blank=True, help_text="Where it was solved.")
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    unanswered_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-touched_at", "-pk"]
        indexes = [
            models.Index(fields=["-touched_at"]),
            models.Index(fields=["asked_by", "asked_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hides_municipality=False) | Q(municipality__isnull=False), name="only_a_municipality_hides"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def was_changed(self) -> bool:
        """Whether its text was changed after it was asked."""
        return self.changed_at != self.asked_at


class Answer(models.Model):
    """What a colleague answers."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    municipality = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="answers", help_text="None: the secretariat."
    )
    written_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="answers")
    by_asker = models.BooleanField(default=False)
    text = models.TextField(help_text="Markdown")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    helped_at = models.DateTimeField(null=True, help_text="When the asker or the secretariat said that it helped.")
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["written_by", "written_at"])]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def was_changed(self) -> bool:
        """Whether its text was changed after it was written."""
        return self.changed_at != self.written_at


class EarlierText(models.Model):
    """What a post said before somebody corrected it; for those who may correct it, until the secretariat deletes it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="earlier_texts")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="earlier_texts")
    texts = models.JSONField(help_text="By field: title, challenge and tried of a question, text of an answer.")
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="texts_replaced")

    class Meta:
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return str(self.question)


class Use(models.Model):
    """A municipality says of an answer: we can use that."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="uses")
    municipality = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="answers_used")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "municipality"], name="an_answer_used_once")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.answer}"


class Asked(models.Model):
    """A colleague who was asked to answer a question."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Has not answered yet")
        ANSWERED = "answered", _("Has answered")
        PASSED_ON = "passed_on", _("Has passed it on")
        NOT_NOW = "not_now", _("Cannot right now")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="asked_of_her")
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="asked_by_her")
    passed_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="passed_to")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="asked_once_a_question")]

    def __str__(self) -> str:
        return str(self.question)


class Follow(models.Model):
    """Somebody wants to hear of what is new on a question, a tag, an area or a municipality."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        THEME = "theme", _("Theme")
        SUBJECT_AREA = "subject_area", _("Subject area")
        LEVEL = "level", _("Level")
        AREA = "area", _("Area")
        MUNICIPALITY = "municipality", _("Municipality")

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=90)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="followed_once")]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


class Seen(models.Model):
    """When somebody last read a question, so that no digest tells her what she has read."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="questions_seen")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="seen")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "question"], name="one_reading_a_question")]

    def __str__(self) -> str:
        return str(self.question)


class PostReport(models.Model):
    """Somebody thinks that a post should be looked at by the secretariat; about the question where no answer is."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="reports")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="post_reports")
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.question)


class Turning(models.Model):
    """An answer that becomes a page of knowledge: proposed by somebody, a draft once the asker has confirmed it."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="turning")
    kind = models.CharField(max_length=20, help_text="knowledge.content.Kind")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="turnings")
    confirmed_at = models.DateTimeField(null=True)
    page = models.OneToOneField(Page, null=True, on_delete=models.SET_NULL, related_name="turned_from")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True) | Q(confirmed_at__isnull=False), name="a_draft_once_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.answer)
