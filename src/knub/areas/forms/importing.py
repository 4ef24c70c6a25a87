"""What the secretariat types to import a list and to answer reports."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.areas.intake import IntakeError, is_guessed, read_cells, read_text
from knub.areas.models import ImportDraft
from knub.parameters import criteria_versions
from knub.people.models import Organisation

LIMITS = {"limit_3x": "convicted_3x_national", "limit_2x": "convicted_2x_national"}
TOTALS = {
    "total_vulnerable": "vulnerable",
    "total_parallel": "parallel_society",
    "total_transformation": "transformation",
    "total_prevention": "prevention",
    "total_single": "ghetto_pre2018",
}


class ImportForm(forms.Form):
    """A list as a file or a pasted table, with what the list states beside its rows."""

    on = forms.DateField(
        label=_("Date of the list"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("The address of the page or file it was read from."),
        max_length=500,
        widget=forms.URLInput(),
    )
    file = forms.FileField(
        label=_("File"), help_text=_("A spreadsheet (.xlsx) or a text file (.csv), 10 MB at most."), required=False
    )
    table = forms.CharField(
        label=_("Or paste the table"),
        help_text=_("With headings in the first row. Text copied from a PDF will often do."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    complete = forms.BooleanField(
        label=_("The table has every area of every category of that list"),
        help_text=_(
            "Then areas that are not in it are taken off the list, and it is refused if the published totals differ."
        ),
        required=False,
    )
    limit_3x = forms.DecimalField(
        label=_("Limit for convicted, three times the nation, per cent"),
        required=False,
        localize=True,
        min_value=0,
        max_value=100,
    )
    limit_2x = forms.DecimalField(
        label=_("Limit for convicted, twice the nation, per cent"),
        required=False,
        localize=True,
        min_value=0,
        max_value=100,
    )
    total_vulnerable = forms.IntegerField(
        label=_("Published number: vulnerable areas"), required=False, min_value=0
    )
    total_parallel = forms.IntegerField(
        label=_("Published number: parallel societies"), required=False, min_value=0
    )
    total_transformation = forms.IntegerField(
        label=_("Published number: transformation areas"), required=False, min_value=0
    )
    total_prevention = forms.IntegerField(
        label=_("Published number: prevention areas"), required=False, min_value=0
    )
    total_single = forms.IntegerField(
        label=_("Published number: the single list 2010–2017"), required=False, min_value=0
    )

    cells: list[list[str]]
    guessed = False  # the letters of the file are read by a guess

    @classmethod
    def initial_of(cls, draft: ImportDraft) -> dict[str, Any]:
        """Return what was typed for a draft, so that a table with problems can be mended where it stands."""
        return {
            "on": draft.on,
            "source": draft.source,
            "complete": draft.complete,
            "table": "\n".join("\t".join(row) for row in draft.cells),
            **{name: draft.totals.get(category) for name, category in TOTALS.items()},
            **{name: _percent(draft.limits[key]) for name, key in LIMITS.items() if key in draft.limits},
        }

    def clean_on(self) -> Any:
        """Refuse a day before the first criteria."""
        if self.cleaned_data["on"] < criteria_versions()[0].starts:
            raise ValidationError(_("There were no lists before 2010. Check the year."))
        return self.cleaned_data["on"]

    def clean(self) -> dict[str, Any]:
        """Read the file or the pasted table into rows."""
        values = super().clean() or {}
        upload, table = values.get("file"), values.get("table", "")
        if bool(upload) == bool(table.strip()):
            raise ValidationError(_("Choose a file or paste a table: one of them."), code="one")
        try:
            self.cells = self.read(upload.read()) if upload else read_text(table)
        except IntakeError as error:
            self.add_error("file" if upload else "table", error.text.in_language(get_language() or "da"))
        return values

    def read(self, content: bytes) -> list[list[str]]:
        """Return the rows of a file, and note whether its letters were a guess."""
        self.guessed = is_guessed(content)
        return read_cells(content)

    def limits(self) -> dict[str, Decimal]:
        """Return the limits the list states, as shares."""
        given = {key: self.cleaned_data.get(name) for name, key in LIMITS.items()}
        return {key: value / 100 for key, value in given.items() if value is not None}

    def totals(self) -> dict[str, int]:
        """Return the published numbers that were typed."""
        given = {category: self.cleaned_data.get(name) for name, category in TOTALS.items()}
        return {category: count for category, count in given.items() if count is not None}


class AreaForm(forms.Form):
    """An area that no list has named before."""

    name = forms.CharField(label=_("Name of the area"), max_length=120)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Organisation.objects.none(), to_field_name="slug"
    )

    def __init__(self, *args: Any, municipalities: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = municipalities


class AnswerForm(forms.Form):
    """The public answer to a report."""

    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("It is shown to everybody on the area's page. Do not name the reporter."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    corrected = forms.BooleanField(label=_("A number has been corrected"), required=False)


def _percent(share: str) -> Decimal:
    """Return a share as percent, without the noughts that nobody typed."""
    return Decimal(f"{(Decimal(share) * 100).normalize():f}")
