"""Addresses pasted to invite, and what somebody who accepts says of herself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knub.domain.addresses import Address, BadAddress, read_addresses
from knub.people.models import Role

MOST_AT_ONCE = 200
ORDER = [Role.Kind.MEMBER, Role.Kind.COORDINATOR, Role.Kind.MANAGER, Role.Kind.FINANCE]


class InviteForm(forms.Form):
    """Who is invited, as what, and why."""

    addresses = forms.CharField(
        label=_("Work mails"),
        help_text=_(
            "One or many, pasted from a mail or a spreadsheet: “Name &lt;mail&gt;” or “mail;name”, one a line."
        ),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"required": _("Write at least one work mail.")},
    )
    role = forms.ChoiceField(
        label=_("Invited as"),
        choices=[(kind, Role.Kind(kind).label) for kind in ORDER],
        initial=Role.Kind.MEMBER,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why you invite them"),
        help_text=_(
            "One sentence that stands in the mail, such as “You work with letting, which the December meeting is on”."
        ),
        max_length=200,
        error_messages={"required": _("Write in one sentence why: it stands in the mail.")},
    )

    good: tuple[Address, ...] = ()
    bad: tuple[BadAddress, ...] = ()

    def clean_addresses(self) -> str:
        """Read the addresses; each one that is none is named with its line."""
        pasted: str = self.cleaned_data["addresses"]
        self.good, self.bad = read_addresses(pasted)
        if self.bad:
            raise ValidationError([_on_line(one) for one in self.bad])
        if not self.good:
            raise ValidationError(_("There is no mail address here. Write name@municipality.dk."), code="none")
        if len(self.good) > MOST_AT_ONCE:
            raise ValidationError(
                _("Invite at most %(most)s at a time; here are %(count)s."),
                params={"most": MOST_AT_ONCE, "count": len(self.good)},
                code="many",
            )
        return pasted


def _on_line(bad: BadAddress) -> str:
    return gettext("Line %(line)s: “%(text)s” is not a mail address.") % {"line": bad.line, "text": bad.text[:80]}


class AcceptForm(forms.Form):
    """What others shall call her."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name: colleagues in other municipalities see it.")},
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class WhyForm(forms.Form):
    """A sentence to whoever is told of a decision."""

    why = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def sentence(self) -> str:
        """Return what was written, or nothing."""
        values: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return str(values.get("why", ""))
