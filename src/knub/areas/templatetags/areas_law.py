"""The box about the pending case, the same wherever it bears."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from knub.parameters import pending_case as read_case
from knub.ui.formats import day

register = template.Library()


@register.inclusion_tag("areas/pending_case.html")
def pending_case() -> dict[str, Any]:
    """Show the case, and when somebody last looked for news of it."""
    case, language = read_case(), get_language() or "da"
    when = case.stale if case.is_stale(timezone.localdate()) else case.checked
    checked = when.in_language(language).format(
        date=day(case.checked_on), name=case.checked_by.in_language(language)
    )
    return {"text": case.text.in_language(language).format(checked=checked), "source": case.source}
