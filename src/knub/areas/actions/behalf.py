"""Tell who acts for whom: the secretariat may act for a municipality, and the history always says so."""

from typing import Any

from knub.people.access import own_municipalities
from knub.people.models import Organisation, Person


def works_in(person: Person, municipality: Organisation) -> bool:
    """Return whether a person works in a municipality today."""
    return own_municipalities(person).filter(pk=municipality.pk).exists()


def on_behalf_of(person: Person, municipality: Organisation) -> dict[str, Any]:
    """Return what the audit entry says of it: nothing where a person acts for the own municipality."""
    return {} if works_in(person, municipality) else {"on_behalf_of": municipality}
