"""Master data as it is typed; a group of values shares a day and a source."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knub.areas.actions import Stated
from knub.areas.models import MasterValue
from knub.domain.master_data import DWELLING_KINDS, MasterData, Plan
from knub.domain.timeline import Dated
from knub.ui.editing import EditingForm
from knub.ui.formats import day, number
from knub.ui.writing import refuse_personal_number

Key = MasterValue.Key
MOST = 1_000_000


class MasterForm(EditingForm):
    """What every group asks for: the day it holds from, and where it was read."""

    keys: tuple[str, ...] = ()
    on = forms.DateField(
        label=_("As of"),
        help_text=_("The day it was counted, or holds from."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a date."), "invalid": _("Write the date as 2024-12-01.")},
    )
    source = forms.CharField(
        validators=[refuse_personal_number],
        label=_("Source"),
        help_text=_(
            "For instance the building register (BBR), the annual report of the housing organisation, or a decision."
        ),
        max_length=300,
        error_messages={"required": _("Write where the figures come from, so that others can find them.")},
    )

    def tell(self, _now: MasterData) -> None:
        """Say at each field what stands there now, where the form does not begin with it."""

    def values(self) -> Mapping[str, Stated]:
        """Return what was typed, by its key; what was left empty changes nothing."""
        raise NotImplementedError

    @classmethod
    def initial_of(cls, _now: MasterData) -> dict[str, Any]:
        """Return what the form begins with."""
        return {}


def dwellings(label: Any, help_text: Any = "") -> forms.IntegerField:
    """Return a field for a number of dwellings or square metres, which may be left empty."""
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, localize=True, min_value=0, max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-number"}),
        error_messages={
            "invalid": _("Write a whole number, such as 1,200."),
            "min_value": _("A number here cannot be below 0."),
            "max_value": _("The number is too large. Look for a slip of the pen."),
        },
    )  # fmt: skip


class DwellingsForm(MasterForm):
    """Dwellings by kind and what else the rule on 40 per cent counts; one source says some or all of it."""

    keys = (*DWELLING_KINDS, "all_dwellings", "demolished_dwellings", "counts_demolished", "business_area")

    family_dwellings = dwellings(Key.FAMILY_DWELLINGS.label)
    youth_dwellings = dwellings(Key.YOUTH_DWELLINGS.label)
    elderly_dwellings = dwellings(Key.ELDERLY_DWELLINGS.label, _("Dwellings for the elderly, and care homes."))
    other_dwellings = dwellings(Key.OTHER_DWELLINGS.label, _("Owned, cooperative and privately let dwellings."))
    all_dwellings = dwellings(
        Key.ALL_DWELLINGS.label, _("As the source states it. Leave it empty to have the four kinds added.")
    )
    demolished_dwellings = dwellings(
        Key.DEMOLISHED_DWELLINGS.label, _("Dwellings demolished that no other public family dwellings have replaced.")
    )
    counts_demolished = forms.ChoiceField(
        label=Key.COUNTS_DEMOLISHED.label,
        help_text=_("The act allows it, and the development plan says whether it is done."),
        required=False,
        choices=[("", _("Not stated")), ("yes", _("Yes")), ("no", _("No"))],
    )
    business_area = dwellings(_("Floor area used for business, m²"))
    field_order = [
        "on", "source", "family_dwellings", "youth_dwellings", "elderly_dwellings", "other_dwellings", "all_dwellings",
        "demolished_dwellings", "counts_demolished", "business_area",
    ]  # fmt: skip

    def tell(self, now: MasterData) -> None:
        """Say the number that stands now, and its day."""
        for key in self.keys:
            held = getattr(now, key)
            if held is not None:
                field, value = self.fields[key], held.value
                written = (_("yes") if value else _("no")) if isinstance(value, bool) else number(value)
                said = format_lazy(_("Now: {value}, as of {day}."), value=written, day=day(held.starts))
                field.help_text = format_lazy("{} {}", said, field.help_text)

    def clean_on(self) -> date:
        """Refuse a day that has not come: what is counted is counted already."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("The day has not come yet. Write the day it was counted."), code="future")
        return on

    def clean(self) -> dict[str, Any]:
        """Ask for at least one value."""
        typed = super().clean() or {}
        if not self.errors and not self.values():
            raise ValidationError(_("Type at least one figure. What you leave empty is not changed."), code="nothing")
        return typed

    def values(self) -> Mapping[str, Stated]:
        """Return the numbers that were typed, and the choice if one was made."""
        typed = {key: self.cleaned_data.get(key) for key in self.keys}
        choice = typed.pop("counts_demolished")
        found = {key: Stated(number=Decimal(value)) for key, value in typed.items() if value is not None}
        return found | ({"counts_demolished": Stated(choice=choice == "yes")} if choice else {})


