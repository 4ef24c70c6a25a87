"""Who was there: ticked at the door, also for seats whose name comes with the person."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.meetings.models import Seat
from knub.people.models import Person


@transaction.atomic
def mark_attendance(seat: Seat, *, here: bool, at: datetime, by: Person) -> None:
    """Write down that somebody is here, or take it back; ticked twice it is once."""
    seats = Seat.objects.filter(pk=seat.pk, state=Seat.State.CONFIRMED)
    if not seats.exists():
        raise ValidationError(_("This seat has been given up meanwhile."), code="ended")
    if seats.filter(attended_at__isnull=here).update(attended_at=at if here else None):
        record("attended" if here else "not_attended", seat.sign_up, by=by, seat=seat.pk)


@transaction.atomic
def name_at_the_door(seat: Seat, name: str, *, at: datetime, by: Person) -> None:
    """Write a name on a seat that has none, and that whoever has it is here."""
    unnamed = Seat.objects.filter(pk=seat.pk, state=Seat.State.CONFIRMED, person=None, name="")
    if not unnamed.update(name=name, attended_at=at):
        raise ValidationError(_("This seat has a name already, or has been given up meanwhile."), code="named")
    record("named_at_the_door", seat.sign_up, by=by, seat=seat.pk)
