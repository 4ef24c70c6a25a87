"""A mail to many: what the secretary types, and whom it goes to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knub.domain.letters import fields_of
from knub.home.members import CHOICES, EVERY, MembersForm, choice_of, query_of
from knub.meetings import queries as meetings
from knub.meetings.access import get_coming_meeting
from knub.memberships.queries import members
from knub.notify import access, queries
from knub.notify.queries import Receiver
from knub.people.access import User
from knub.ui.writing import MarkdownField

FIELDS: dict[str, Any] = {
    "fornavn": gettext_lazy("First name"),
    "navn": gettext_lazy("Name"),
    "titel": gettext_lazy("Title"),
    "kommune": gettext_lazy("Municipality"),
    "pris": gettext_lazy("Price without VAT"),
}


class BulkMailForm(forms.Form):
    """Subject and text of a mail to many; a field that nobody can fill in is refused."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = MarkdownField(label=gettext_lazy("Text"), rows=14)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_subject(self) -> str:
        """Refuse fields that do not exist."""
        return self._known("subject")

    def clean_body(self) -> str:
        """Refuse fields that do not exist."""
        return self._known("body")

    def clean_seen(self) -> datetime | None:
        """Return when the draft that was read had been changed; what is no time is nothing that was read."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None

    def _known(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        unknown = [found for found in fields_of(text) if found not in FIELDS]
        if unknown:
            raise ValidationError(
                _("There is no field {%(field)s}. You can use %(fields)s."),
                params={"field": unknown[0], "fields": ", ".join(f"{{{field}}}" for field in FIELDS)},
            )
        return text


class SendForm(forms.Form):
    """The number of mails, typed, before they are sent."""

    count = forms.IntegerField(
        label=gettext_lazy("How many mails will you send?"),
        help_text=gettext_lazy("Write the number. Mails that are sent cannot be called back."),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class ReceiversForm(forms.Form):
    """Whom a draft goes to, when it was begun for others."""

    aar = forms.TypedChoiceField(label=gettext_lazy("Network year"), coerce=int)
    til = forms.ChoiceField(label=gettext_lazy("Who in the municipality"), choices=members.Addressees.choices)
    q = forms.CharField(label=gettext_lazy("Municipality has in its name"), required=False, max_length=80)
    reference = forms.ChoiceField(
        label=gettext_lazy("Reference"), required=False, choices=EVERY + members.Reference.choices
    )
    kontakt = forms.ChoiceField(
        label=gettext_lazy("Contact person"), required=False, choices=EVERY + members.Contact.choices
    )
    kommune = forms.MultipleChoiceField(
        label=gettext_lazy("Only these municipalities"),
        help_text=gettext_lazy("Tick none, and the mail goes to all members of the year that fit."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, typed: QueryDict | None, *, bulk: Any) -> None:
        choice = {name: values if name == "kommune" else values[0] for name, values in bulk.choice.items() if values}
        super().__init__(typed, initial={**choice, "seen": bulk.changed_at.isoformat()})
        for name, choices in (("aar", _years()), ("kommune", _municipalities())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices

    clean_seen = BulkMailForm.clean_seen

    def choice(self) -> dict[str, list[str]]:
        """Return whom it goes to, as a draft keeps it."""
        values = self.cleaned_data
        lists = {name: values[name] if name == "kommune" else [str(values[name])] for name in CHOICES}
        return {name: found for name, found in lists.items() if any(found)}


def _years() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in members.years()]


def _municipalities() -> list[tuple[str, str]]:
    return [(one.slug, str(one)) for one in members.every_member()]


def started_choice(user: User, query: QueryDict) -> dict[str, list[str]]:
    """Return whom a new mail goes to, with the network year written out, so that it means the same next year."""
    if "moede" in query:
        return meetings.choice_of(_meeting(user, str(query["moede"])))
    chosen = _form(query).chosen()
    return {**choice_of(query), "aar": [str(chosen.year)], "til": [members.Addressees(chosen.to).value]}


def receivers(user: User, bulk_pk: int) -> tuple[Receiver, ...]:
    """Return whom a draft is for today; a correction is for those who got the first mail."""
    bulk = access.get_bulk_mail(bulk_pk)
    if bulk.corrects is not None:
        return queries.receivers_of(bulk.corrects)
    if "moede" in bulk.choice:
        return meetings.receivers(_meeting(user, bulk.choice["moede"][0]))
    return members.receivers(_form(query_of(bulk.choice)).chosen())


def _meeting(user: User, written: str) -> Any:
    """Return the meeting of a choice such as "2126-2", or 404."""
    year, _dash, number = written.partition("-")
    if not (year.isdecimal() and number.isdecimal()):
        raise Http404
    return get_coming_meeting(user, int(year), int(number))


def _form(query: QueryDict) -> MembersForm:
    return MembersForm(query, years=members.years(), today=timezone.localdate())


def merged(bulk: Any, receiver: Receiver) -> list[tuple[str, str]]:
    """Return the fields a mail uses and what they say for a receiver."""
    return [(name, receiver.merged.get(name, "")) for name in fields_of(f"{bulk.subject}\n{bulk.body}")]


def lacking(bulk: Any, found: Iterable[Receiver]) -> list[str]:
    """Return the names of the receivers for whom a field of a mail would be empty."""
    return [one.name or one.address for one in found if any(not value for _field, value in merged(bulk, one))]


def addressed(user: User, choice: Mapping[str, list[str]], bulk: Any = None) -> str:
    """Return whom a mail is for, such as "Kontaktpersoner i alle medlemskommuner i 2026"."""
    if bulk is not None and bulk.corrects is not None:
        return _("those who got the mail that is corrected")
    if "moede" in choice:
        return _("Everybody with a seat at “%(title)s”") % {"title": _meeting(user, choice["moede"][0]).title}
    year, chosen = choice.get("aar", [""])[0], choice.get("kommune", [])
    words = {"who": members.Addressees(choice.get("til", [members.Addressees.CONTACTS])[0]).label, "year": year}
    if chosen:
        return ngettext(
            "%(who)s in %(n)d chosen member municipality, %(year)s",
            "%(who)s in %(n)d chosen member municipalities, %(year)s",
            len(chosen),
        ) % {**words, "n": len(chosen)}
    if any(choice.get(name) for name in ("q", "reference", "kontakt")):
        return _("%(who)s in the member municipalities of the filter, %(year)s") % words
    return _("%(who)s in all member municipalities, %(year)s") % words
