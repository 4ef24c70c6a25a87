"""The list of a date, what changed between two lists, and the lists there are."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries
from knub.areas.access import get_list, visible_lists
from knub.areas.forms import ListFilterForm
from knub.parameters import figures
from knub.people.access import visible_municipalities
from knub.ui.exports import Cell, Format, table_response


def index(request: HttpRequest) -> HttpResponse:
    """Show every list there is, newest first."""
    lists = queries.development(visible_lists(request.user))
    return render(request, "areas/lists.html", {"lists": reversed(lists)})


def official_list(request: HttpRequest, on: date) -> HttpResponse:
    """Show the areas of a list, or, with ?fra=, what changed since another."""
    about = _about(request, on)
    if "fra" in request.GET:
        compared = queries.compare(about, request.GET["fra"])
        return render(request, "areas/changes.html", {"about": about, "compared": compared})
    form = _filter(request, about)
    content = {"about": about, "form": form, "rows": queries.list_rows(about.list, form.chosen()),
               "municipalities": visible_municipalities(request.user), "query": request.GET.urlencode()}  # fmt: skip
    return render(request, "areas/list.html", content)


def download(request: HttpRequest, on: date, form: Format) -> HttpResponse:
    """Return the areas of a list with the same filter as on screen."""
    about = _about(request, on)
    rows = queries.list_rows(about.list, _filter(request, about).chosen())
    language = get_language() or "da"
    names = [figure.label.in_language(language) for figure in figures().values()]
    headings = [_("Area"), _("Municipality"), _("Region"), _("Category"), *names]
    return table_response(f"liste-{on}", headings, (_line(row, language) for row in rows), form)


def download_changes(request: HttpRequest, on: date, form: Format) -> HttpResponse:
    """Return what changed between two lists."""
    compared = queries.compare(_about(request, on), request.GET.get("fra", ""))
    found = compared.changes.all if compared else ()
    language = get_language() or "da"
    headings = [_("Area"), _("Municipality"), _("Before"), _("After"), _("Criterion that turned")]
    return table_response(f"aendringer-{on}", headings, (_change_line(one, language) for one in found), form)


def _about(request: HttpRequest, on: date) -> queries.About:
    found = get_list(request.user, on)
    return queries.about_list(found, visible_lists(request.user), today=timezone.localdate())


def _filter(request: HttpRequest, about: queries.About) -> ListFilterForm:
    return ListFilterForm(request.GET, version=about.version, regions=queries.region_names(about.list))


def _line(row: queries.ListRow, language: str) -> list[Cell]:
    cells = {cell.figure: cell.value for cell in (*row.cells, row.condition)}
    shares = [_percent(cells.get(key)) for key in figures() if key != "residents"]
    start = [row.area.name, row.area.municipality.name, row.region, row.category.label.in_language(language)]
    return [*start, row.residents, *shares]


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)


def _change_line(change: queries.Change, language: str) -> list[Cell]:
    before, after = (side.label.in_language(language) if side else None for side in (change.before, change.after))
    tipped = ", ".join(criterion.label.in_language(language) for criterion in change.tipped)
    return [change.area.name, change.area.municipality.name, before, after, tipped]
