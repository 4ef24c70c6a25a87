"""Strings from readers and the secretariat into values."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.areas.queries import ListFilter
from knub.areas.queries.rows import CRITERIA_SHOWN
from knub.domain.criteria import CriteriaVersion

REPORTS_AN_HOUR = 5
ORDERS = [
    ("navn", _("Name, A to Å")),
    ("-navn", _("Name, Å to A")),
    ("kommune", _("Municipality, A to Å")),
    ("-kommune", _("Municipality, Å to A")),
]


class ListFilterForm(forms.Form):
    """What a reader may choose on a list: never closeness to a limit, never the act's special condition."""

    kategori = forms.ChoiceField(label=_("Category"), required=False)
    kommune = forms.CharField(label=_("Municipality"), required=False, max_length=80)
    region = forms.ChoiceField(label=_("Region"), required=False)
    kriterium = forms.ChoiceField(label=_("Meets the criterion"), required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    orden = forms.ChoiceField(label=_("Sort by"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, version: CriteriaVersion, regions: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        categories = [(key, one.label.in_language(language)) for key, one in version.categories.items()]
        shown = [version.criteria[key] for key in CRITERIA_SHOWN if key in version.criteria]
        criteria = [(one.key, one.label.in_language(language)) for one in shown]
        every = [("", _("All"))]
        self.choices_of("kategori", every + categories)
        self.choices_of("kriterium", [("", _("All areas")), *criteria])
        self.choices_of("region", every + [(name, name) for name in regions])

    def choices_of(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Offer these choices in a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def chosen(self) -> ListFilter:
        """Return what was chosen; what does not exist counts as nothing chosen."""
        self.is_valid()
        values = self.cleaned_data
        return ListFilter(
            category=values.get("kategori", ""),
            municipality=values.get("kommune", ""),
            region=values.get("region", ""),
            criterion=values.get("kriterium", ""),
            text=values.get("q", ""),
            order=values.get("orden", "") or "navn",
        )


class FaultReportForm(forms.Form):
    """A report of an error; the reporter's mail is asked for but never shown."""

    text = forms.CharField(
        label=_("What is wrong, and how do you know?"),
        help_text=_("Name the figure and the list. Do not write about residents so that they can be recognised."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Write what is wrong, for instance which number and what it should be.")},
    )
    reply_to = forms.EmailField(
        label=_("Your mail, if you want an answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not a mail address. Write name@municipality.dk, or leave it empty.")},
    )

    def within_limit(self, address: str) -> bool:
        """Return whether this address may report once more this hour; else say how long to wait, the text kept."""
        key = f"fault-reports-{hashlib.sha256(address.encode()).hexdigest()[:16]}"
        cache.add(key, 0, timeout=3600)
        if cache.incr(key) <= REPORTS_AN_HOUR:
            return True
        self.add_error(None, _("You have sent several reports within an hour. Wait an hour; your text is still here."))
        return False
