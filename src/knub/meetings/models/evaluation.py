"""The evaluation of a meeting. It is anonymous by what is stored: answers are counted, never kept beside a person."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting


class Degree(models.IntegerChoices):
    """How much, on the one scale of all questions; no opinion is no number."""

    NOT_AT_ALL = 1, _("Not at all")
    LITTLE = 2, _("To a lesser degree")
    SOME = 3, _("To some degree")
    MUCH = 4, _("To a high degree")
    VERY_MUCH = 5, _("To a very high degree")
    NO_OPINION = 0, _("Do not know, or not relevant")


class Evaluation(models.Model):
    """What those who came are asked. From the day it is sent, neither the names nor the limit can change, since the
    mail says both: a trigger of the database refuses it too."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="evaluation")
    with_names = models.BooleanField(default=False, help_text="What is written is kept with the name of the writer.")
    shown_from = models.PositiveSmallIntegerField(help_text="The fewest answers whose totals are shown.")
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answers = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(shown_from__gte=2), name="one_answer_is_never_shown"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=False, closes_on__isnull=False) | Q(answers=0, closed_at__isnull=True),
                name="answers_come_to_an_open_evaluation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def state(self) -> str:
        """Return "draft", "open" or "closed"."""
        if self.closed_at or (self.closes_on and self.closes_on < timezone.localdate()):
            return "closed"
        return "open" if self.opened_at else "draft"

    @property
    def is_shown(self) -> bool:
        """Whether so many have answered that the totals are shown."""
        return self.answers >= self.shown_from


class Question(models.Model):
    """One question. A changed one is a new row, so that nobody answers words she did not see."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("Scale, from not at all to a very high degree")
        TEXT = "text", _("Text, in the participant's own words")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.text


class Tally(models.Model):
    """How many have chosen one degree of a question. All of an evaluation are stored anew with every answer."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tallies")
    degree = models.PositiveSmallIntegerField(choices=Degree.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "degree"], name="one_tally_a_degree")]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_degree_display()}"


class WrittenAnswer(models.Model):
    """A text somebody wrote. All of an evaluation are stored anew, in another order and under new random keys, with
    every answer. The secretariat reads each before others do."""

    class State(models.TextChoices):
        UNREAD = "unread", _("Not read yet")
        RELEASED = "released", _("Shown")
        HELD = "held", _("Held back")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="written")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.UNREAD)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it is held back.")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Only where the evaluation said before the first answer that names are kept.",
    )  # fmt: skip

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="held") | ~Q(reason=""), name="what_is_held_back_has_a_reason")
        ]

    def __str__(self) -> str:
        return self.text


class Invited(models.Model):
    """Somebody who came and is asked once. It says only whether she has answered, never when."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="invited")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "person"], name="asked_once")]

    def __str__(self) -> str:
        return str(self.person)
