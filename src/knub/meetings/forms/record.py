"""What is written of a meeting afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knub.meetings.models import Record, TalkCard
from knub.ui.editing import EditingForm
from knub.ui.writing import CitizenSafeCharField, MarkdownField

CARD = ("claim", "numbers", "source")


class RecordForm(EditingForm):
    """The secretariat's own words."""

    text = MarkdownField(
        label=_("The most important in a few lines"), max_length=4000, required=False,
        help_text=_("The rest is drawn from what is known. Name no persons: the summary for managers shows this."),
    )  # fmt: skip

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, initial={"text": record.text}, version=str(record.revision), **kwargs)


class CardForm(EditingForm):
    """What a talk said, its numbers and where they are from."""

    claim = CitizenSafeCharField(
        label=_("What did the talk say?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences."),
    )  # fmt: skip
    numbers = CitizenSafeCharField(
        label=_("The most important numbers"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    source = CitizenSafeCharField(label=_("Source of the numbers"), max_length=300, required=False)

    def __init__(self, *args: Any, card: TalkCard, **kwargs: Any) -> None:
        known = {name: getattr(card, name) for name in CARD}
        super().__init__(*args, initial=known, version=str(card.revision), **kwargs)

    def clean(self) -> None:
        """Ask where numbers are from."""
        if self.cleaned_data.get("numbers") and not self.cleaned_data.get("source"):
            self.add_error("source", _("Write where the numbers are from."))

    def values(self) -> dict[str, str]:
        """Return what the action takes."""
        return {name: self.cleaned_data[name] for name in CARD}
