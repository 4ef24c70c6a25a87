"""Those who speak at a meeting: what they tell the secretariat by their link, and what they have agreed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting


class Speaker(models.Model):
    """Somebody who speaks at one meeting, with or without access to KNUB. What she has not agreed to is no."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("Name"), max_length=120)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    organisation = models.CharField(_("Organisation"), max_length=160, blank=True)
    email = models.EmailField(_("Mail"), blank=True)
    bio = models.TextField(_("A few lines about you"), blank=True)
    needs = models.CharField(_("What you need"), max_length=300, blank=True)
    arrival = models.CharField(_("When and how you come"), max_length=200, blank=True)
    technical_test = models.CharField(_("When we can test sound and picture"), max_length=200, blank=True)
    shows_name = models.BooleanField(_("My name may stand in the open programme"), default=False)
    shares_slides = models.BooleanField(_("My slides may be shared with the members of the network"), default=False)
    recording = models.BooleanField(_("My talk may be recorded"), default=False)
    consented_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Goes up with every edit.")

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
