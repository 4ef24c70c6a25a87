"""A work mail and a code, typed to ask for access."""

import hashlib

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from knub.people.queries import written_code

ASKED_AN_HOUR = 10


class AskForm(forms.Form):
    """A work mail, and the municipality's code where one has it."""

    email = forms.EmailField(
        label=_("Work mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your work mail."),
            "invalid": _("This is not a mail address. Write name@municipality.dk."),
        },
    )
    code = forms.CharField(
        label=_("The municipality's code, if you have it"),
        help_text=_("Eight letters and digits, from your contact person."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Return the code as it is stored, however it was typed."""
        return written_code(self.cleaned_data["code"])

    def within_limit(self, address: str) -> bool:
        """Count the requests from a computer's address; too many in an hour become an error of the form."""
        key = "asks-for-access:" + hashlib.sha256(address.encode()).hexdigest()
        cache.add(key, 0, timeout=60 * 60)
        if cache.incr(key) <= ASKED_AN_HOUR:
            return True
        self.add_error(
            None, _("Many have asked for access from here within the last hour. Wait a little, or write to us.")
        )
        return False
