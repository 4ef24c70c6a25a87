"""What this room does when a person is deleted."""

from typing import Any

from django.dispatch import receiver

from knub.areas import actions
from knub.people.models import Person
from knub.people.signals import person_deleted


@receiver(person_deleted, dispatch_uid="areas.forget_author")
def forget_author(person: Person, **_more: Any) -> None:
    """Keep what she wrote for her municipality, and take her name from under it."""
    actions.forget_author(person)
