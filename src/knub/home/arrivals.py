"""A sheet for the first day: a file or a pasted table, kept in the page until it is stored."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.areas.intake import IntakeError, read_cells, read_text
from knub.memberships.queries.arrivals import Arrival, Effect, Line
from knub.memberships.queries.sheets import COLUMNS, Sheet
from knub.ui.exports import Cell

SHOWN = 200
HELP = {
    Sheet.MEMBERS: _("Which municipalities were members of which network year. What is agreed is not changed."),
    Sheet.PEOPLE: _(
        "Who works where, with which role. You choose, before you store, whether each gets an invitation by mail or "
        "can log in with a code at once, without a mail."
    ),
    Sheet.BILLING: _(
        "Where the invoices go. A membership that lacks billing data gets them, and the orderer is asked to check them "
        "before the invoice is sent."
    ),
    Sheet.DOMAINS: _("What stands after the @ in work mails. Whoever has such a mail can ask to come in."),
    Sheet.POPULATION: _("How many live in each municipality on a day, for prices by size. The newest sheet holds."),
}  # fmt: skip


class SheetForm(forms.Form):
    """A file or a pasted table, one of them."""

    file = forms.FileField(
        label=_("File"), help_text=_("A spreadsheet (.xlsx) or a text file (.csv), 10 MB at most."), required=False
    )
    table = forms.CharField(
        label=_("Or paste the table"),
        help_text=_("With headings in the first row."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    cells: Sequence[Sequence[str]]

    def clean(self) -> dict[str, Any]:
        """Read the file or the pasted table into rows."""
        values = super().clean() or {}
        upload, table = values.get("file"), values.get("table", "")
        if bool(upload) == bool(table.strip()):
            raise ValidationError(_("Choose a file or paste a table: one of them."), code="one")
        try:
            self.cells = read_cells(upload.read()) if upload else read_text(table)
        except IntakeError as error:
            self.add_error("file" if upload else "table", error.text.in_language(get_language() or "da"))
        return values


def as_table(cells: Sequence[Sequence[str]]) -> str:
    """Return rows as a table that can be pasted, as the page keeps them."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in cells)


def worth_seeing(arrival: Arrival) -> tuple[list[Line], int]:
    """Return the rows that change something or are kept, then the others, and how many are not shown."""
    ordered = sorted(arrival.lines, key=lambda line: line.effect == Effect.SAME)
    return ordered[:SHOWN], max(len(ordered) - SHOWN, 0)


def template_rows(sheet: Sheet, municipalities: Sequence[str]) -> tuple[list[str], list[list[Cell]]]:
    """Return the headings of a sheet, and a row for each municipality where every one is asked about."""
    headings = [column.headings[0] for column in COLUMNS[sheet]]
    asks_all = sheet in {Sheet.DOMAINS, Sheet.POPULATION}
    return headings, [[name, *[""] * (len(headings) - 1)] for name in municipalities] if asks_all else []
