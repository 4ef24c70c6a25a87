"""Who asks for seats at a meeting, and each person's place."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting
from knub.people.models import Organisation


class ModeChoice(models.TextChoices):
    """How one person takes part."""

    PHYSICAL = "physical", _("In person")
    ONLINE = "online", _("Online")


class SignUp(models.Model):
    """Somebody asks for seats in one mode for one municipality; the entry of the queue while some of them wait."""

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", _("Participant")
        SPEAKER = "speaker", _("Speaker")
        STAFF = "staff", _("Staff")
        GUEST = "guest", _("Guest")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sign_ups")
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text="Of the form: sent twice it is one sign-up.")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PARTICIPANT)
    mode = models.CharField(max_length=8, choices=ModeChoice.choices)
    municipality = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="sign_ups")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="ordered_sign_ups"
    )
    made_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    least = models.PositiveSmallIntegerField(default=1)
    priority = models.BooleanField(default=False)
    priority_reason = models.CharField(max_length=200, blank=True)
    offer_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-priority", "queued_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=False) | ~Q(kind="participant"),
                name="participants_come_from_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.municipality or self.get_kind_display()}"

    @property
    def counts(self) -> bool:
        """Whether its seats are of those the municipality may have."""
        return self.kind == self.Kind.PARTICIPANT


class Seat(models.Model):
    """One person's place at a meeting: given, offered until a moment, or waited for; it may be named later."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("Has a seat")
        OFFERED = "offered", _("Has been offered a seat")
        WAITING = "waiting", _("On the waiting list")
        ENDED = "ended", _("Cancelled")

    ACTIVE = (State.CONFIRMED, State.OFFERED, State.WAITING)
    TAKING_ROOM = (State.CONFIRMED, State.OFFERED)

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="seats")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    mode = models.CharField(max_length=8, choices=ModeChoice.choices)
    state = models.CharField(max_length=9, choices=State.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats"
    )
    name = models.CharField(_("Name"), max_length=120, blank=True, help_text="Of a guest.")
    turn = models.PositiveSmallIntegerField(default=0, help_text="Goes up when somebody else takes the seat.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_cause = models.CharField(max_length=40, blank=True)
    may_leave_free = models.BooleanField(default=False, help_text="The meeting was moved after the seat was given.")
    on_list = models.BooleanField(_("Show me on the list of participants"), default=True)
    photo = models.BooleanField(_("I may be in photos from the meeting"), default=False)
    diet = models.CharField(_("Food"), max_length=200, blank=True)
    needs = models.CharField(_("Access and other needs"), max_length=300, blank=True)
    question = models.TextField(_("A question for the meeting"), blank=True)
    attended_at = models.DateTimeField(null=True, blank=True)
    chosen_items = ArrayField(
        models.PositiveIntegerField(), default=list, blank=True, help_text="Keys of points; empty: the whole meeting."
    )
    choice_version = models.PositiveSmallIntegerField(
        default=0, help_text="Goes up with every choice of points, and of the room or the screen."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(state__in=("confirmed", "offered", "waiting")),
                name="one_seat_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="a_given_seat_has_its_moment"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "state"])]

    def __str__(self) -> str:
        return str(self.person or self.name or _("A seat without a name"))

    @property
    def is_active(self) -> bool:
        """Whether it is given, offered or waited for."""
        return self.state in self.ACTIVE
