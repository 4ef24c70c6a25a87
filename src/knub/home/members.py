"""What the secretary chooses in the table of members, and whom a mail goes to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from knub.memberships.queries.members import Addressees, Contact, MemberFilter, Reference

EVERY = [("", _("All"))]
CHOICES = ("aar", "q", "reference", "kontakt", "kommune", "til")


class MembersForm(forms.Form):
    """Filter of the members, kept in the address; what does not exist counts as nothing chosen."""

    aar = forms.IntegerField(label=_("Network year"), required=False, widget=forms.Select())
    q = forms.CharField(label=_("Municipality"), required=False, max_length=80)
    reference = forms.ChoiceField(label=_("Reference"), required=False, choices=EVERY + Reference.choices)
    kontakt = forms.ChoiceField(label=_("Contact person"), required=False, choices=EVERY + Contact.choices)
    orden = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput())

    def __init__(self, query: QueryDict, *, years: list[int], today: date) -> None:
        super().__init__(query)
        self.query, self.years, self.today = query, years, today
        self.fields["aar"].widget.choices = [(year, str(year)) for year in years]

    def chosen(self) -> MemberFilter:
        """Return what was chosen."""
        self.is_valid()
        values, query = self.cleaned_data, self.query
        return MemberFilter(
            year=values.get("aar") or this_or_newest(self.years, self.today),
            text=values.get("q", "").strip(),
            reference=values.get("reference", ""),
            contact=values.get("kontakt", ""),
            municipalities=frozenset(query.getlist("kommune")),
            to=query.get("til", Addressees.CONTACTS),
            order=values.get("orden") or "kommune",
        )


def this_or_newest(years: list[int], today: date) -> int:
    """Return this year if there is a season of it, else the newest before, else the first there is."""
    past = [year for year in years if year <= today.year]
    return past[0] if past else years[-1] if years else today.year


def choice_of(query: QueryDict) -> dict[str, list[str]]:
    """Return what an address says about whom a mail goes to, with nothing empty in it."""
    return {name: values for name, values in query.lists() if name in CHOICES and any(values)}


def query_of(choice: Mapping[str, Any]) -> QueryDict:
    """Return a choice as it stands in an address."""
    query = QueryDict(mutable=True)
    for name in CHOICES:
        if name in choice:
            query.setlist(name, choice[name])
    return query
