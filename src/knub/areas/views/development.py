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

CHARTED = {"ghetto_pre2018": "fourth", "vulnerable": "figure", "parallel_society": "second", "transformation": "third"}


def development(request: HttpRequest) -> HttpResponse:
    """Show counts per category and list, areas in, out and back, and where the rules changed."""
    lists = queries.development(visible_lists(request.user))
    names = {area.key: area for area in visible_areas(request.user)}
    moves = [(one, *([names[key] for key in keys] for keys in (one.entered, one.left, one.returned))) for one in lists]
    content = {"lists": lists, "moves": moves[1:], "chart": _chart(lists), "versions": criteria_versions()}
    return render(request, "areas/development.html", content)


def _chart(lists: Sequence[queries.ListCounts]) -> Chart:
    return Chart(
        key="development",
        title=_("Published number of areas per list"),
        summary=_summary(lists),
        unit="areas",
        series=[_series(lists, key, kind) for key, kind in CHARTED.items()],
        breaks=[Break(version.starts, _change_of(version.label)) for version in criteria_versions()[1:]],
        decimals=0,
    )


def _summary(lists: Sequence[queries.ListCounts]) -> str:
    """Say in words what the chart shows, one part for each set of rules."""
    parts = [_part(lists, key) for key in CHARTED]
    nested = _("The categories since 2018 lie inside each other and are not added up.")
    return " ".join([*(part for part in parts if part), nested])


def _part(lists: Sequence[queries.ListCounts], key: str) -> str:
    known = [(one.list.date.year, count) for one in lists if (count := _published(one, key)) is not None]
    if not known:
        return ""
    (start, first), (end, last) = known[0], known[-1]
    return _("%(label)s: %(first)d in %(start)s, %(last)d in %(end)s.") % {
        "label": _capital(_label(key)), "first": first, "start": start, "last": last, "end": end,
    }  # fmt: skip


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _series(lists: Sequence[queries.ListCounts], key: str, kind: str) -> Series:
    return Series(_label(key), kind, [(one.list.date, _published(one, key)) for one in lists])


def _label(key: str) -> str:
    texts = (version.categories[key].today for version in criteria_versions() if key in version.categories)
    return next(texts).in_language(get_language() or "da")


def _published(one: queries.ListCounts, key: str) -> float | None:
    count = one.counts.get(key)
    return None if count is None or count.published is None else float(count.published)


def _change_of(label: Text) -> str:
    """Return the label of a version without its year, which the legend writes itself."""
    return label.in_language(get_language() or "da").partition(": ")[2]
