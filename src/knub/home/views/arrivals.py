"""The first day: import last year's members, people, mail domains and populations from a sheet."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from knub.home.arrivals import HELP, SheetForm, as_table, template_rows, worth_seeing
from knub.memberships.actions.arrivals import store_sheet
from knub.memberships.queries.arrivals import Arrival, arriving
from knub.memberships.queries.sheets import COLUMNS, Sheet
from knub.people.access import visible_municipalities
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.ui.exports import Format, table_response


@secretariat_required
def arrivals(request: AuthenticatedRequest, kind: str) -> HttpResponse:
    """Take a sheet, show what it would change, and store it when that has been seen."""
    sheet = _sheet(kind)
    if request.method != "POST":
        return _page(request, sheet, form=SheetForm(), status=200)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, sheet, form=form, status=400)
    if "gem" in request.POST:
        return _store(request, sheet, form)
    arrival = arriving(sheet, form.cells)
    return _page(request, sheet, form=form, arrival=arrival, status=400 if arrival.problems else 200)


def _store(request: AuthenticatedRequest, sheet: Sheet, form: SheetForm) -> HttpResponse:
    try:
        stored = store_sheet(sheet, form.cells, by=request.user, invite="inviter" in request.POST)
    except ValidationError:
        return _page(request, sheet, form=form, arrival=arriving(sheet, form.cells), status=400)
    told = ngettext("%(n)d row is stored.", "%(n)d rows are stored.", stored.new) % {"n": stored.new}
    messages.success(request, told)
    return redirect("home:arrivals", kind=sheet.value)


def _page(
    request: AuthenticatedRequest, sheet: Sheet, *, form: SheetForm, arrival: Arrival | None = None, status: int
) -> HttpResponse:
    shown, hidden = worth_seeing(arrival) if arrival else ([], 0)
    table = as_table(form.cells) if arrival else ""
    content: dict[str, Any] = {
        "form": SheetForm(initial={"table": table}) if arrival and arrival.problems else form,
        "sheet": sheet,
        "sheets": Sheet,
        "help": HELP[sheet],
        "columns": COLUMNS[sheet],
        "arrival": arrival,
        "shown": shown,
        "hidden": hidden,
        "table": table,
    }
    return render(request, "home/arrivals.html", content, status=status)


@secretariat_required
def template(request: AuthenticatedRequest, kind: str, form: Format) -> HttpResponse:
    """Return a sheet to complete."""
    sheet = _sheet(kind)
    headings, rows = template_rows(sheet, [one.name for one in visible_municipalities(request.user)])
    return table_response(f"skabelon-{sheet.value}", headings, rows, form)


def _sheet(kind: str) -> Sheet:
    if kind not in Sheet.values:
        raise Http404
    return Sheet(kind)
