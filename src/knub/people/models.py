"""Organisations, persons and the roles that give rights."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
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


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with a name and a work mail; rights come from roles, never from the person."""

    name = models.CharField(_("Name"), max_length=120)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    email = models.EmailField(_("Work mail"), unique=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    language = models.CharField(max_length=5, default="da")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

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
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}, {self.organisation}"

    @classmethod
    def on_day(cls, day: date) -> models.QuerySet["Role"]:
        """Return the roles that hold on a day."""
        return cls.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
