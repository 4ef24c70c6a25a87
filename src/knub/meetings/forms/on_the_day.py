"""What participants type on the day. The key of a form makes what is sent twice one."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knub.meetings.models import IntendedAction
from knub.meetings.queries import Shown
from knub.ui.writing import CitizenSafeCharField

FEW_LINES = {"rows": 3}


class DayForm(forms.Form):
    """A text with a key of its own."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()}, **more)


class AskForm(DayForm):
    """A question to those who speak, with or without one's name."""

    prefix = "ask"
    text = CitizenSafeCharField(label=_("Your question"), max_length=300, widget=forms.Textarea(attrs=FEW_LINES))
    item = forms.ChoiceField(label=_("To"), required=False)
    nameless = forms.BooleanField(
        label=_("Ask without my name"), required=False,
        help_text=_("Then the question is stored without your name, so nobody can see later that it was yours."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, items: Sequence[Shown], **more: Any) -> None:
        super().__init__(data, **more)
        choices = [("", _("Everybody who speaks")), *((str(one.key), one.title) for one in items)]
        self.fields["item"].choices = choices  # type: ignore[attr-defined] # of a ChoiceField

    def item_number(self) -> int | None:
        """Return which point of the programme it is about."""
        return int(self.cleaned_data["item"]) if self.cleaned_data["item"] else None


class LineForm(DayForm):
    """A line of a group."""

    prefix = "line"
    text = CitizenSafeCharField(
        label=_("Your line"), max_length=400, widget=forms.Textarea(attrs=FEW_LINES),
        help_text=_("Everybody adds her own lines."),
    )  # fmt: skip


class IntendForm(DayForm):
    """What a group means to try, and whether the writer takes it on."""

    prefix = "intend"
    text = CitizenSafeCharField(
        label=_("We will try …"), max_length=300, widget=forms.Textarea(attrs=FEW_LINES),
        help_text=_("One thing that can be done within three months. Name no persons."),
    )  # fmt: skip
    mine = forms.BooleanField(
        label=_("I take it on for my municipality"), required=False,
        help_text=_("After six weeks and after three months we ask you what came of it."),
    )  # fmt: skip


class OutcomeForm(forms.Form):
    """What came of something that was to be tried; the button says how it stands."""

    outcome = forms.ChoiceField(choices=IntendedAction.Outcome.choices)
    came_of_it = CitizenSafeCharField(
        label=_("What came of it?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A few lines: what worked, and what did not. Members read it with the rest from the meeting."),
    )  # fmt: skip
