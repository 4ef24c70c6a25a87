"""Words of the law, figures with their mark, and the box about the pending case: the same wherever they stand."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from knub.areas.queries import Cell
from knub.domain.criteria import Category
from knub.parameters import figures
from knub.parameters import pending_case as read_case
from knub.ui.formats import day, number, pct

register = template.Library()
SINGLE_LIST = "ghetto_pre2018"  # has no word of today
DECIMALS = {"convicted": 2}
HEADINGS = {
    "unattached": gettext_lazy("Unattached"),
    "convicted": gettext_lazy("Convicted"),
    "basic_education": gettext_lazy("Basic schooling"),
    "income": gettext_lazy("Income"),
}


@register.simple_tag
def category(found: Category, *, short: bool = False) -> str:
    """Write a category in the word of its time, quoted where it is not today's; unless short with today's word."""
    language = get_language() or "da"
    label, today = found.label.in_language(language), found.today.in_language(language)
    if label == today:
        return label
    quoted = _("“%(label)s”") % {"label": label}
    if short or found.key == SINGLE_LIST:
        return quoted
    now = _("today %(today)s") % {"today": today}
    return format_html('{}<br><span class="muted small">{}</span>', quoted, now)


@register.simple_tag
def figure_heading(figure: str) -> str:
    """Write the short name of one of the four criteria's figures."""
    return str(HEADINGS[figure])


@register.simple_tag
def figure_value(figure: str, value: float | None) -> str:
    """Write a figure as it is published."""
    return number(value) if figure == "residents" else pct(value, DECIMALS.get(figure, 1))


@register.simple_tag
def figure_cell(cell: Cell) -> SafeString:
    """Write a figure with the mark of its criterion; two kinds of unknown are kept apart."""
    if cell.value is None:
        missing = _("Not loaded") if cell.published else _("Not published")
        return format_html('<span class="unknown">{}</span>', missing)
    value = figure_value(cell.figure, cell.value)
    if cell.met is None or cell.figure == "residents":
        return format_html("{}", value)
    mark, said = ("met", _("met")) if cell.met else ("not-met", _("not met"))
    return format_html('<span class="{}">{}<span class="sr-only">, {}</span></span>', mark, value, said)


@register.inclusion_tag("areas/pending_case.html")
def pending_case() -> dict[str, Any]:
    """Show the case, and when somebody last looked for news of it."""
    case, language = read_case(), get_language() or "da"
    when = case.stale if case.is_stale(timezone.localdate()) else case.checked
    checked = when.in_language(language).format(
        date=day(case.checked_on), name=case.checked_by.in_language(language)
    )
    return {"text": case.text.in_language(language).format(checked=checked), "source": case.source}


@register.filter
def column_label(column: str) -> str:
    """Write the name of a column as the list has it, not as our files do."""
    language = get_language() or "da"
    labels = {about.column: about.label.in_language(language) for about in figures().values()}
    own = {"area_id": _("Area"), "list_date": _("List"), "category": _("Category")}
    return labels.get(column) or own.get(column) or column
