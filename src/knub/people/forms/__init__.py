"""Strings from people into values."""

from knub.people.forms.asking import AskForm
from knub.people.forms.inviting import AcceptForm, InviteForm, WhyForm
from knub.people.forms.login import LoginCodeForm
from knub.people.forms.own import DeleteForm, DetailsForm, MailChoicesForm
from knub.people.forms.roles import EndForm, MoveForm, OrganisationForm, RoleForm

__all__ = [
    "AcceptForm",
    "AskForm",
    "DeleteForm",
    "DetailsForm",
    "EndForm",
    "InviteForm",
    "LoginCodeForm",
    "MailChoicesForm",
    "MoveForm",
    "OrganisationForm",
    "RoleForm",
    "WhyForm",
]
