"""How discussion groups are wished for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.meetings.actions import Wishes
from knub.meetings.models import Seat, SignUp

DIFFERENT, ALIKE = "different", "alike"
SMALLEST, LARGEST = 2, 20


class GroupsForm(forms.Form):
    """Size, whether people who are alike sit together, whether room and screen mix, and who can lead."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    size = forms.IntegerField(
        label=gettext_lazy("People in a group"), min_value=SMALLEST, max_value=LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input-width-xs"}),
        help_text=gettext_lazy("Sizes differ by at most one, and nobody sits alone."),
    )  # fmt: skip
    together = forms.ChoiceField(
        label=gettext_lazy("Who sits together?"), widget=forms.RadioSelect,
        choices=[
            (DIFFERENT, gettext_lazy("People of different subject areas, from municipalities they have not met")),
            (ALIKE, gettext_lazy("People with the same themes and subject areas, from places of about the same size")),
        ],
    )  # fmt: skip
    mixes = forms.BooleanField(label=gettext_lazy("People in the room and online may sit together"), required=False)
    leaders = forms.MultipleChoiceField(
        label=gettext_lazy("Who can lead a group, besides speakers and staff?"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [seat for seat in seats if seat.person and seat.sign_up.kind == SignUp.Kind.PARTICIPANT]
        choices = [(str(seat.pk), f"{seat.person}, {seat.sign_up.municipality or _('no municipality')}")
                   for seat in others]  # fmt: skip
        self.fields["leaders"].choices = sorted(choices, key=lambda one: one[1])  # type: ignore[attr-defined]
        if not others:
            del self.fields["leaders"]
        if len({seat.mode for seat in seats}) < SMALLEST:
            del self.fields["mixes"]

    def wishes(self) -> Wishes:
        """Return what was wished for."""
        found = self.cleaned_data
        return Wishes(
            size=found["size"],
            match=found["together"] == ALIKE,
            mixes=bool(found.get("mixes")),
            leaders=frozenset(map(int, found.get("leaders", []))),
        )
