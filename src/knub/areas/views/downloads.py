"""Every table of the open pages as a file, with the same filter as on screen."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries
from knub.areas.access import get_list, visible_areas, visible_lists
from knub.areas.views.lists import list_filter
from knub.domain.criteria import Category, CriteriaVersion, Criterion
from knub.parameters import criteria_on, criteria_versions, figures
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


def criteria(_request: HttpRequest, form: Format) -> HttpResponse:
    """Return every criterion of every version with its limit, paragraph and source."""
    headings = [
        _("Criteria from"), _("Criterion"), _("Figure"), _("Comparison"), _("Limit"), _("Times the national average"),
        _("Population"), _("Years averaged"), _("Paragraph"), _("Source"),
    ]  # fmt: skip
    rows = (_criterion(version, one) for version in criteria_versions() for one in version.criteria.values())
    return table_response("kriterier", headings, rows, form)


def limits(request: HttpRequest, form: Format) -> HttpResponse:
    """Return the limits that follow the nation, list by list."""
    stated = queries.stated_limits(visible_lists(request.user))
    told = ((found.date, [(one.key, one.value, one.source) for one in ones]) for found, ones in stated)
    headings = [_("List"), _("Times the national average"), _("Per cent"), _("Source")]
    return table_response("graenser", headings, (line for on, ones in told for line in _limits(on, ones)), form)


def _limits(on: date, stated: Iterable[tuple[str, Decimal, str]]) -> list[list[Cell]]:
    multiples = {one.reference: one.multiple for one in criteria_on(on).criteria.values()}
    missing: list[Cell] = [on, None, _("Not loaded"), None]
    return [[on, multiples[key], _percent(value), source] for key, value, source in stated] or [missing]


def _criterion(version: CriteriaVersion, one: Criterion) -> list[Cell]:
    compared = {"above": _("above"), "at_least": _("at least"), "below": _("below")}[one.comparison]
    limit = one.limit if one.limit is None or one.unit == "persons" else _percent(one.limit)
    label, population = one.label.in_language(_language()), one.population.in_language(_language())
    start: list[Cell] = [version.starts, one.key, label, compared, limit, one.multiple]
    return [*start, population, one.window, one.paragraph, one.source]


def _percent(share: float | Decimal) -> float:
    return round(float(share) * 100, 2)


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
    shown = {cell.figure: cell for cell in (row.residents, *row.cells, row.condition)}
    values = [_written(shown[key]) for key in figures() if key in shown]
    met = ", ".join(figures()[cell.figure].label.in_language(_language()) for cell in row.cells if cell.met)
    start = [row.area.name, row.area.municipality.name, row.region, _name(row.category), _name(row.proposed)]
    return [*start, *values, met]


def _written(cell: queries.Cell) -> Cell:
    """Return a figure as printed; two kinds of unknown are kept apart here as well."""
    if cell.value is None:
        return _("Not loaded") if cell.published else _("Not published")
    return cell.value if cell.figure == "residents" else _percent(cell.value)


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
