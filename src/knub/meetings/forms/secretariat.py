"""What the secretariat writes when it acts for others, and what a member writes after the deadline."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.domain.seats import modes_of
from knub.meetings.actions import Wish
from knub.meetings.models import LateRequest, Meeting, ModeChoice, SignUp
from knub.people.models import Organisation

MOST = 50
LONGEST_NAME = 120
NOT_PARTICIPANTS = [choice for choice in SignUp.Kind.choices if choice[0] != SignUp.Kind.PARTICIPANT]
SMALL = forms.NumberInput(attrs={"inputmode": "numeric", "class": "input-width-xs"})


def modes(meeting: Meeting) -> list[tuple[str, str]]:
    """Return the ways to take part in a meeting, as value and label."""
    return [(mode, str(ModeChoice(mode).label)) for mode in modes_of(meeting.format)]


class ReasonForm(forms.Form):
    """Why the secretariat does something for somebody; it stands in the history."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=200,
        help_text=gettext_lazy("Stands in the history, which the municipality can read. Write nothing private."),
    )  # fmt: skip


class LeastForm(forms.Form):
    """The fewest seats an entry of the waiting list accepts."""

    least = forms.IntegerField(label=gettext_lazy("Accept at least"), min_value=1, widget=SMALL)

    def __init__(self, *args: Any, wanted: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["least"] = forms.IntegerField(
            label=gettext_lazy("Accept at least"), min_value=1, max_value=wanted, widget=SMALL,
            help_text=_("You wait for %(count)s.") % {"count": wanted},
        )  # fmt: skip


class OthersForm(forms.Form):
    """Seats for guests, speakers and staff: by name or number, in room and kitchen, not among a municipality's own."""

    kind = forms.ChoiceField(label=gettext_lazy("For whom?"), choices=NOT_PARTICIPANTS, widget=forms.RadioSelect)
    names = forms.CharField(
        label=gettext_lazy("Names"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One on each line. They need no account and get no mail from KNUB."),
    )  # fmt: skip
    unnamed = forms.IntegerField(
        label=gettext_lazy("Seats without a name"), min_value=0, max_value=MOST, required=False, widget=SMALL
    )
    municipality = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("From a municipality"), required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("It need not be a member: a guest's seat is yours to give."),
    )  # fmt: skip
    mode = forms.ChoiceField(label=gettext_lazy("How do they take part?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY)
        self.fields["municipality"].queryset = every  # type: ignore[attr-defined] # a model choice field
        self.fields["mode"].choices = modes(meeting)  # type: ignore[attr-defined] # a choice field
        self.initial.setdefault("mode", modes(meeting)[0][0])

    def clean_names(self) -> list[str]:
        """Return one name a line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        if long := next((line for line in lines if len(line) > LONGEST_NAME), ""):
            words = {"most": LONGEST_NAME, "name": long}
            raise forms.ValidationError(_("A name has at most %(most)s characters: %(name)s") % words)
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        """Refuse nobody at all."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not (found["names"] or found["unnamed"]):
            self.add_error("names", _("Write names, or how many seats without a name."))
        return found

    def wish(self) -> Wish:
        """Return what was asked for."""
        found = self.cleaned_data
        return Wish(
            mode="online" if found["mode"] == "online" else "physical",
            municipality=found["municipality"],
            names=found["names"],
            unnamed=found["unnamed"] or 0,
            kind=found["kind"],
        )


class LateRequestForm(forms.ModelForm[LateRequest]):
    """Ask for seats after the deadline."""

    seats = forms.IntegerField(
        label=gettext_lazy("How many seats?"), min_value=1, max_value=MOST, initial=1, widget=SMALL
    )

    class Meta:
        model = LateRequest
        fields = ["seats", "comes_herself", "mode", "text"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"] = forms.ChoiceField(
            label=gettext_lazy("How do you take part?"), widget=forms.RadioSelect, choices=modes(meeting)
        )
        self.initial["mode"] = modes(meeting)[0][0]


class RefusalForm(forms.Form):
    """What is written to somebody who gets no seat."""

    answer = forms.CharField(
        label=gettext_lazy("What do you write?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DoorNameForm(forms.Form):
    """The name of somebody who comes to a seat without one."""

    name = forms.CharField(max_length=LONGEST_NAME, error_messages={"required": gettext_lazy("Write a name.")})
