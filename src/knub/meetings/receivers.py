"""What the rooms below announce and the seats of meetings hear, in the same transaction."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from knub.meetings import actions
from knub.memberships.models import Membership, Season
from knub.memberships.signals import membership_ended, seat_rule_changed
from knub.people.models import Invitation, Person
from knub.people.signals import invitation_declined, person_left


@receiver(membership_ended)
def end_seats(*, membership: Membership, by: Person | None, **_more: Any) -> None:
    """A membership ends: its seats at later meetings go to those who wait."""
    actions.end_with_membership(membership, at=timezone.now(), by=by)


@receiver(seat_rule_changed)
def ask_queues(*, season: Season, by: Person | None, **_more: Any) -> None:
    """A seat rule changes: those it lets in come in."""
    actions.ask_queues(season, at=timezone.now(), by=by)


@receiver(person_left)
def free_name(*, person: Person, by: Person | None, **_more: Any) -> None:
    """A person leaves: her seats stay the municipality's, without a name."""
    actions.end_with_person(person, at=timezone.now(), by=by)


@receiver(invitation_declined)
def free_names(*, invitation: Invitation, **_more: Any) -> None:
    """Somebody who was signed up says it is not her: her seats stay the municipality's, and need a name."""
    actions.end_with_invitation(invitation, at=timezone.now())
