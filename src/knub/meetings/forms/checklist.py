"""Something to be done for a meeting, so long before or after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WEEK = 7
UNITS = {
    "weeks_before": (-WEEK, _("weeks before the meeting")),
    "days_before": (-1, _("days before the meeting")),
    "days_after": (1, _("days after the meeting")),
    "weeks_after": (WEEK, _("weeks after the meeting")),
}


class TaskForm(forms.Form):
    """What, and how long before or after the meeting."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    amount = forms.IntegerField(
        label=_("How many"), min_value=0, max_value=104,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input-width-xs"}),
    )  # fmt: skip
    unit = forms.ChoiceField(
        label=_("Days or weeks"), choices=[(key, label) for key, (_days, label) in UNITS.items()],
        initial="weeks_before",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, title: str = "", days: int | None = None) -> None:
        super().__init__(data, initial={"title": title, **in_words(days)} if days is not None else {})

    def values(self) -> dict[str, Any]:
        """Return what the action takes: the title, and the days from the meeting."""
        found = self.cleaned_data
        return {"title": found["title"], "days": found["amount"] * UNITS[found["unit"]][0]}


def in_words(days: int) -> dict[str, Any]:
    """Return how many days or weeks before or after it is, as the form asks.

    >>> in_words(-56), in_words(3)
    ({'amount': 8, 'unit': 'weeks_before'}, {'amount': 3, 'unit': 'days_after'})
    """
    side = "before" if days < 0 else "after"
    weeks, rest = divmod(abs(days), WEEK)
    return {"amount": weeks, "unit": f"weeks_{side}"} if weeks and not rest else {
        "amount": abs(days), "unit": f"days_{side}",
    }  # fmt: skip
