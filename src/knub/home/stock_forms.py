"""What somebody types to compute the share of family dwellings; the area's own people may keep the dwellings."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knub.areas.actions import Stated
from knub.domain.errors import StockError
from knub.domain.forty_percent import Counting, Measure, Stock, after
from knub.ui.editing import EditingForm
from knub.ui.writing import refuse_personal_number

MEASURES = [
    ("", _("No measure")),
    ("build", _("Build: dwellings that are no public family dwellings")),
    ("convert", _("Convert: family dwellings to youth dwellings")),
    ("demolish", _("Demolish: family dwellings")),
    ("sell", _("Sell: family dwellings")),
]
ROUNDINGS = [("none", _("Not rounded")), ("down", _("Rounded down")), ("nearest", _("To the nearest"))]
MEASURE_ROWS = range(1, 5)
MOST = 100_000
THE_ACTS = 40  # the target of the act, in per cent, which needs no statement
KEPT_AS = {  # the name of a field, and the name of the same as master data
    "family": "family_dwellings",
    "youth": "youth_dwellings",
    "elderly": "elderly_dwellings",
    "other": "other_dwellings",
    "demolished": "demolished_dwellings",
    "business": "business_area",
}


def count(label: Any, *, required: bool = False, help_text: Any = "") -> forms.IntegerField:
    """Return a field for a number of dwellings."""
    return forms.IntegerField(
        label=label, required=required, min_value=0, max_value=MOST, help_text=help_text,
        error_messages={"invalid": _("Write a whole number.")},
    )  # fmt: skip


class FortyPercentForm(EditingForm):
    """The dwellings of an area with their day and source, what is counted, and measures in the user's order."""

    as_of = forms.DateField(
        label=_("The numbers are as of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a date."), "invalid": _("Write the date as 2024-12-01.")},
    )
    source = forms.CharField(label=_("Source of the numbers"), max_length=200, validators=[refuse_personal_number])
    family = count(_("Public family dwellings"), required=True)
    youth = count(_("Public youth dwellings"))
    elderly = count(_("Public dwellings for the elderly"))
    other = count(_("All other dwellings"), help_text=_("Owned, cooperative and privately let."))
    demolished = count(
        _("Demolished after 2010"), help_text=_("Dwellings not replaced by other public family dwellings.")
    )
    business = count(_("Business floor area, m²"), help_text=_("75 m² count as one dwelling."))
    rounding = forms.ChoiceField(label=_("Rounding of business floor area"), choices=ROUNDINGS, initial="none")
    target = forms.DecimalField(
        label=_("Target of the area, per cent"),
        help_text=_("40, unless a dispensation says otherwise."),
        min_value=1,
        max_value=100,
        decimal_places=1,
        initial=40,
        localize=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in MEASURE_ROWS:
            row = {"number": number}
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Measure %(number)s") % row, choices=MEASURES, required=False
            )
            self.fields[f"homes_{number}"] = count(_("Homes, measure %(number)s") % row)
            self.fields[f"moving_{number}"] = count(_("Of these, homes whose tenants must move, %(number)s") % row)

    def clean(self) -> dict[str, Any]:
        """Refuse what there are too few dwellings for."""
        values = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                after(self.stock(), self.measures())
            except StockError as error:
                raise ValidationError(
                    _("There are not dwellings enough for this. Check the dwellings and the measures."), code="stock"
                ) from error
        return values

    def may_be_kept(self, today: date) -> bool:
        """Return whether what was typed can be kept as master data; say so at the day when it lies ahead."""
        if self.cleaned_data["as_of"] > today:
            self.add_error("as_of", _("The day has not come yet. Write the day it was counted."))
        return self.is_valid()

    def master_values(self) -> dict[str, Stated]:
        """Return the dwellings that were typed, by the names they have as master data; an empty field says nothing."""
        typed = {key: self.cleaned_data.get(name) for name, key in KEPT_AS.items()}
        found = {key: Stated(number=Decimal(value)) for key, value in typed.items() if value is not None}
        target = self.cleaned_data["target"]
        return found if target == THE_ACTS else {**found, "target_share": Stated(number=target / 100)}

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the fields of each measure."""
        return [[self[f"{name}_{number}"] for name in ("kind", "homes", "moving")] for number in MEASURE_ROWS]

    def stock(self) -> Stock:
        """Return the dwellings that were typed; an empty field is none of the kind."""
        values = self.cleaned_data
        others = sum(values.get(name) or 0 for name in ("youth", "elderly", "other"))
        demolished, business = values.get("demolished") or 0, float(values.get("business") or 0)
        return Stock(values["family"], others, demolished, business)

    def measures(self) -> list[Measure]:
        """Return the measures in the order they were typed."""
        values = self.cleaned_data
        typed = [(values[f"kind_{n}"], values.get(f"homes_{n}"), values.get(f"moving_{n}")) for n in MEASURE_ROWS]
        return [Measure(kind, homes, moving) for kind, homes, moving in typed if kind and homes]

    def counting(self, *, demolished: bool) -> Counting:
        """Return what is counted, with the demolished dwellings or without."""
        return Counting(demolished=demolished, business=True, rounding=self.cleaned_data["rounding"])
