"""The development since 2010."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries
from knub.areas.access import visible_areas, visible_lists
from knub.domain.values import Text
from knub.parameters import criteria_versions
from knub.ui.charts import Break, Chart, Series
from knub.ui.exports import Cell, Format, table_response

CHARTED = {"ghetto_pre2018": "fourth", "vulnerable": "figure", "parallel_society": "second", "transformation": "third"}


def development(request: HttpRequest) -> HttpResponse:
    """Show counts per category and list, areas in, out and back, and where the rules changed."""
    lists = queries.development(visible_lists(request.user))
    names = {area.key: area for area in visible_areas(request.user)}
    moves = [(one, *([names[key] for key in keys] for keys in (one.entered, one.left, one.returned))) for one in lists]
    content = {"lists": lists, "moves": moves, "chart": _chart(lists), "versions": criteria_versions()}
    return render(request, "areas/development.html", content)


def download(request: HttpRequest, form: Format) -> HttpResponse:
    """Return the counts of every list."""
    language = get_language() or "da"
    headings = [_("List"), _("Category"), _("Known in KNUB"), _("Published"), _("All known"), _("Source")]
    rows = (line for one in queries.development(visible_lists(request.user)) for line in _lines(one, language))
    return table_response("udvikling", headings, rows, form)


def _lines(one: queries.ListCounts, language: str) -> list[list[Cell]]:
    yes, no = _("yes"), _("no")
    return [
        [one.list.date, count.category.label.in_language(language), count.known, count.published,
         yes if count.complete else no, count.source]
        for count in one.counts.values()
    ]  # fmt: skip


def _chart(lists: Sequence[queries.ListCounts]) -> Chart:
    return Chart(
        key="development",
        title=_("Published number of areas per list"),
        summary=_("The categories since 2018 lie inside each other and are not added up."),
        unit="areas",
        series=[_series(lists, key, kind) for key, kind in CHARTED.items()],
        breaks=_breaks(),
        decimals=0,
    )


def _series(lists: Sequence[queries.ListCounts], key: str, kind: str) -> Series:
    label = _today(key).in_language(get_language() or "da")
    return Series(label, kind, [(one.list.date, _published(one, key)) for one in lists])


def _today(key: str) -> Text:
    return next(version.categories[key].today for version in criteria_versions() if key in version.categories)


def _published(one: queries.ListCounts, key: str) -> float | None:
    count = one.counts.get(key)
    return None if count is None or count.published is None else float(count.published)


def _breaks() -> list[Break]:
    language = get_language() or "da"
    return [Break(version.starts, version.label.in_language(language)) for version in criteria_versions()[1:]]
