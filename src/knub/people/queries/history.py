"""Read what was done to people."""

from django.db.models import QuerySet

from knub.audit.models import Entry
from knub.audit.queries import history
from knub.people.access import User, managed_organisations
from knub.people.models import Person, Role


def history_of_person(person: Person, user: User) -> QuerySet[Entry]:
    """Return what was done to a person and her roles, newest first: to herself all, to others what they manage."""
    roles = Role.objects.filter(person=person)
    if person.pk != user.pk:
        roles = roles.filter(organisation__in=managed_organisations(user))
    return history(person, *roles)
