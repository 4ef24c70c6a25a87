"""What a person changes about herself, and her deletion."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import forget_label, forget_person, record
from knub.files import actions as files
from knub.notify import actions as notify
from knub.people import queries
from knub.people.actions.roles import end_access
from knub.people.models import AccessRequest, Invitation, MailChoice, Organisation, Person, Role
from knub.people.signals import person_deleted

FORMER = "en tidligere bruger"  # as it is stored in the place of a name; the history says it in the reader's language


@transaction.atomic
def change_details(person: Person, *, by: Person, **details: Any) -> None:
    """Change what stands about a person; which fields changed is written down, never what they held."""
    changed = [name for name, value in details.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, details[name])
    if changed:
        person.save(update_fields=changed)
        record("person_changed", person, by=by, fields=changed)


@transaction.atomic
def choose_mails(person: Person, choices: Mapping[str, str], *, by: Person) -> None:
    """Keep how often a person wants each kind of mail."""
    for kind, often in choices.items():
        MailChoice.objects.update_or_create(person=person, kind=kind, defaults={"often": often})
    record("mail_choices_changed", person, by=by)


@transaction.atomic
def delete_person(person: Person, *, by: Person | None) -> None:
    """Delete a person; what was done and bought stays, without her name.

    Refused while a municipality would be left without a contact person. Two contact people who delete themselves at
    the same moment wait for each other at the municipality's row.
    """
    coordinated = Role.objects.filter(person=person, kind=Role.Kind.COORDINATOR).values("organisation")
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=coordinated).order_by("pk"))
    alone = list(queries.is_only_contact_person(person, on=timezone.localdate()))
    if alone:
        raise ValidationError(
            _("You are the only contact person of %(organisation)s. Make a colleague contact person first.")
            % {"organisation": ", ".join(map(str, alone))},
            code="last_contact_person",
        )
    end_access(person, by=by)
    person_deleted.send(sender=Person, person=person)
    _forget(person)
    person.delete()


def _forget(person: Person) -> None:
    """Blank the name in what was done, and delete what waits for an answer at her address, and the mails sent to it."""
    invitations = Invitation.objects.filter(email__iexact=person.email)
    requests = AccessRequest.objects.filter(email__iexact=person.email)
    record("person_deleted", person, by=None)
    forget_person(person.pk)
    forget_label(_things(person, invitations, requests))
    notify.forget_address(person.email)
    files.forget_uploader(person.pk, name=FORMER)
    invitations.delete()
    requests.delete()


def _things(person: Person, *groups: Iterable[Any]) -> list[Any]:
    return [person, *person.roles.all(), *(one for group in groups for one in group)]
