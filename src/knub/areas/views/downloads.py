"""Every table of the open pages as a file, with the same filter as on screen."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries
from knub.areas.access import get_list, visible_areas, visible_lists
from knub.areas.views.lists import list_filter
from knub.domain.criteria import Category
from knub.parameters import figures
from knub.ui.exports import Cell, Format, table_response


def areas_of_list(request: HttpRequest, on: date, form: Format) -> HttpResponse:
    """Return the areas of a list with the same filter as on screen."""
    about = _about(request, on)
    rows, _undecided = queries.list_rows(about.list, list_filter(request, about).chosen())
    names = [figure.label.in_language(_language()) for figure in figures().values()]
    headings = [_("Area"), _("Municipality"), _("Region"), _("Category"), _("Proposed"), *names, _("Criteria met")]
    return table_response(f"liste-{on}", headings, map(_row, rows), form)


def changes(request: HttpRequest, on: date, form: Format) -> HttpResponse:
    """Return what changed between two lists."""
    compared = queries.compare(_about(request, on), request.GET.get("fra", ""))
    found = compared.changes.all if compared else ()
    headings = [_("Area"), _("Municipality"), _("Before"), _("After"), _("Certain"), _("Criterion that turned")]
    return table_response(f"aendringer-{on}", headings, map(_change, found), form)


def counts(request: HttpRequest, form: Format) -> HttpResponse:
    """Return the counts of every list."""
    headings = [_("List"), _("Category"), _("Known in KNUB"), _("Published"), _("All known"), _("Source")]
    rows = (line for one in queries.development(visible_lists(request.user)) for line in _counts(one))
    return table_response("udvikling", headings, rows, form)


def moves(request: HttpRequest, form: Format) -> HttpResponse:
    """Return every area that came, left or came back, list by list."""
    areas = {area.key: area for area in visible_areas(request.user)}
    headings = [_("List"), _("Movement"), _("Area"), _("Municipality")]
    lists = queries.development(visible_lists(request.user))
    moved = ((on, movement, areas[key]) for one in lists for on, movement, key in _moves(one))
    rows: Iterable[list[Cell]] = ([on, what, area.name, area.municipality.name] for on, what, area in moved)
    return table_response("ind-og-ud", headings, rows, form)


def municipalities(request: HttpRequest, form: Format) -> HttpResponse:
    """Return the municipalities with areas that KNUB knows."""
    newest = queries.newest_list(visible_lists(request.user))
    found = queries.municipality_presence(visible_areas(request.user), newest)
    headings = [_("Municipality"), _("Area"), _("On the newest known list")]
    rows = (
        [one.municipality.name, area.name, _yes(area in one.now)] for one in found for area in (*one.now, *one.before)
    )
    return table_response("omraader", headings, rows, form)


def _about(request: HttpRequest, on: date) -> queries.About:
    lists = list(visible_lists(request.user))
    return queries.about_list(get_list(request.user, on), lists, today=timezone.localdate())


def _language() -> str:
    return get_language() or "da"


def _yes(holds: bool | None) -> str:  # noqa: FBT001
    return "" if holds is None else _("yes") if holds else _("no")


def _name(category: Category | None) -> str | None:
    return category.label.in_language(_language()) if category else None


def _row(row: queries.ListRow) -> list[Cell]:
    values = {cell.figure: cell.value for cell in (*row.cells, row.condition)}
    shares = [_percent(values.get(key)) for key in figures() if key != "residents"]
    met = ", ".join(figures()[cell.figure].label.in_language(_language()) for cell in row.cells if cell.met)
    start = [row.area.name, row.area.municipality.name, row.region, _name(row.category), _name(row.proposed)]
    return [*start, row.residents.value, *shares, met]


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)


def _change(change: queries.Change) -> list[Cell]:
    turned = ", ".join(one.criterion.label.in_language(_language()) for one in change.turned)
    certain = _yes(change.absence != "not_known")
    names = [change.area.name, change.area.municipality.name]
    return [*names, _name(change.before), _name(change.after), certain, turned]


def _counts(one: queries.ListCounts) -> list[list[Cell]]:
    return [
        [one.list.date, _name(count.category), count.known, count.published, _yes(count.complete), count.source]
        for count in one.counts.values()
    ]


def _moves(one: queries.ListCounts) -> Iterable[tuple[date, str, str]]:
    for movement, keys in ((_("new"), one.entered), (_("back"), one.returned), (_("out"), one.left)):
        for key in keys:
            yield one.list.date, movement, key