class TargetForm(MasterForm):
    """A target of its own, where a dispensation gives one."""

    keys = (Key.TARGET_SHARE.value,)

    percent = forms.DecimalField(
        label=_("At most so many per cent public family dwellings"),
        help_text=_(
            "Only where the minister has granted a dispensation. Without it, the 40 per cent of the act holds."
        ),
        localize=True,
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-number"}),
        error_messages={"required": _("Write the target in per cent, such as 60.")},
    )
    field_order = ["percent"]

    def values(self) -> Mapping[str, Stated]:
        """Return the target as a share."""
        return {Key.TARGET_SHARE: Stated(number=self.cleaned_data["percent"] / 100)}


class OrganisationsForm(MasterForm):
    """The housing organisations of an area."""

    keys = (Key.HOUSING_ORGANISATIONS.value,)

    text = forms.CharField(
        validators=[refuse_personal_number],
        label=Key.HOUSING_ORGANISATIONS.label,
        help_text=_("One on each line, with its department where it has one."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": _("Write the name of at least one housing organisation.")},
    )
    field_order = ["text"]

    def values(self) -> Mapping[str, Stated]:
        """Return the names, one on each line."""
        lines = [line.strip() for line in self.cleaned_data["text"].splitlines()]
        return {Key.HOUSING_ORGANISATIONS: Stated(text="\n".join(filter(None, lines)))}

    @classmethod
    def initial_of(cls, now: MasterData) -> dict[str, Any]:
        """Begin with what holds now."""
        return {} if now.housing_organisations is None else {"text": now.housing_organisations.value}


class PlanForm(MasterForm):
    """A plan for an area: its name, period and link. The document itself is uploaded apart."""

    text = forms.CharField(
        validators=[refuse_personal_number],
        label=_("Name of the plan"),
        max_length=200,
        error_messages={"required": _("Write what the plan is called.")},
    )
    starts_on = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Where the plan can be read, if it is on the web."),
        error_messages={"invalid": _("Write the whole address, such as https://www.aarhus.dk/plan.")},
    )
    field_order = ["text", "starts_on", "ends_on", "link"]

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that ends before it begins."""
        typed = super().clean() or {}
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The plan ends before it begins. Swap the dates, or leave one empty."))
        return typed

    def values(self) -> Mapping[str, Stated]:
        """Return the plan."""
        typed = self.cleaned_data
        plan = {name: typed[name] for name in ("text", "starts_on", "ends_on", "link")}
        return {self.keys[0]: Stated(**plan)}

    @classmethod
    def initial_of(cls, now: MasterData) -> dict[str, Any]:
        """Begin with what holds now."""
        held: Dated[Plan] | None = now.plans.get(cls.keys[0])
        if held is None:
            return {}
        plan = held.value
        return {"text": plan.title, "starts_on": plan.starts, "ends_on": plan.ends, "link": plan.link}


class DevelopmentPlanForm(PlanForm):
    """The development plan that the act asks for."""

    keys = (Key.DEVELOPMENT_PLAN.value,)


class SocialPlanForm(PlanForm):
    """The housing-social plan, most often with money from Landsbyggefonden."""

    keys = (Key.SOCIAL_PLAN.value,)


class PhysicalPlanForm(PlanForm):
    """The physical plan of a housing organisation."""

    keys = (Key.PHYSICAL_PLAN.value,)


MASTER_FORMS: dict[str, tuple[Any, type[MasterForm]]] = {
    "boliger": (_("Dwellings and business"), DwellingsForm),
    "maal": (Key.TARGET_SHARE.label, TargetForm),
    "boligorganisationer": (Key.HOUSING_ORGANISATIONS.label, OrganisationsForm),
    "udviklingsplan": (Key.DEVELOPMENT_PLAN.label, DevelopmentPlanForm),
    "boligsocial-helhedsplan": (Key.SOCIAL_PLAN.label, SocialPlanForm),
    "fysisk-helhedsplan": (Key.PHYSICAL_PLAN.label, PhysicalPlanForm),
}
