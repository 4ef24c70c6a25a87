"""Numbers and words of the calculator of family dwellings."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.domain.forty_percent import Share
from knub.home.stock_forms import ROUNDINGS
from knub.ui.formats import number, pct, plain, points

register = template.Library()
KINDS = {
    "build": gettext_lazy("Build"),
    "convert": gettext_lazy("Convert"),
    "demolish": gettext_lazy("Demolish"),
    "sell": gettext_lazy("Sell"),
}


@register.filter
def measure_label(kind: str) -> str:
    """Write what is done."""
    return str(KINDS[kind])


@register.filter
def rounding_label(rounding: str) -> str:
    """Write how business floor area is rounded."""
    return str(dict(ROUNDINGS)[rounding])


@register.filter
def decimal(value: float) -> str:
    """Write a number with a decimal where it has one."""
    return plain(value, 0 if float(value).is_integer() else 1)


@register.simple_tag
def share_cell(share: Share, target: float) -> SafeString:
    """Write a share, what it is made of, and on which side of the target it lies."""
    side = _("at or below the target") if share.meets(target) else _("above the target")
    parts = _("%(family)s of %(total)s") % {"family": number(share.family), "total": decimal(share.total)}
    return format_html(
        '{}<br><span class="muted small">{}</span><br><span class="small">{}</span>', pct(share.value), parts, side
    )


@register.simple_tag
def alone_cell(share: Share, target: float) -> SafeString:
    """Write the share when a measure alone is done, and whether it cannot reach the target."""
    said = "" if share.meets(target) else _("does not reach the target alone")
    return format_html('{}<br><span class="small">{}</span>', pct(share.value), said)


@register.simple_tag
def margin(share: Share, target: float) -> str:
    """Write how far a share is from the target, in percentage points."""
    return points(share.margin(target) * 100).rstrip(":")


@register.simple_tag
def one_dwelling(share: Share) -> str:
    """Write how much one family dwelling moves the share."""
    return _("%(points)s percentage points") % {"points": plain(share.of_one_dwelling * 100, 2)}
