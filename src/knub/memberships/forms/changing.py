"""Leave, object, answer, and set a price or days aside."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = {"invalid": _("Write the day as 2026-12-31."), "required": _("Choose a day.")}
WHY = {"required": _("Write why in a sentence.")}


def day_field(label: Any, *, help_text: Any = "", required: bool = True) -> forms.DateField:
    """Return a box for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required, error_messages=DAY)


class WithdrawalForm(forms.Form):
    """Why a municipality leaves, and when."""

    reason = forms.CharField(
        label=_("Why do you leave?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), error_messages=WHY
    )
    ends_on = day_field(_("Last day"), help_text=_("Until then nothing changes."))

    def __init__(self, *args: Any, last: date, starts_later: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = last
        if starts_later:
            del self.fields["ends_on"]


class ObjectionForm(forms.Form):
    """What the manager has against it."""

    text = forms.CharField(
        label=_("What do you object to?"),
        help_text=_("The secretariat reads it and answers you by mail. Until then the membership holds."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you object to in a sentence.")},
    )


class AnswerForm(forms.Form):
    """What the secretariat answers."""

    answer = forms.CharField(
        label=_("Answer to the manager"),
        help_text=_("It is sent by mail."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the answer.")},
    )


class PriceForm(forms.Form):
    """A price set aside."""

    price = forms.DecimalField(
        label=_("Price without VAT, kroner"),
        help_text=_("Leave it empty if the price has not been decided."),
        min_value=0, max_digits=10, decimal_places=2, required=False, localize=True,
        error_messages={"invalid": _("Write the price as 7500 or 7500,50.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), help_text=_("The municipality can read it."), max_length=300, error_messages=WHY
    )


class DatesForm(forms.Form):
    """Days set aside."""

    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=300, error_messages=WHY)
