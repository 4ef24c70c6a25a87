"""Fields for texts that colleagues write and others read: simple Markdown, and never about a citizen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.domain.personal import cpr_like

__all__ = ["CitizenSafeCharField", "MarkdownField", "refuse_personal_number"]

NO_CITIZENS = gettext_lazy("Do not write about citizens so that they can be recognised.")
HOW = gettext_lazy("A line that begins with - is a list, ## makes a heading, **two stars** make bold.")
LONGEST = 20_000


def refuse_personal_number(written: str) -> None:
    """Raise ValidationError, code "cpr", if a text holds what looks like a personal number."""
    if found := cpr_like(written):
        raise ValidationError(
            _("'%(found)s' looks like a personal number. Remove it; everything else you wrote is still here."),
            code="cpr", params={"found": found},
        )  # fmt: skip


class CitizenSafeCharField(forms.CharField):
    """A text that says not to write about citizens and refuses what looks like a personal number."""

    default_validators = [refuse_personal_number]

    def __init__(self, *, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = _joined(help_text, NO_CITIZENS)


class MarkdownField(CitizenSafeCharField):
    """A longer text in simple Markdown."""

    def __init__(self, *, rows: int = 8, help_text: Any = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(help_text=_joined(help_text, HOW), widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _joined(*texts: Any) -> Any:
    return format_lazy(" ".join("{}" for text in texts if text), *(text for text in texts if text))
