"""What a person writes about herself, which mails she wants, and the word that deletes."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from knub.domain.values import Text
from knub.notify.queries import digest_days
from knub.parameters.tags import tags
from knub.people import queries
from knub.people.models import MailChoice, Person

MONDAY = 0
ASK_ME = ("ask_me_1", "ask_me_2", "ask_me_3")
DETAILS = (
    "name",
    "title",
    "phone",
    "subject_areas",
    "themes",
    "in_contacts",
    "shows_email",
    "shows_phone",
    "shows_ask_me",
)


class DetailsForm(forms.ModelForm[Person]):
    """Name, title, phone, fields, and what colleagues in other municipalities may see."""

    subject_areas = forms.MultipleChoiceField(
        label=_("Subject areas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    ask_me_1 = forms.CharField(label=_("Ask me about"), max_length=60, required=False)
    ask_me_2 = forms.CharField(label=_("Ask me about, second"), max_length=60, required=False)
    ask_me_3 = forms.CharField(label=_("Ask me about, third"), max_length=60, required=False)
    in_contacts = forms.BooleanField(label=_("Show me in Contacts"), required=False)
    shows_email = forms.BooleanField(label=_("Show my work mail"), required=False)
    shows_phone = forms.BooleanField(label=_("Show my phone"), required=False)
    shows_ask_me = forms.BooleanField(label=_("Show what one may ask me about"), required=False)

    class Meta:
        model = Person
        fields = DETAILS
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, group in (("subject_areas", tags().subject_areas), ("themes", tags().themes)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
            field.choices = choices_of(group)
        for name, written in zip(ASK_ME, self.instance.ask_me_about, strict=False):
            self.initial[name] = written

    def details(self) -> dict[str, Any]:
        """Return what was written, as the action takes it."""
        values = {name: self.cleaned_data[name] for name in DETAILS}
        asked = [self.cleaned_data[name].strip() for name in ASK_ME]
        return values | {"ask_me_about": [one for one in asked if one]}


def choices_of(group: Any) -> list[tuple[str, str]]:
    """Return a group of tags as choices in the reader's language."""
    labels: dict[str, Text] = dict(group)
    return [(key, label.in_language(get_language() or "da")) for key, label in labels.items()]


class MailChoicesForm(forms.Form):
    """How often she wants each kind of mail there is."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = queries.mail_choices(person)
        for kind, label, hint, ways in settings.MAIL_KINDS:
            self.fields[kind] = forms.ChoiceField(
                label=label,
                help_text=hint,
                choices=[(often, MailChoice.Often(often).label) for often in ways],
                initial=chosen[kind],
                widget=forms.RadioSelect,
            )
        self.fields["weekday"] = forms.TypedChoiceField(
            label=_("Once a week: on which day?"), coerce=int, required=False, empty_value=str(MONDAY),
            choices=[(number, WEEKDAYS[number].capitalize()) for number in range(7)],
            initial=digest_days([person.email]).get(person.email, MONDAY),
            help_text=_("The mail comes at 8 in the morning, and only if there is something new."),
        )  # fmt: skip

    def choices(self) -> dict[str, str]:
        """Return how often she wants each kind."""
        return {kind: often for kind, often in self.cleaned_data.items() if kind != "weekday"}


class DeleteForm(forms.Form):
    """The word that shows it is meant."""

    word = forms.CharField(label=_("Write DELETE to confirm"), max_length=20, required=False)

    def clean_word(self) -> str:
        """Refuse anything but the word in the reader's language; capitals do not matter."""
        wanted = gettext("DELETE")
        if self.cleaned_data["word"].strip().casefold() != wanted.casefold():
            raise ValidationError(_("Write the word %(word)s."), params={"word": wanted}, code="word")
        return wanted
