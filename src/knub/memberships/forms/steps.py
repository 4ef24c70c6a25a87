"""What a late cancellation costs, typed as one step a line."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

STEP = re.compile(r"(?P<days>\d{1,3})\s*[:;,]\s*(?P<percent>\d{1,3})\s*%?")
MOST_PERCENT = 100


class StepsField(forms.CharField):
    """Steps as lines of "28: 50"; their value is [{days_before, percent}], most days first."""

    def __init__(self, **more: Any) -> None:
        usual = {
            "label": _("What a late cancellation of a seat costs"),
            "help_text": _("One step a line: days before the meeting, colon, per cent of the fee. Example: 28: 50"),
            "required": False, "max_length": 400, "widget": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip
        super().__init__(**{**usual, **more})

    def prepare_value(self, value: Any) -> Any:
        """Return steps as they are typed; what was typed stays as it is."""
        if isinstance(value, list):
            return "\n".join(f"{step['days_before']}: {step['percent']}" for step in value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other steps were typed, however they are written."""
        try:
            return self.clean(data) != (initial or [])
        except ValidationError:
            return True

    def clean(self, value: Any) -> list[dict[str, int]]:
        """Read the steps."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return sorted((_step(line) for line in lines), key=lambda step: -step["days_before"])


def _step(line: str) -> dict[str, int]:
    found = STEP.fullmatch(line)
    if not found or int(found["percent"]) > MOST_PERCENT:
        raise ValidationError(_("“%(line)s” cannot be read. Write for instance 28: 50."), params={"line": line})
    return {"days_before": int(found["days"]), "percent": int(found["percent"])}
