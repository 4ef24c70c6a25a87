"""Everything this room holds about a person, for the export of her own data."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from knub.people.models import AccessRequest, Invitation, Person

HERS = (
    "name", "title", "email", "phone", "subject_areas", "themes", "ask_me_about", "in_contacts", "shows_email",
    "shows_phone", "shows_ask_me", "language", "is_active", "created_at", "last_login",
)  # fmt: skip


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return, table by table, what is held about a person; secrets are left out, since they let in. Nine queries."""
    mine = Q(person=person) | Q(email__iexact=person.email)
    return {
        "people.person": _rows(Person.objects.filter(pk=person.pk), *HERS),
        "people.role": _rows(person.roles.all(), "organisation__name", "kind", "starts_on", "ends_on"),
        "people.invitation": _rows(
            Invitation.objects.filter(mine | Q(invited_by=person)),
            "organisation__name", "email", "name", "role", "why", "invited_at", "accepted_at", "declined_at",
        ),
        "people.accessrequest": _rows(
            AccessRequest.objects.filter(Q(email__iexact=person.email) | Q(decided_by=person)),
            "organisation__name", "email", "name", "title", "way", "asked_at", "decided_at", "granted",
        ),
        "people.mailchoice": _rows(person.mail_choices.all(), "kind", "often"),
        "people.token": _rows(person.tokens.all(), "kind", "about", "made_at", "expires_at", "ended_at"),
        "people.stillhere": _rows(person.looked_through.all(), "organisation__name", "half", "answered_at"),
        "account.emailaddress": _rows(EmailAddress.objects.filter(user=person), "email", "verified"),
        "mfa.authenticator": _rows(Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at"),
    }  # fmt: skip


def _rows(found: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return list(found.values(*columns))
