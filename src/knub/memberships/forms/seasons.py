"""A network year as the secretariat types it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.memberships.forms.changing import day_field
from knub.memberships.forms.steps import StepsField
from knub.memberships.models import MeetingFormat, Season
from knub.parameters import price_list_names, tags


class SeasonForm(forms.Form):
    """A network year; the year itself is set once."""

    year = forms.IntegerField(
        label=_("Year"), min_value=2020, max_value=2100,
        error_messages={"required": _("Write the year."), "invalid": _("Write the year as 2027.")},
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name"), help_text=_("As it stands on pages and invoices, for instance Netværket 2027."), max_length=80,
        error_messages={"required": _("Write what it is called.")},
    )  # fmt: skip
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"), help_text=_("The membership holds until midnight that day, Danish time."))
    opens_on = day_field(_("One can join from"), help_text=_("Empty: not open yet."), required=False)
    notice_on = day_field(_("Last day to say that one leaves"), required=False)
    invoice_on = day_field(
        _("Invoices are sent on"),
        help_text=_("Two weeks before, each orderer is asked whether the data are right."),
        required=False,
    )
    price_list = forms.ChoiceField(label=_("Price list"), required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), widget=forms.CheckboxSelectMultiple, required=False)
    text = forms.CharField(
        label=_("What it is for"), help_text=_("An empty line makes a new paragraph."), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    audience = forms.CharField(
        label=_("Whom it is for"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    text_en = forms.CharField(
        label=_("What it is for, in English"), help_text=_("Empty: readers in English get the Danish text."),
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}),
    )  # fmt: skip
    audience_en = forms.CharField(
        label=_("Whom it is for, in English"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )  # fmt: skip
    cancellation_steps = StepsField()

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        lists = [(key, name.in_language(language)) for key, name in price_list_names().items()]
        themes = [(key, name.in_language(language)) for key, name in tags().themes.items()]
        self.fields["price_list"].choices = [("", _("Not decided yet")), *lists]  # type: ignore[attr-defined]
        self.fields["themes"].choices = themes  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["year"]

    @classmethod
    def initial_of(cls, season: Season) -> dict[str, Any]:
        """Return a season as it is typed."""
        return {name: getattr(season, name) for name in cls.base_fields}

    def clean(self) -> dict[str, Any]:
        """Refuse days that do not follow each other."""
        values = super().clean() or {}
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("The last day must come after the first."))
        return values


class CopyForm(forms.Form):
    """A network year like another."""

    year = forms.IntegerField(label=_("Year"), min_value=2020, max_value=2100)
    name = forms.CharField(label=_("Name"), max_length=80)


class SeatRuleForm(forms.Form):
    """How many seats a municipality has at meetings of a format."""

    form = forms.ChoiceField(label=_("Kind of meeting"), choices=MeetingFormat.choices, widget=forms.RadioSelect)
    seats = forms.IntegerField(
        label=_("Seats for each municipality"), help_text=_("Leave it empty for as many as they like."),
        min_value=1, max_value=500, required=False,
    )  # fmt: skip
    from_day = day_field(_("From"))
    reason = forms.CharField(
        label=_("Why"), help_text=_("The members read it in the mail."), max_length=200,
        error_messages={"required": _("Write why in a sentence. The members read it in the mail.")},
    )  # fmt: skip
    reason_en = forms.CharField(
        label=_("Why, in English"), help_text=_("Empty: readers in English get the Danish text."), max_length=200,
        required=False, widget=forms.TextInput(attrs={"lang": "en"}),
    )  # fmt: skip


class SeenForm(forms.Form):
    """The prices the secretariat looked at when it let them hold."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
