"""What a municipality says of its own areas and of how far it is; the rules themselves are files."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knub.areas.models import Area
from knub.people.models import Organisation


class StatusConfirmation(models.Model):
    """A municipality confirms the status of an area; it holds until the ministry's next list, and one at a time."""

    class Basis(models.TextChoices):
        OFFICIAL_LIST = "official_list", _("The official list")
        OWN_STATEMENT = "own_statement", _("The municipality's own statement")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="confirmations")
    as_of = models.DateField(help_text="The day of the list or of the statement.")
    categories = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    basis = models.CharField(max_length=16, choices=Basis.choices)
    source = models.CharField(max_length=300)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-confirmed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"], condition=Q(replaced_at__isnull=True), name="one_confirmation_of_an_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.as_of}"

    def holds_on(self, today: date) -> bool:
        """Return whether no list has been due since: each 1 December ends what was confirmed before it."""
        confirmed = self.confirmed_at.date()
        due = date(confirmed.year, 12, 1)
        return today < (due if confirmed < due else date(confirmed.year + 1, 12, 1))


class RuleState(models.Model):
    """How far a municipality is with a rule, by its own word; seen by its own people only."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not begun")
        IN_PROGRESS = "in_progress", _("Under way")
        DONE = "done", _("Carried out")
        NOT_RELEVANT = "not_relevant", _("Not relevant")

    municipality = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="rule_states")
    rule = models.CharField(max_length=80, help_text="The id of the rule in the catalogue.")
    state = models.CharField(max_length=16, choices=State.choices)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "rule"], name="one_state_of_a_rule")]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.rule}"
