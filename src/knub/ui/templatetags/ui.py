"""Formats, icons, charts and the map for templates."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext

from knub.domain.values import Text
from knub.ui import charts, formats

register = template.Library()


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
def day(found: date) -> str:
    """Write a date in full, such as 1. december 2023."""
    return formats.day(found)


@register.filter
def join_dates(days: Sequence[date]) -> str:
    """Write dates as "1. december 2024 og 1. december 2025"."""
    written = [formats.day(found) for found in days]
    return get_text_list(written, gettext("and"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the design system; the text beside it carries the meaning."""
    return format_html(
        '<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("fds/img/all-svg-icons.svg"),
        name,
    )


@register.inclusion_tag("ui/components/line_chart.html")
def line_chart(chart: charts.Chart, download: str = "") -> dict[str, Any]:
    """Draw a chart with its summary and its figures as a table below."""

    def text_of(value: float) -> str:
        if chart.unit == "share":
            return formats.pct(value / 100, chart.decimals)
        return formats.plain(value, chart.decimals)

    rows = _rows(chart, text_of)
    return {"chart": chart, "drawing": charts.draw(chart, text_of=text_of), "rows": rows, "download": download}


def _rows(chart: charts.Chart, text_of: charts.TextOf) -> list[tuple[Any, list[str | None]]]:
    days = sorted({day for series in chart.series for day, _value in series.values})
    columns = [dict(series.values) for series in chart.series]
    return [(day, [_cell(column.get(day), text_of) for column in columns]) for day in days]


def _cell(value: float | None, text_of: charts.TextOf) -> str | None:
    return None if value is None else text_of(value)


@register.inclusion_tag("ui/components/map.html")
def denmark_map(municipalities: Mapping[str, Mapping[str, str]], label: str) -> dict[str, Any]:
    """Draw Denmark; `municipalities` gives, per code, `kind` (a class), `label` and `url`."""
    return {"municipalities": municipalities, "label": label, "shapes": static("map/denmark.svg"),
            "codes": shape_codes()}  # fmt: skip


def shape_codes() -> list[str]:
    """Return the codes of the municipalities that have a shape."""
    return _SHAPES


_SHAPES = [
    "0101", "0147", "0151", "0153", "0155", "0157", "0159", "0161", "0163", "0165", "0167", "0169", "0173",
    "0175", "0183", "0185", "0187", "0190", "0201", "0210", "0217", "0219", "0223", "0230", "0240", "0250",
    "0253", "0259", "0260", "0265", "0269", "0270", "0306", "0316", "0320", "0326", "0329", "0330", "0336",
    "0340", "0350", "0360", "0370", "0376", "0390", "0400", "0410", "0420", "0430", "0440", "0450", "0461",
    "0479", "0480", "0482", "0492", "0510", "0530", "0540", "0550", "0561", "0563", "0573", "0575", "0580",
    "0607", "0615", "0621", "0630", "0657", "0661", "0665", "0671", "0706", "0707", "0710", "0727", "0730",
    "0740", "0741", "0746", "0751", "0756", "0760", "0766", "0773", "0779", "0787", "0791", "0810", "0813",
    "0820", "0825", "0840", "0846", "0849", "0851", "0860",
]  # fmt: skip
