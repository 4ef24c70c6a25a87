"""Formats, icons, components, charts and the map for templates; docs/howto/ui.md shows each."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from knub.domain.values import Text, percent
from knub.parameters import figures
from knub.ui import charts, formats
from knub.ui.fragments import kept
from knub.ui.markdown import as_html

register = template.Library()
INSET_MARGIN = 280  # around Bornholm, in the units of the map
ALERT_NAMES = {"info": _("Information"), "success": _("Done"), "warning": _("Note"), "error": _("Error")}


# ---- formats


@register.filter
def pct(share: Decimal | float | None, decimals: int = 1) -> str:
    """Write a share 0-1 as percent."""
    return formats.pct(share, decimals)


@register.filter
def number(value: Decimal | float | None) -> str:
    """Write a whole number with thousands."""
    return formats.number(value)


@register.simple_tag
def text(written: Text) -> str:
    """Write a text of the domain in the reader's language."""
    return written.in_language(get_language() or "da")


@register.filter
def limit(share: float) -> str:
    """Write a limit with no more decimals than it has, such as "40 pct."."""
    return percent(share).in_language(get_language() or "da")


@register.filter
def sources(written: str) -> list[str]:
    """Return the addresses of a source that holds several."""
    return [source for source in written.split(";") if source]


@register.filter
def host(address: str) -> str:
    """Return who answers an address, such as "dr.dk"; what is no address stays as it is."""
    return urlsplit(address).netloc.removeprefix("www.") or address


@register.filter
def day(found: date) -> str:
    """Write a date in full, such as 1. december 2023."""
    return formats.day(found)


@register.filter
def join_dates(days: Sequence[date]) -> str:
    """Write dates as "1. december 2024 og 1. december 2025"."""
    written = [formats.day(found) for found in days]
    return get_text_list(written, gettext("and"))


@register.filter
def moment(found: datetime) -> SafeString:
    """Write a time as it is in Copenhagen, such as 8. december 2021 kl. 9.30, readable for machines too."""
    local = timezone.localtime(found)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), formats.moment(local))


@register.filter
def points(found: float) -> str:
    """Write a distance in percentage points, and on which side of the limit it lies."""
    return formats.points(found)


@register.filter
def persons(count: int) -> str:
    """Write a number of persons; one to four are never told."""
    return formats.persons(count)


@register.filter
def figure_label(key: str) -> str:
    """Write the name of a figure in the reader's language."""
    return figures()[key].label.in_language(get_language() or "da")


@register.filter
def markdown(written: str) -> SafeString:
    """Write simple Markdown as HTML; whatever is not allowed stands as text."""
    return mark_safe(as_html(written))  # noqa: S308 - cleaned by nh3


# ---- parts that are the same for everybody


class KeepNode(template.Node):
    """Renders its content once per language and build."""

    def __init__(self, name: str, content: template.NodeList) -> None:
        self.name, self.content = name, content

    def render(self, context: template.Context) -> SafeString:
        """Return what was kept, or make it."""
        return kept((self.name, settings.ROOT_URLCONF), lambda: self.content.render(context))


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """Keep a part of every page that asks nothing of the reader or the address: {% keep "footer" %}…{% endkeep %}."""
    _tag, name = token.split_contents()
    content = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(name.strip('"'), content)


# ---- small components


@register.simple_tag
def icon(name: str, classes: str = "", label: str = "") -> SafeString:
    """Draw an icon of the design system; without a label the text beside it carries the meaning."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg {}" focusable="false" {}><use href="{}#{}"></use></svg>',
        classes,
        spoken,
        static("fds/img/all-svg-icons.svg"),
        name,
    )


@register.simple_tag
def badge(label: str, kind: str = "plain", icon_name: str = "") -> SafeString:
    """Draw a short status: plain, solid or dashed. The text says it; colour and icon only help."""
    drawn = icon(icon_name) if icon_name else ""
    return format_html('<span class="status status-{}">{}{}</span>', kind, drawn, label)


@register.simple_block_tag
def alert(content: str, kind: str = "info", heading: str = "") -> str:
    """Draw a message: info, success, warning or error."""
    found = {"content": content, "kind": kind, "heading": heading, "name": ALERT_NAMES[kind]}
    return render_to_string("ui/components/alert.html", found)


@register.simple_block_tag
def details(content: str, summary: str) -> str:
    """Draw something to unfold."""
    return render_to_string("ui/components/details.html", {"content": content, "summary": summary})


@register.simple_block_tag
def data_table(content: str, caption: str, classes: str = "") -> str:
    """Draw a table that scrolls in its own box; `classes="stacks"` makes cards of its rows on a phone."""
    found = {"content": content, "caption": caption, "classes": classes}
    return render_to_string("ui/components/data_table.html", found)


@register.inclusion_tag("ui/components/sort_heading.html", takes_context=True)
def sort_heading(
    context: template.RequestContext, label: str, key: str, *, by: str, parameter: str = "orden", classes: str = ""
) -> dict[str, Any]:
    """Draw a column heading that sorts by a link; `by` is the present order, "-key" when it is descending."""
    falling = by == f"-{key}"
    query = context["request"].GET.copy()
    query[parameter] = f"-{key}" if by == key else key
    query.pop("side", None)
    return {
        "label": label,
        "classes": classes,
        "sort": "descending" if falling else "ascending" if by == key else "",
        "address": f"?{query.urlencode()}",
    }


# ---- charts and the map


@register.inclusion_tag("ui/components/line_chart.html")
def line_chart(chart: charts.Chart, download: str = "", level: int = 3, column: str = "") -> dict[str, Any]:
    """Draw a chart with its summary and its figures as a table below; `level` is that of its heading, `column` the
    heading of the table's days where they are not those of lists."""

    def text_of(value: float) -> str:
        if chart.unit == "share":
            return formats.pct(value / 100, chart.decimals)
        return formats.plain(value, chart.decimals)

    def tick_of(value: float) -> str:
        return formats.tick(value, is_share=chart.unit == "share")

    return {
        "chart": chart,
        "drawing": charts.draw(chart, text_of=text_of, tick_of=tick_of),
        "rows": _rows(chart, text_of),
        "download": download,
        "heading": f"h{level}",
        "column": column,
    }


def _rows(chart: charts.Chart, text_of: charts.TextOf) -> list[tuple[Any, list[str | None]]]:
    days = sorted({day for series in chart.series for day, _value in series.values})
    columns = [dict(series.values) for series in chart.series]
    return [(day, [_cell(column.get(day), text_of) for column in columns]) for day in days]


def _cell(value: float | None, text_of: charts.TextOf) -> str | None:
    return None if value is None else text_of(value)


@register.inclusion_tag("ui/components/map.html")
def denmark_map(municipalities: Mapping[str, Mapping[str, str]], label: str) -> dict[str, Any]:
    """Draw Denmark; `municipalities` gives, per code, `kind` ("now" or "before"), `label` and `url`."""
    places = [(code, place) for code, place in municipalities.items() if code in _map_frame()["codes"]]
    return {"places": places, "label": label, "shapes": static("map/denmark.svg"), **_map_frame()}


@cache
def _map_frame() -> dict[str, Any]:
    found = json.loads((settings.BUILD / "static" / "map" / "denmark.json").read_text(encoding="utf-8"))
    left, top, width, height = found["bornholm"]
    inset = (left - INSET_MARGIN, top - INSET_MARGIN, width + 2 * INSET_MARGIN, height + 2 * INSET_MARGIN)
    return {"country": found["country"], "inset": inset, "codes": frozenset(found["codes"])}
