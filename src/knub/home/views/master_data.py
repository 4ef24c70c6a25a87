"""What a municipality states about an area, with its documents and history; for itself and the secretariat."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas import queries
from knub.areas.access import get_inner_area, may_change_inside
from knub.files.queries import uploaded_by_slot
from knub.home.master_page import groups
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.exports import Cell, Format, table_response


@login_required
def master_data(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Show what is stated of an area, and what was."""
    area = get_inner_area(request.user, key)
    state, documents = queries.master_state(area, on=timezone.localdate()), uploaded_by_slot(area)
    content = {
        "area": area,
        "state": state,
        "groups": groups(state, documents),
        "documents": documents,
        "may_change": may_change_inside(request.user, area.municipality),
    }
    return render(request, "home/master_data.html", content)


@login_required
def download(request: AuthenticatedRequest, key: str, form: Format) -> HttpResponse:
    """Return everything ever stated of an area, with day, source and who."""
    area = get_inner_area(request.user, key)
    headings = [
        _("What"),
        _("Value"),
        _("From"),
        _("To"),
        _("Link"),
        _("As of"),
        _("Source"),
        _("Entered"),
        _("Replaced"),
    ]
    state = queries.master_state(area, on=timezone.localdate())
    return table_response(f"stamdata-{key}", headings, _rows(state), form)


def _rows(state: queries.MasterState) -> Iterator[list[Cell]]:
    for row in state.rows:
        number = float(row.number) if row.number is not None else None
        choice = None if row.choice is None else _("yes") if row.choice else _("no")
        replaced = row.replaced_at and timezone.localdate(row.replaced_at)
        value = number if number is not None else choice or row.text
        entered = timezone.localdate(row.made_at)
        yield [
            row.get_key_display(),
            value,
            row.starts_on,
            row.ends_on,
            row.link,
            row.on,
            row.source,
            entered,
            replaced,
        ]
