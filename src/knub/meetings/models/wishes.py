"""What members wish meetings to be about, and the order in which each of them wants it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting
from knub.memberships.models import Season
from knub.people.models import Organisation


def _keys() -> Any:
    return ArrayField(models.CharField(max_length=24), default=list, blank=True)


class OpenWishes(models.Manager["ThemeWish"]):
    """Wishes that can stand on a list: neither withdrawn, hidden nor taken up."""

    def get_queryset(self) -> models.QuerySet["ThemeWish"]:
        """Return the open ones."""
        return super().get_queryset().filter(withdrawn_at=None, hidden_at=None, meeting=None)


class ThemeWish(models.Model):
    """A theme that somebody of a member municipality proposes for the meetings of a network year."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="theme_wishes")
    title = models.CharField(_("The theme in a few words"), max_length=120)
    why = models.TextField(_("Why"), blank=True)
    themes = _keys()
    subject_areas = _keys()
    levels = _keys()
    municipality = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="theme_wishes", help_text="None: secretariat."
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, on_delete=models.SET_NULL, related_name="theme_wishes", help_text="That takes it up."
    )

    objects = models.Manager["ThemeWish"]()
    still_open = OpenWishes()

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name_plural = "theme wishes"

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it can stand on a list: neither withdrawn, hidden nor taken up."""
        return self.withdrawn_at is None and self.hidden_at is None and self.meeting_id is None


class WishRank(models.Model):
    """The place of a wish on somebody's list; who it was is forgotten before the municipality is."""

    wish = models.ForeignKey(ThemeWish, on_delete=models.CASCADE, related_name="ranks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    municipality = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["wish", "person"], name="a_wish_once_on_a_list")]

    def __str__(self) -> str:
        return f"{self.place}: {self.wish}"
