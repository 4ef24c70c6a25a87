"""Colleagues who are signed up before KNUB knows them: a name and a work mail, and no rights."""

from collections.abc import Sequence

from knub.people.models import Person


def known_or_new(wanted: Sequence[tuple[str, str]]) -> list[Person]:
    """Return a person for each name and mail, made where there is none; one query however many, none for nobody."""
    names = {mail.casefold(): name for name, mail in wanted}
    people = [Person(name=name, email=email) for email, name in names.items()]
    if not people:
        return []
    return Person.objects.bulk_create(people, update_conflicts=True, unique_fields=["email"], update_fields=["email"])
