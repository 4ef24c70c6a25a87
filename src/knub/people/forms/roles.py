"""Roles given and moved, and organisations added."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knub.people.access import OF_THE_HOUSE
from knub.people.models import Organisation, Person, Role

Kind = Organisation.Kind
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
BAD_DAY = {"required": _("Choose a day."), "invalid": _("Write the day as 2026-12-31.")}


class RoleForm(forms.Form):
    """A role in an organisation from a day, which may lie ahead, and until another where that is known."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), to_field_name="slug", empty_label=None
    )
    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices)
    starts_on = forms.DateField(label=_("From"), widget=DAY, error_messages=BAD_DAY)
    ends_on = forms.DateField(label=_("Until, that day included"), widget=DAY, required=False, error_messages=BAD_DAY)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], secretariat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _organisations(self, "organisation", organisations)
        self.fields["starts_on"].initial = timezone.localdate()
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        if not secretariat:
            field.choices = [(kind, Role.Kind(kind).label) for kind in OF_THE_HOUSE]

    def clean(self) -> dict[str, Any]:
        """Refuse a role the organisation cannot give, and an end before the beginning."""
        values = super().clean() or {}
        organisation, kind = values.get("organisation"), values.get("kind")
        if organisation and kind not in kinds_in(organisation):
            self.add_error("kind", _("%(organisation)s cannot give this role.") % {"organisation": organisation})
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day lies before the first."))
        return values


def kinds_in(organisation: Organisation) -> tuple[str, ...]:
    """Return the roles that exist in an organisation: only municipalities have contact people."""
    if organisation.kind == Kind.MUNICIPALITY:
        return (*OF_THE_HOUSE, Role.Kind.SPEAKER)
    if organisation.kind == Kind.ASSOCIATION:
        return (Role.Kind.MEMBER, Role.Kind.SPEAKER, Role.Kind.SECRETARIAT)
    return (Role.Kind.MEMBER, Role.Kind.SPEAKER)


class EndForm(forms.Form):
    """The last day of a role."""

    ends_on = forms.DateField(label=_("Last day"), widget=DAY, error_messages=BAD_DAY)


class MoveForm(forms.Form):
    """Where a person moves to, from which day, and her mail there."""

    before = forms.ModelChoiceField(
        label=_("Moves from"), queryset=Organisation.objects.none(), to_field_name="slug", empty_label=None
    )
    after = forms.ModelChoiceField(
        label=_("Moves to"), queryset=Organisation.objects.none(), to_field_name="slug", empty_label=None
    )
    on = forms.DateField(label=_("First day there"), widget=DAY, error_messages=BAD_DAY)
    email = forms.EmailField(
        label=_("New work mail"),
        help_text=_("She logs in with it from now on. Leave it empty to keep the one she has."),
        required=False,
        max_length=254,
    )

    def __init__(self, *args: Any, person: Person, municipalities: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Role.on_day(timezone.localdate()).filter(person=person).values("organisation")
        _organisations(self, "before", municipalities.filter(pk__in=here))
        _organisations(self, "after", municipalities)
        self.fields["on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """Refuse a move to the same municipality."""
        values = super().clean() or {}
        if values.get("before") and values["before"] == values.get("after"):
            raise ValidationError(_("Choose another municipality to move to."), code="same")
        return values


def _organisations(form: forms.Form, name: str, found: QuerySet[Organisation]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared in the form
    field.queryset = found


class OrganisationForm(forms.ModelForm[Organisation]):
    """A state body, housing organisation, foundation or association; municipalities come from the register."""

    class Meta:
        model = Organisation
        fields = ("name", "kind", "cvr")
        labels = {"name": _("Name"), "kind": _("Kind"), "cvr": _("CVR number")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the model says so
        field.choices = [(kind, label) for kind, label in Kind.choices if kind != Kind.MUNICIPALITY]
