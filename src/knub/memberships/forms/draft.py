"""What has been typed of a sign-up so far. It lies in the session: errors, going back and login leave it as it is."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from knub.memberships import access, queries
from knub.memberships.actions import Approver, Contact
from knub.memberships.forms.billing import InvoiceForm
from knub.memberships.forms.joining import ME, ApproverForm, ColleaguesForm, ContactForm, MunicipalityForm
from knub.memberships.models import Season
from knub.people.access import User, visible_municipalities
from knub.people.models import Organisation, Person

KEPT_AS = "joining"
STEPS = (
    ("kommune", _("Municipality")),
    ("kontaktperson", _("Contact person")),
    ("kolleger", _("Colleagues")),
    ("faktura", _("Invoice")),
    ("leder", _("Manager")),
)


class Draft:
    """The steps of one sign-up, as far as they have been typed."""

    def __init__(self, session: SessionBase, user: User, *, today: date) -> None:
        self.session, self.user, self.today = session, user, today

    @property
    def typed(self) -> dict[str, dict[str, str]]:
        """What was typed, by step."""
        found: dict[str, dict[str, str]] = self.session.get(KEPT_AS, {})
        return found

    def keep(self, step: str, data: QueryDict) -> None:
        """Keep what was typed in a step, right or wrong."""
        values = {name: str(data[name]) for name in data if name != "csrfmiddlewaretoken"}
        self.session[KEPT_AS] = self.typed | {step: values}
        self.__dict__.pop("chosen", None)

    def forget(self) -> None:
        """Forget all of it, when it has been done."""
        self.session.pop(KEPT_AS, None)

    @cached_property
    def chosen(self) -> tuple[Organisation | None, Season | None]:
        """The municipality and the network year of the first step; one query each."""
        typed = self.typed.get("kommune", {})
        municipality = visible_municipalities(self.user).filter(slug=typed.get("kommune", "")).first()
        seasons = {str(one.year): one for one in queries.open_seasons(self.today)}
        return municipality, seasons.get(typed.get("aar", ""))

    @property
    def municipality(self) -> Organisation | None:
        """The municipality that was chosen."""
        return self.chosen[0]

    @property
    def season(self) -> Season | None:
        """The network year that was chosen."""
        return self.chosen[1]

    @property
    def settled(self) -> tuple[Season, Organisation]:
        """The network year and the municipality, once the first step is finished."""
        municipality, season = self.chosen
        if municipality is None or season is None:
            raise Http404
        return season, municipality

    @cached_property
    def may_see(self) -> bool:
        """Whether the user may see what the chosen municipality has stored."""
        return self.municipality is not None and access.may_join(self.user, self.municipality)

    def form(self, step: str) -> forms.Form:
        """Return the form of a step, with what was typed in it."""
        return getattr(self, f"_{step}")(self.typed.get(step))  # type: ignore[no-any-return]

    def form_to_answer(self, step: str) -> forms.Form:
        """Return the form of the step one stands at: it also says when the municipality is in already.

        Later steps do not ask again, so that whoever comes second is told at the end who was first.
        """
        form = self.form(step)
        if isinstance(form, MunicipalityForm):
            form.taken = queries.is_taken
        return form

    def unfinished(self, until: str | None = None) -> str | None:
        """Return the first step before another that is missing or wrong; None where all is well."""
        for step, _label in STEPS:
            if step == until:
                return None
            if step not in self.typed or not self.form(step).is_valid():
                return step
        return None

    def _kommune(self, typed: Any) -> forms.Form:
        return MunicipalityForm(
            typed, municipalities=visible_municipalities(self.user), seasons=queries.open_seasons(self.today)
        )

    def _kontaktperson(self, typed: Any) -> forms.Form:
        return ContactForm(typed)

    def _kolleger(self, typed: Any) -> forms.Form:
        return ColleaguesForm(typed)

    def _faktura(self, typed: Any) -> forms.Form:
        municipality = self.municipality
        initial = {"cvr": municipality.cvr} if municipality else {}
        if municipality is None or not self.may_see:
            return InvoiceForm(typed, municipality=municipality, profiles=(), initial=initial)
        own = queries.panel(municipality, on=self.today).profiles
        person = self.user if isinstance(self.user, Person) else None
        initial |= queries.remembered(municipality, person)
        return InvoiceForm(typed, municipality=municipality, profiles=own, initial=initial)

    def _leder(self, typed: Any) -> forms.Form:
        return ApproverForm(typed)

    def values(self, step: str) -> Any:
        """Return the form of a step that is finished, with its values read."""
        form = self.form(step)
        form.is_valid()
        return form

    @property
    def approver(self) -> Approver:
        """The manager who approves."""
        values = self.values("leder").cleaned_data
        return Approver(values["name"], values["email"])

    @property
    def contact(self) -> Contact | None:
        """A colleague who is to be contact person; None is the user herself."""
        values = self.values("kontaktperson").cleaned_data
        return None if values["who"] == ME else Contact(values["name"], values["email"])
