"""Who comes to the next meetings: one form for all of them, right after joining."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from knub.domain.seats import modes_of
from knub.meetings.actions import Wish
from knub.meetings.models import Meeting
from knub.people.models import Organisation, Person

MOST = 50


class NextMeetingsForm(forms.Form):
    """For each meeting whether one comes oneself, and how many seats to keep for colleagues named later."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, meetings: Sequence[Meeting], taken: frozenset[int]
    ) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
        self.meetings, self.taken = meetings, taken
        for meeting in meetings:
            self.fields[f"me_{meeting.pk}"] = forms.BooleanField(label=_("I am coming"), required=False)
            self.fields[f"seats_{meeting.pk}"] = forms.IntegerField(
                label=_("Seats for colleagues, named later"), min_value=0, max_value=MOST, required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input-width-xs"}),
            )  # fmt: skip
            self.fields[f"me_{meeting.pk}"].disabled = meeting.pk in taken

    @property
    def rows(self) -> list[tuple[Meeting, bool, forms.BoundField, forms.BoundField]]:
        """Each meeting, whether one is signed up already, and its two fields."""
        return [
            (meeting, meeting.pk in self.taken, self[f"me_{meeting.pk}"], self[f"seats_{meeting.pk}"])
            for meeting in self.meetings
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse an answer that asks for nothing."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(value for name, value in found.items() if name != "key"):
            raise forms.ValidationError(_("Tick where you come, or write how many seats you need."))
        return found

    def wishes(self, municipality: Organisation, user: Person) -> list[tuple[Meeting, Wish]]:
        """Return what was asked for, meeting by meeting; the same form sent twice asks for the same."""
        found = []
        for meeting in self.meetings:
            comes, seats = self.cleaned_data[f"me_{meeting.pk}"], self.cleaned_data[f"seats_{meeting.pk}"] or 0
            if comes or seats:
                mode, key = modes_of(meeting.format)[0], uuid.uuid5(self.cleaned_data["key"], str(meeting.pk))
                found.append((meeting, Wish(mode, municipality, [user] if comes else [], unnamed=seats, key=key)))
        return found
