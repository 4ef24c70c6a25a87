"""What a reader chooses among the rules, and what a municipality says of its own areas."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.duties.models import RuleState, StatusConfirmation
from knub.duties.queries import RuleFilter
from knub.duties.templatetags.duties_law import ADDRESSEES, KINDS, category_names
from knub.parameters import rule_book, tags

EVERY = ("", _("All"))
OFF_THE_LISTS = "none"
INSIDE = {  # the chosen category, and those it lies inside
    "vulnerable": ("vulnerable",),
    "parallel_society": ("vulnerable", "parallel_society"),
    "transformation": ("vulnerable", "parallel_society", "transformation"),
    "prevention": ("prevention",),
    OFF_THE_LISTS: (),
}


class RuleFilterForm(forms.Form):
    """The filter of the list of rules."""

    q = forms.CharField(label=_("Words or paragraph"), required=False, max_length=80)
    fagomraade = forms.ChoiceField(label=_("Subject area"), required=False)
    hvem = forms.ChoiceField(label=_("Whom it speaks to"), required=False)
    kategori = forms.ChoiceField(label=_("Category of the area"), required=False)
    slags = forms.ChoiceField(label=_("Kind"), required=False)
    tema = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        used = {rule.subject_area for rule in rule_book().law}
        subjects = [(key, name.in_language(language)) for key, name in tags().subject_areas.items() if key in used]
        themes = [(key, name.in_language(language)) for key, name in rule_book().themes.items() if key != "proposals"]
        self._offer("fagomraade", subjects)
        self._offer("hvem", list(ADDRESSEES.items()))
        self._offer("kategori", [(key, name.capitalize()) for key, name in category_names().items()])
        self._offer("slags", list(KINDS.items()))
        self._offer("tema", themes)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [EVERY, *choices]

    def chosen(self) -> RuleFilter:
        """Return what was chosen; what does not exist counts as nothing chosen."""
        self.is_valid()
        values = self.cleaned_data
        return RuleFilter(
            theme=values.get("tema", ""),
            text=values.get("q", "").strip(),
            subject_area=values.get("fagomraade", ""),
            addressee=values.get("hvem", ""),
            category=values.get("kategori", ""),
            kind=values.get("slags", ""),
        )


class ConfirmationForm(forms.Form):
    """What a municipality says that the status of an area is, since which day, and where it can be read."""

    status = forms.ChoiceField(label=_("The area is on the list of"), widget=forms.RadioSelect)
    basis = forms.ChoiceField(
        label=_("What you build on"), choices=StatusConfirmation.Basis.choices, widget=forms.RadioSelect
    )
    as_of = forms.DateField(
        label=_("As of"),
        help_text=_("The day of the list, or of your own statement."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a date."), "invalid": _("Write the date as 2024-12-01.")},
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("The address of the list, or who has stated it: an office, not a person."),
        max_length=300,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        named = [(key, name.capitalize()) for key, name in category_names().items()]
        field.choices = [*named, (OFF_THE_LISTS, _("No list"))]

    def clean_as_of(self) -> date:
        """Refuse a day that has not come."""
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise ValidationError(_("The day has not come yet. Write today or an earlier day."), code="future")
        return as_of

    def confirmed(self) -> dict[str, Any]:
        """Return what the action takes; the categories that the chosen one lies inside belong to it."""
        values = self.cleaned_data
        return {
            "categories": INSIDE[values["status"]],
            "as_of": values["as_of"],
            "basis": values["basis"],
            "source": values["source"],
        }


class StateForm(forms.Form):
    """How far a municipality is with a rule; an empty answer takes it back."""

    state = forms.ChoiceField(choices=[("", _("No answer")), *RuleState.State.choices], required=False)
