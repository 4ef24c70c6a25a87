"""What happens elsewhere and reaches the seats: a membership ends, a seat rule changes, a person leaves."""

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from knub.audit.actions import record
from knub.meetings.actions.leaving import hand_over
from knub.meetings.actions.seating import end_seats, seating
from knub.meetings.models import Meeting, Seat
from knub.memberships.models import Membership, Season
from knub.people.models import Invitation, Person, Role


def end_with_membership(membership: Membership, *, at: datetime, by: Person | None) -> None:
    """End the seats of a municipality at the meetings after its membership has ended, and let the queues move."""
    meetings = _to_come(at).filter(season=membership.season_id, starts_at__date__gt=membership.ends_on)
    for meeting in meetings:
        with seating(meeting, at=at, by=by, cause="membership_ended") as session:
            seats = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE, sign_up__kind="participant")
            theirs = seats.filter(sign_up__municipality=membership.municipality_id).select_related("sign_up")
            end_seats(session, list(theirs), cause="membership_ended")


def ask_queues(season: Season, *, at: datetime, by: Person | None) -> None:
    """Ask the queues of a season again after a seat rule has changed."""
    for meeting in _to_come(at).filter(season=season, follows_seat_rule=True):
        with seating(meeting, at=at, by=by, cause="seat_rule_changed"):
            pass


def end_with_person(person: Person, *, at: datetime, by: Person | None) -> None:
    """Take a person who left off her seats: the municipality keeps them, and names somebody else."""
    for meeting in _to_come(at).filter(seats__person=person, seats__state__in=Seat.ACTIVE).distinct():
        with seating(meeting, at=at, by=by, cause="person_left") as session:
            seat = Seat.objects.select_related("sign_up").get(
                meeting=meeting, person=person, state__in=Seat.ACTIVE
            )
            hand_over(seat, None)
            seat.save()
            record("unnamed", seat.sign_up, by=by, seat=seat.pk)
            session.tell("needs_a_name", seat.pk)


def end_with_invitation(invitation: Invitation, *, at: datetime) -> None:
    """Take somebody who declined an invitation, and has no role, off her seats: the mail was somebody else's."""
    behind = Person.objects.annotate(small=Lower("email")).filter(small=invitation.email.casefold())
    for person in behind.exclude(pk__in=Role.on_day(timezone.localdate(at)).values("person")):
        end_with_person(person, at=at, by=None)


def move_queues(*, at: datetime) -> None:
    """End offers nobody took, and give or offer on; asked for every few minutes."""
    late = Meeting.objects.filter(seats__state=Seat.State.OFFERED, seats__sign_up__offer_until__lte=at)
    for meeting in late.distinct().order_by("pk"):
        with seating(meeting, at=at, by=None, cause="lapsed"):
            pass


def _to_come(at: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(archived=False, starts_at__gt=at).order_by("pk")
