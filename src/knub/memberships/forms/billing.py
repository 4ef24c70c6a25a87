"""Where an invoice goes, checked the way a billing clerk would."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.domain.values import GLN_DIGITS, is_cvr, is_gln
from knub.memberships.models import BillingProfile
from knub.parameters import billing_hints
from knub.people.models import Organisation

NEW = "new"
FIELDS = ("name", "gln", "cvr", "person_reference", "order_reference", "account_string")


class BillingForm(forms.Form):
    """A billing profile; `profile` is the one that is corrected."""

    name = forms.CharField(
        label=_("Department"),
        help_text=_(
            "For instance Teknik og Miljø. An EAN number belongs to a department, not to the whole municipality."
        ),
        max_length=120,
        error_messages={"required": _("Write the department that the EAN number belongs to.")},
    )
    gln = forms.CharField(
        label=_("EAN number (GLN)"),
        help_text=_("13 digits. Your finance office knows it."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write the EAN number: 13 digits.")},
    )
    cvr = forms.CharField(
        label=_("CVR number"),
        help_text=_("8 digits. It is the municipality's own unless you write another."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write the CVR number: 8 digits.")},
    )
    person_reference = forms.CharField(
        label=_("Person reference"),
        max_length=80,
        error_messages={"required": _("Write who the invoice is for. Without it the invoice may be sent back.")},
    )
    order_reference = forms.CharField(
        label=_("Order or requisition number"),
        max_length=80,
        required=False,
    )
    account_string = forms.CharField(
        label=_("Account string"),
        help_text=_("Only if your finance office has given you one. It is passed on as you write it."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, municipality: Organisation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint, language = billing_hints().get(municipality.slug if municipality else ""), get_language() or "da"
        general = _(
            "Whoever approves the invoice in your municipality: a name, initials or a code. Ask your finance office."
        )
        person, account = (hint.person, hint.account) if hint else (None, None)
        self.fields["person_reference"].help_text = person.in_language(language) if person else general
        if account:
            self.fields["account_string"].help_text = account.in_language(language)
        self.order_needed = bool(hint and hint.order == "required")
        self.fields["order_reference"].required = self.order_needed
        self.fields["order_reference"].error_messages["required"] = _("Your municipality demands an order number.")
        self.fields["order_reference"].help_text = (
            _("Your municipality demands it: one order, one invoice.")
            if self.order_needed
            else _("If you have one. Ask your finance office.")
        )

    @classmethod
    def initial_of(cls, profile: BillingProfile) -> dict[str, str]:
        """Return what a profile holds, to correct."""
        return {field: getattr(profile, field) for field in FIELDS}

    def clean_gln(self) -> str:
        """Refuse what is no GLN, and say whether a digit is missing or mistyped."""
        digits = "".join(self.cleaned_data["gln"].split())
        if not digits.isdecimal() or len(digits) != GLN_DIGITS:
            raise ValidationError(
                _("An EAN number has 13 digits; this has %(count)s characters. Check that none is missing."),
                params={"count": len(digits)},
            )
        if not is_gln(digits):
            raise ValidationError(
                _("The last digit does not fit the others: a digit is wrong, or two have changed places. Check it.")
            )
        return digits

    def clean_cvr(self) -> str:
        """Refuse what is no CVR number."""
        digits = "".join(self.cleaned_data["cvr"].split()).removeprefix("DK")
        if not is_cvr(digits):
            raise ValidationError(_("This is not a CVR number: it has 8 digits that fit each other. Check it."))
        return digits


class InvoiceForm(BillingForm):
    """Billing data in use, or new ones."""

    profile = forms.ChoiceField(
        label=_("Where does the invoice go?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where the invoice goes.")},
    )
    field_order = ["profile"]

    def __init__(self, *args: Any, profiles: Iterable[BillingProfile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(str(one.pk), f"{one.name}, {one.gln}, {one.person_reference}") for one in profiles]
        if own:
            self.fields["profile"].choices = [*own, (NEW, _("New billing data, below"))]  # type: ignore[attr-defined]
        else:
            del self.fields["profile"]

    def full_clean(self) -> None:
        """Ask for the boxes only where new data are wanted."""
        if self.is_bound and self.data.get("profile", NEW) != NEW and "profile" in self.fields:
            for field in list(self.fields):
                if field != "profile":
                    self.fields[field].required = False
                    self.fields[field].disabled = True
        super().full_clean()

    def clean_gln(self) -> str:
        """Pass over the boxes where a profile was chosen."""
        return "" if self.fields["gln"].disabled else super().clean_gln()

    def clean_cvr(self) -> str:
        """Pass over the boxes where a profile was chosen."""
        return "" if self.fields["cvr"].disabled else super().clean_cvr()

    @property
    def billing(self) -> dict[str, str]:
        """The new billing data."""
        return {field: self.cleaned_data[field] for field in FIELDS}

    @property
    def chosen(self) -> int | None:
        """The profile that was chosen; None for new data."""
        chosen = self.cleaned_data.get("profile", NEW)
        return None if chosen == NEW else int(chosen)
