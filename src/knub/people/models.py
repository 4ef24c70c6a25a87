"""Organisations, persons and the roles that give rights."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from knub.domain.values import danish_key


class Region(models.Model):
    """A region of Denmark; its code is unknown until the state has published it."""

    code = models.CharField(max_length=4, null=True, unique=True)
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        STATE = "state", _("State body")
        HOUSING = "housing_organisation", _("Housing organisation")
        FOUNDATION = "foundation", _("Foundation")
        ASSOCIATION = "association", _("Association")

    kind = models.CharField(max_length=24, choices=Kind.choices)
    name = models.CharField(max_length=120)
    official_name = models.CharField(max_length=160, blank=True)
    sort_name = models.CharField(max_length=160, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=4, null=True, unique=True)
    cvr = models.CharField(max_length=8, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="municipality") | Q(code__isnull=False), name="municipality_has_code"
            ),
        ]

    def __str__(self) -> str:
        return self.official_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = danish_key(self.name)
        super().save(*args, **kwargs)


class MunicipalityRegion(models.Model):
    """The region a municipality lies in, from one day and until the day before another."""

    municipality = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="regions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="one_region_from_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="region_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} – {self.region}"


class MailDomain(models.Model):
    """What stands after the @ in an organisation's work mails."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mail_domains")
    domain = models.CharField(max_length=120, unique=True)
    source = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.domain

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.domain = self.domain.casefold()
        super().save(*args, **kwargs)


class Population(models.Model):
    """How many people live in a municipality on a day, as published."""

    municipality = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="populations")
    on = models.DateField()
    count = models.PositiveIntegerField()
    source = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "on"], name="one_population_a_day")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.count}"


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with a name and a work mail; rights come from roles, never from the person."""

    name = models.CharField(_("Name"), max_length=120)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    email = models.EmailField(_("Work mail"), unique=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    subject_areas = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    ask_me_about = ArrayField(models.CharField(max_length=60), default=list, blank=True, size=3)
    themes = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    in_contacts = models.BooleanField(default=True)
    shows_email = models.BooleanField(default=True)
    shows_phone = models.BooleanField(default=False)
    shows_ask_me = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="da")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    # Who really sits at the keys, while the secretariat acts for the person; set per request by http.ActingMiddleware.
    acting: "Person | None" = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_mail"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    class Kind(models.TextChoices):
        COORDINATOR = "coordinator", _("Contact person")
        MEMBER = "member", _("Member")
        MANAGER = "manager", _("Manager")
        FINANCE = "finance", _("Finance contact")
        SPEAKER = "speaker", _("Speaker")
        SECRETARIAT = "secretariat", _("Secretariat")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="role_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "kind"], condition=Q(ends_on__isnull=True), name="one_open_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"

    @classmethod
    def on_day(cls, day: date) -> models.QuerySet["Role"]:
        """Return the roles that hold on a day."""
        return cls.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Token(models.Model):
    """A link that works without login: stored hashed, looked up at each use, so that ending it ends it at once."""

    kind = models.CharField(max_length=24)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="tokens")
    about = models.CharField(max_length=80, blank=True, help_text="Kind and id of what the link is for.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "about"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"


class Invitation(models.Model):
    """Somebody asks a colleague in. It waits until she accepts, says that it is not her, or its time is up."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=16, choices=Role.Kind.choices, default=Role.Kind.MEMBER)
    why = models.CharField(max_length=200, blank=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="invitations")

    class Meta:
        ordering = ["invited_at"]
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("email"), "role",
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name or self.email}, {self.organisation}"


class JoinCode(models.Model):
    """A code by which colleagues of an organisation ask to come in; a new one ends the old."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="join_codes")
    code = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="one_join_code_in_use"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AccessRequest(models.Model):
    """Somebody asks to come in. It waits when she has shown that the mail is hers and its organisation is known."""

    class Way(models.TextChoices):
        CODE = "code", _("With the municipality's code")
        DOMAIN = "domain", _("With a work mail of the municipality")

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="access_requests")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    code = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("email"),
                condition=Q(confirmed_at__isnull=False, decided_at__isnull=True),
                name="one_open_access_request",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class MailChoice(models.Model):
    """How often a person wants a kind of mail; without a row the kind's own default holds."""

    class Often(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")
        MONTHLY = "monthly", _("Once a month")
        NEVER = "never", _("Never")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=40)
    often = models.CharField(max_length=8, choices=Often.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_choice_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_often_display()}"


class StillHere(models.Model):
    """A contact person has looked through who is still there, in a half year such as "2026-2"."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="still_here")
    half = models.CharField(max_length=6)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="looked_through")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "half"], name="one_answer_a_half_year")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.half}"
