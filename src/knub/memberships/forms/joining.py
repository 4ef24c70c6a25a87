"""The steps of joining: one small form each."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knub.domain.addresses import Address, read_addresses
from knub.memberships.models import Season
from knub.people.models import Organisation

MOST_PASTED = 20_000
ME, OTHER = "me", "other"


class MunicipalityForm(forms.Form):
    """Which municipality joins which network year."""

    kommune = forms.ChoiceField(
        label=_("Your municipality"), error_messages={"required": _("Choose your municipality.")}
    )
    aar = forms.ChoiceField(
        label=_("Network year"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the network year."), "invalid_choice": _("Choose the network year.")},
    )

    def __init__(
        self, *args: Any, municipalities: Iterable[Organisation], seasons: Iterable[Season], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.taken: Callable[[str, str], bool] = lambda _slug, _year: False
        places = [("", _("Choose")), *((one.slug, one.name) for one in municipalities)]
        years = [(str(season.year), season.name) for season in seasons]
        self.fields["kommune"].choices = places  # type: ignore[attr-defined] # a ChoiceField, declared above
        self.fields["aar"].choices = years  # type: ignore[attr-defined]
        if years:
            self.fields["aar"].initial = years[0][0]

    def clean(self) -> dict[str, Any]:
        """Say at once when the municipality is in already."""
        values = super().clean() or {}
        if {"kommune", "aar"} <= values.keys() and self.taken(values["kommune"], values["aar"]):
            self.add_error("kommune", _("The municipality is a member of this network year already."))
        return values


class ContactForm(forms.Form):
    """Who answers for the municipality in the network."""

    who = forms.ChoiceField(
        label=_("Who is your contact person?"),
        help_text=_(
            "The contact person invites colleagues, signs up for meetings and gets mails about the membership."
        ),
        widget=forms.RadioSelect,
        choices=[(ME, _("I am")), (OTHER, _("A colleague"))],
        error_messages={"required": _("Choose whether it is you or a colleague.")},
    )
    name = forms.CharField(label=_("The colleague's name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("The colleague's work mail"),
        required=False,
        error_messages={"invalid": _("This is not a mail address. Write name@municipality.dk.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for name and mail of a colleague."""
        values = super().clean() or {}
        if values.get("who") == OTHER:
            if not values.get("name"):
                self.add_error("name", _("Write the name of the colleague."))
            if not values.get("email") and "email" not in self.errors:
                self.add_error("email", _("Write the work mail of the colleague."))
        return values


class ColleaguesForm(forms.Form):
    """Whom to invite; nobody is fine."""

    colleagues = forms.CharField(
        label=_("Mail addresses of colleagues"),
        help_text=_("One on each line, or pasted from a mail. Leave it empty to invite them later."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        max_length=MOST_PASTED,
        required=False,
    )
    addresses: tuple[Address, ...] = ()

    def clean_colleagues(self) -> str:
        """Name every line that is no address."""
        text: str = self.cleaned_data["colleagues"]
        self.addresses, bad = read_addresses(text)
        if bad:
            lines = [_("line %(line)s, “%(text)s”") % {"line": one.line, "text": one.text} for one in bad]
            raise ValidationError(
                _("These are not mail addresses: %(lines)s. Correct or delete them."),
                params={"lines": "; ".join(map(str, lines))},
            )
        return text


class ApproverForm(forms.Form):
    """The manager who approves."""

    name = forms.CharField(
        label=_("The manager's name"),
        max_length=120,
        error_messages={"required": _("Write the name of the manager who approves.")},
    )
    email = forms.EmailField(
        label=_("The manager's work mail"),
        help_text=_("The manager gets a copy and can object within 14 days, without logging in."),
        error_messages={
            "required": _("Write the work mail of the manager."),
            "invalid": _("This is not a mail address. Write name@municipality.dk."),
        },
    )


class SummaryForm(forms.Form):
    """What binds."""

    accept = forms.BooleanField(
        label=_("I may sign the municipality up, and the terms are accepted"),
        error_messages={"required": _("Confirm that you may sign the municipality up.")},
    )
    reason = forms.CharField(
        label=_("Why does the secretariat sign up for the municipality?"),
        max_length=300,
        required=False,
        error_messages={"required": _("Write why, for instance who asked for it and when.")},
    )

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if on_behalf:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
