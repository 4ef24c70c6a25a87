"""The one form with which somebody signs herself and colleagues up."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knub.domain.seats import Mode, modes_of
from knub.meetings.access import colleagues_of
from knub.meetings.actions import Full, Wish
from knub.meetings.models import Meeting, ModeChoice
from knub.meetings.queries import Points, to_choose
from knub.people.models import Organisation, Person

NEW_ROWS = 3
MOST_UNNAMED = 50
SOME, ALL, OTHER = "some", "all", "other"
INSTEAD = {
    "online": gettext_lazy("Take part online instead: there is room for everybody"),
    "physical": gettext_lazy("Come to the meeting in the room instead: there is a seat for everybody"),
}


def chosen_keys(form: forms.Form) -> list[int]:
    """Return the points a form chooses; none where all are chosen, which is the whole meeting."""
    field, chosen = form.fields["items"], form.cleaned_data["items"]
    return [] if len(chosen) == len(field.choices) else [int(key) for key in chosen]  # type: ignore[attr-defined]


class SignUpForm(forms.Form):
    """Who comes: oneself and known colleagues by a tick, new ones by name and mail, and seats without a name yet."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(label=gettext_lazy("How do you take part?"), widget=forms.RadioSelect)
    shortage = forms.ChoiceField(
        label=gettext_lazy("What if not everybody can have a seat?"), widget=forms.RadioSelect, required=False
    )
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Which points?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("Without a tick it is the whole meeting. A seat is a seat, also for a part of the day."),
    )  # fmt: skip
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who is coming?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    unnamed = forms.IntegerField(
        label=gettext_lazy("Seats without a name"),
        help_text=gettext_lazy("If you do not know yet who is coming. You choose names later."),
        min_value=0,
        max_value=MOST_UNNAMED,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input-width-xs"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        meeting: Meeting,
        user: Person,
        municipality: Organisation,
        taken: Sequence[int] = (),
        points: Points = (),
    ) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
        self.typed = data or QueryDict()
        self.meeting, self.user, self.municipality = meeting, user, municipality
        self._add_new_rows()
        self.full: Full | None = None
        self.known = list(colleagues_of(municipality, self._typed_mails()).only("name", "email", "is_active"))
        here = [person for person in self.known if person.pk not in taken and person.is_active]
        mine = [(str(one.pk), _("Me: %(name)s") % {"name": one.name}) for one in here if one.pk == user.pk]
        others = [(str(one.pk), one.name) for one in here if one.pk != user.pk]
        self._choices("people", [*mine, *others])
        self.initial["people"] = [value for value, _label in mine]
        self._choices("items", to_choose(points))
        self._set_modes()
        self.fields["shortage"].widget = forms.HiddenInput()

    def _add_new_rows(self) -> None:
        for number in range(1, NEW_ROWS + 1):
            name = forms.CharField(label=_("Name"), max_length=120, required=False)
            mail = forms.EmailField(label=_("Work mail"), max_length=254, required=False)
            self.fields[f"name_{number}"], self.fields[f"mail_{number}"] = name, mail

    def _typed_mails(self) -> list[str]:
        typed = (self.data.get(f"mail_{number}", "") for number in range(1, NEW_ROWS + 1))
        return [mail.strip().casefold() for mail in typed if mail.strip()]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field

    def _set_modes(self) -> None:
        modes = modes_of(self.meeting.format)
        self._choices("mode", [(mode, str(ModeChoice(mode).label)) for mode in modes])
        self._choices("shortage", [(SOME, ""), (ALL, ""), (OTHER, "")])
        if len(modes) == 1:
            self.fields["mode"].widget, self.fields["mode"].required = forms.HiddenInput(), False
            self.initial["mode"] = modes[0]

    @property
    def new_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows for colleagues who are not on the list."""
        return [(self[f"name_{number}"], self[f"mail_{number}"]) for number in range(1, NEW_ROWS + 1)]

    @property
    def has_new(self) -> bool:
        """Whether something was typed for a colleague who is not on the list."""
        return self.is_bound and any(name.data or mail.data for name, mail in self.new_rows)

    @property
    def can_choose(self) -> bool:
        """Whether there is a programme of which one can choose a part."""
        return len(self.fields["items"].choices) > 1  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """Refuse a row with only a name or only a mail, a closed access, and nobody at all."""
        found: dict[str, Any] = super().clean() or {}
        closed = {person.email.casefold() for person in self.known if not person.is_active}
        for number in range(1, NEW_ROWS + 1):
            name, mail = found.get(f"name_{number}"), found.get(f"mail_{number}")
            if name and not mail and f"mail_{number}" not in self.errors:
                self.add_error(f"mail_{number}", _("Write the work mail of %(name)s.") % {"name": name})
            if mail and not name:
                self.add_error(f"name_{number}", _("Write the name of whoever has this mail."))
            if mail and mail.casefold() in closed:
                self.add_error(f"mail_{number}", _("This person's access has been closed. Ask the secretariat."))
        if not self.errors and not (found.get("people") or found.get("unnamed") or self._new(found)):
            self.add_error("people", _("Tick who is coming, or write how many seats you need."))
        return found

    @staticmethod
    def _new(found: dict[str, Any]) -> list[tuple[str, str]]:
        rows = ((found.get(f"name_{number}"), found.get(f"mail_{number}")) for number in range(1, NEW_ROWS + 1))
        return [(name, mail) for name, mail in rows if name and mail]

    def wish(self) -> Wish:
        """Return what was asked for."""
        found = self.cleaned_data
        by_mail = {person.email.casefold(): person for person in self.known}
        new = self._new(found)
        ticked = [person for person in self.known if str(person.pk) in found["people"]]
        typed = [by_mail[mail.casefold()] for _name, mail in new if mail.casefold() in by_mail]
        people = list({person.pk: person for person in [*ticked, *typed]}.values())
        unknown = [(name, mail) for name, mail in new if mail.casefold() not in by_mail]
        unnamed = found.get("unnamed") or 0
        wanted = len(people) + len(unknown) + unnamed
        return Wish(
            mode=self._mode(),
            municipality=self.municipality,
            people=people,
            new=unknown,
            unnamed=unnamed,
            least={SOME: 1, ALL: wanted}.get(found.get("shortage") or ""),
            key=found["key"],
            items=chosen_keys(self),
        )

    def _mode(self) -> Mode:
        """Return the way of taking part that was chosen; where it was full, the other one if that was taken instead."""
        found = self.cleaned_data
        is_online = (found.get("mode") or self.initial.get("mode")) == "online"
        if found.get("shortage") == OTHER and len(modes_of(self.meeting.format)) > 1:
            is_online = not is_online
        return "online" if is_online else "physical"

    def ask(self, full: Full) -> None:
        """Ask what is to happen now that not everybody can have a seat; nothing has been saved."""
        self.full = full
        fits, wanted = full.answer.fits, full.answer.entry.wanted
        choices = [(ALL, _("Put us on the waiting list together, until there is room for everybody"))]
        if wanted == 1:
            choices = [(SOME, _("Put me on the waiting list"))]
        else:
            some = ngettext(
                "Take the %(count)s seat there is, and put the rest on the waiting list",
                "Take the %(count)s seats there are, and put the rest on the waiting list",
                fits,
            ) % {"count": fits}
            as_they_come = _("Put us on the waiting list, and take the seats as they come")
            choices.insert(0, (SOME, some if fits else as_they_come))
        if full.other:
            choices.append((OTHER, str(INSTEAD[full.other])))
        self.fields["shortage"].widget = forms.RadioSelect()
        self._choices("shortage", choices)
        typed = self.typed.copy()
        typed["shortage"], typed["mode"] = choices[0][0], full.answer.entry.mode
        self.data = typed
