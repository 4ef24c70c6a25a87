"""What somebody says about her own seat, and who comes instead."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knub.meetings.models import Seat
from knub.meetings.queries import Points, to_choose


class DetailsForm(forms.ModelForm[Seat]):
    """What the organiser must know, and what others may see; asked for after the seat is given."""

    class Meta:
        model = Seat
        fields = ["diet", "needs", "question", "on_list", "photo"]
        help_texts = {
            "diet": _("The secretariat passes it on without your name. Deleted two weeks after the meeting."),
            "needs": _("For instance a place for a wheelchair, or an interpreter. Deleted in the same way."),
            "question": _("The secretariat passes it on to the speakers, without your name."),
            "on_list": _("Other participants see your name, title and municipality."),
        }
        widgets = {"question": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own
        if self.instance.mode == "online":
            del self.fields["diet"], self.fields["needs"]


class ChoiceForm(forms.Form):
    """Which points somebody takes part in."""

    items = forms.MultipleChoiceField(
        label=_("Which points?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Without a tick it is the whole meeting. A seat is a seat, also for a part of the day."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, points: Points, chosen: Sequence[int] = ()) -> None:
        super().__init__(data, initial={"items": [str(key) for key in chosen]})
        self.fields["items"].choices = to_choose(points)  # type: ignore[attr-defined] # a choice field


class NewColleagueForm(forms.Form):
    """Somebody KNUB does not know yet."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label=_("Work mail"), max_length=254)
