"""What the templates of knowledge and news share."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from knub.knowledge.forms.choices import criterion_choices
from knub.ui import formats

register = template.Library()


@register.filter
def local_day(found: datetime) -> str:
    """Write the Copenhagen day of a moment, such as 1. december 2026."""
    return formats.day(timezone.localdate(found))


@register.simple_tag
def criteria(keys: Sequence[str]) -> str:
    """Write criteria by name, in the order of the act."""
    return ", ".join(label for key, label in criterion_choices() if key in keys)


@register.inclusion_tag("knowledge/marks.html")
def marks(found: Any, today: date) -> dict[str, bool]:
    """Say in a word what a reader must know before building on a page."""
    past = found.valid_to is not None and found.valid_to < today
    return {
        "past": past,
        "later": not past and not found.is_current(today),
        "overdue": found.is_overdue(today),
        "archived": found.is_archived,
    }


@register.inclusion_tag("knowledge/of_its_time.html")
def of_its_time(news: Any, today: date) -> dict[str, bool]:
    """Say in a word that a piece of news is old."""
    return {"old": news.is_of_its_time(today)}
