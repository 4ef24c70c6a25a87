"""The secretariat acts for somebody, and the history says so."""

from django.db import transaction

from knub.audit.actions import record
from knub.people.models import Person


@transaction.atomic
def begin_acting(person: Person, *, by: Person) -> None:
    """Write down that somebody of the secretariat begins to act for a person."""
    record("acting_began", person, by=by)


@transaction.atomic
def end_acting(person: Person, *, by: Person) -> None:
    """Write down that it has ended."""
    record("acting_ended", person, by=by)
