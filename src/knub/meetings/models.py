"""A meeting of a season, what it was before it moved, its programme, and its seats."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knub.domain.cancelling import Step
from knub.domain.seats import Mode, Window, modes_of
from knub.memberships.models import MeetingFormat, Season
from knub.people.models import Organisation


class Theme(models.TextChoices):
    SOCIAL = "social", _("Social work")
    PHYSICAL = "physical", _("Physical changes")
    LETTING = "letting", _("Letting and allocation")
    LAW = "law", _("Law")
    OTHER = "other", _("Other")


class ModeChoice(models.TextChoices):
    """How one person takes part."""

    PHYSICAL = "physical", _("In person")
    ONLINE = "online", _("Online")


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


class Item(models.Model):
    """A point of the programme as it is being planned; members see the released version."""

    class Kind(models.TextChoices):
        TALK = "talk", _("Talk")
        LAW = "law", _("Law")
        CASE = "case", _("Municipal case")
        FIGURES = "data", _("Figures")
        DISCUSSION = "discussion", _("Group discussion")
        BREAK = "break", _("Break")

    class Level(models.TextChoices):
        CITIZEN = "citizen", _("Citizen level")
        INSTITUTION = "institution", _("Institution level")
        AREA = "area", _("Area level")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField(default=0)
    starts = models.TimeField(_("From"), null=True, blank=True)
    ends = models.TimeField(_("To"), null=True, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices, default=Kind.TALK)
    title = models.CharField(_("Title"), max_length=200)
    speakers = models.CharField(_("Speakers"), max_length=200, blank=True)
    organisation = models.CharField(_("Organisation"), max_length=160, blank=True)
    level = models.CharField(_("Level"), max_length=12, choices=Level.choices, blank=True)

    class Meta:
        ordering = ["starts", "place", "pk"]

    def __str__(self) -> str:
        return self.title


class Programme(models.Model):
    """A released version of a programme: its items as they stood, and what changed since the version before."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="programmes")
    version = models.PositiveSmallIntegerField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    items = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="one_programme_a_version")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.version}"


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
