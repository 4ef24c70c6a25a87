"""Give, change and end roles; what a person may do follows from these rows alone."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.people.actions.tokens import end_sessions, end_tokens
from knub.people.models import Organisation, Person, Role
from knub.people.signals import person_left


@transaction.atomic
def grant_role(
    person: Person, organisation: Organisation, kind: str, *, starts_on: date, by: Person | None = None
) -> Role:
    """Give a person a role from a day; whoever has it already keeps the one she has."""
    role, made = Role.objects.get_or_create(
        person=person, organisation=organisation, kind=kind, ends_on=None, defaults={"starts_on": starts_on}
    )
    if made:
        record("role_granted", role, by=by, role=kind, starts=starts_on.isoformat())
    return role


@transaction.atomic
def end_role(role: Role, *, on: date, by: Person | None = None) -> None:
    """Let a role hold until a day, that day included; one that has not begun by then is taken away."""
    if role.starts_on > on:
        record("role_undone", role, by=by, role=role.kind)
        role.delete()
        return
    role.ends_on = on
    role.save(update_fields=["ends_on"])
    record("role_ended", role, by=by, role=role.kind, on=on.isoformat())


@transaction.atomic
def take_role(role: Role, *, on: date, by: Person) -> None:
    """End a role for a contact person, who may not leave her municipality without one; cut all access at the last."""
    keep_a_contact_person(role.organisation, leaving=[role])
    end_role(role, on=on, by=by)
    _if_none_is_left(role.person, by=by)


@transaction.atomic
def leave(person: Person, organisation: Organisation, *, by: Person, at_least_one: bool = True) -> None:
    """End every role of a person in an organisation at once: today she may no longer."""
    roles = list(_current(person).filter(organisation=organisation))
    if at_least_one:
        keep_a_contact_person(organisation, leaving=roles)
    for role in roles:
        end_role(role, on=_yesterday(), by=by)
    record("person_left", person, by=by, organisation=str(organisation))
    _if_none_is_left(person, by=by)


@transaction.atomic
def move(person: Person, before: Organisation, after: Organisation, *, on: date, email: str = "", by: Person) -> None:
    """Move a person's roles to another organisation: there from a day, here until the day before."""
    for role in _current(person).filter(organisation=before):
        end_role(role, on=on - timedelta(days=1), by=by)
        grant_role(person, after, role.kind, starts_on=on, by=by)
    if email:
        _change_email(person, email)
    record("person_moved", person, by=by, before=str(before), after=str(after), on=on.isoformat())


def _change_email(person: Person, email: str) -> None:
    """Change the mail a person logs in with; a mail that somebody has stays hers alone."""
    if Person.objects.exclude(pk=person.pk).filter(email__iexact=email).exists():
        raise ValidationError(_("Somebody else has this mail."), code="taken")
    person.email = email.casefold()
    person.save(update_fields=["email"])
    end_sessions(person)


@transaction.atomic
def deactivate(person: Person, *, by: Person | None = None) -> None:
    """Take a person's access away at once: logins, links and keys."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("person_deactivated", person, by=by)
    end_access(person, by=by)


@transaction.atomic
def reactivate(person: Person, *, by: Person) -> None:
    """Let a person log in again; the links and keys she had stay ended."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("person_reactivated", person, by=by)


def end_access(person: Person, *, by: Person | None) -> None:
    """End logins, links and keys, and tell the rooms above that the person has left."""
    end_sessions(person)
    end_tokens(at=timezone.now(), person=person)
    person_left.send(sender=Person, person=person, by=by)


def keep_a_contact_person(organisation: Organisation, *, leaving: list[Role]) -> None:
    """Refuse to leave a municipality without a contact person; two who leave at once wait for each other here."""
    if not any(role.kind == Role.Kind.COORDINATOR for role in leaving):
        return
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    rest = Role.on_day(timezone.localdate()).filter(kind=Role.Kind.COORDINATOR, organisation=organisation)
    if not rest.filter(person__is_active=True).exclude(pk__in=[role.pk for role in leaving]).exists():
        raise ValidationError(
            _("%(organisation)s would be without a contact person. Make a colleague contact person first.")
            % {"organisation": organisation},
            code="last_contact_person",
        )


def _current(person: Person) -> models.QuerySet[Role]:
    """Return the roles that hold today or later."""
    today = timezone.localdate()
    return Role.objects.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today), person=person)


def _if_none_is_left(person: Person, *, by: Person) -> None:
    if not _current(person).exists():
        end_access(person, by=by)


def _yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)
