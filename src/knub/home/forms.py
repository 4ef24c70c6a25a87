"""What a reader types about an area of her own."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.areas.intake import IntakeError
from knub.domain.figures import FIGURE_KEYS, FiguresTable, Parsed, Problem
from knub.home import own_figures
from knub.parameters import criteria_versions, figures

MOST_PASTED = 200_000
MOST_ROWS = 300


class OwnFiguresForm(forms.Form):
    """Figures typed in fields, or a pasted table; the day decides which criteria hold."""

    on = forms.DateField(
        label=_("Date"),
        help_text=_("The criteria and limits in force that day are used."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a date."), "invalid": _("Write the date as 2024-12-01.")},
    )
    name = forms.CharField(label=_("Name of the area"), required=False, max_length=100)
    residents = forms.CharField(required=False, max_length=20)
    unattached = forms.CharField(required=False, max_length=20)
    convicted = forms.CharField(required=False, max_length=20)
    basic_education = forms.CharField(required=False, max_length=20)
    income = forms.CharField(required=False, max_length=20)
    non_western = forms.CharField(required=False, max_length=20)
    limit_3x = forms.DecimalField(
        label=_("Limit for convicted on the list, per cent"),
        help_text=_("Three times the national average, as the list states it. Leave empty to use what KNUB knows."),
        required=False,
        localize=True,
        min_value=0,
        max_value=100,
    )
    limit_2x = forms.DecimalField(
        label=_("Limit for convicted, prevention areas, per cent"),
        help_text=_("Twice the national average."),
        required=False,
        localize=True,
        min_value=0,
        max_value=100,
    )
    table = forms.CharField(
        label=_("Or paste a table"),
        help_text=_("With headings. A column with the list date lets earlier years count."),
        required=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    tables: tuple[FiguresTable, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        self.fields["on"].initial = timezone.localdate()
        for key in FIGURE_KEYS:
            about = figures()[key]
            self.fields[key].label = about.label.in_language(language)
            self.fields[key].help_text = _("persons") if about.unit == "persons" else _("per cent")

    def clean_on(self) -> date:
        """Refuse a day before the first criteria."""
        on: date = self.cleaned_data["on"]
        first = criteria_versions()[0].starts
        if on < first:
            raise ValidationError(_("The first criteria are from %(day)s. Choose a later date."), params={"day": first})
        return on

    def clean(self) -> dict[str, Any]:
        """Read the figures; a problem stands at its field, or with row and column for a pasted table."""
        values = super().clean() or {}
        if "on" not in values:
            return values
        if values.get("table"):
            parsed = self.pasted(values["table"], values["on"])
        elif any(values.get(key) for key in FIGURE_KEYS):
            parsed = own_figures.typed(values, values.get("name") or str(_("Your area")), values["on"])
            self.show(parsed.problems, pasted=False)
        else:
            raise ValidationError(_("Type at least one figure, or paste a table."), code="nothing")
        self.tables = parsed.tables
        return values

    def pasted(self, table: str, on: date) -> Parsed:
        """Return the figures of a pasted table, at most so many that a page can show them."""
        try:
            parsed = own_figures.pasted(table, on)
        except IntakeError as error:
            raise ValidationError({"table": error.text.in_language(get_language() or "da")}) from error
        if sum(map(len, parsed.rows)) > MOST_ROWS:
            raise ValidationError({"table": _("At most %(most)d rows at a time.") % {"most": MOST_ROWS}})
        self.show(parsed.problems, pasted=True)
        return parsed

    def show(self, problems: tuple[Problem, ...], *, pasted: bool) -> None:
        """Put each problem where it can be mended."""
        language = get_language() or "da"
        fields = {figures()[key].column: key for key in FIGURE_KEYS}
        for problem in problems:
            text = problem.message.in_language(language)
            if pasted:
                where = {"row": problem.row or "–", "column": problem.column or "–", "text": text}
                self.add_error("table", _("Row %(row)s, column %(column)s: %(text)s") % where)
            else:
                self.add_error(fields.get(problem.column or ""), text)

    def limits(self) -> dict[str, float]:
        """Return the limits the reader gave, as shares."""
        given = {key: self.cleaned_data.get(name) for name, key in own_figures.LIMIT_KEYS.items()}
        return {key: float(value) / 100 for key, value in given.items() if value is not None}
