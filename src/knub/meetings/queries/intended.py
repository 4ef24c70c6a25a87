"""What was to be tried: who answers for it, who is asked now, and what waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from knub.meetings.models import IntendedAction
from knub.people.access import OF_THE_HOUSE, User, own_municipalities
from knub.people.models import Person, Role

Outcome = IntendedAction.Outcome
# Which turn, and from how many days after the meeting somebody is asked until it is too late to ask.
TURNS = (("six-weeks", 42, 70), ("three-months", 91, 119))
LAST_TURN = TURNS[-1][0]
LINK_LASTS = timedelta(days=60)


@dataclass(frozen=True)
class Asked:
    """Something to try, which turn it is, and who is asked."""

    action: IntendedAction
    turn: str
    person: Person


def to_ask(*, on: date) -> list[Asked]:
    """Return what is asked about on a day: what is not yet done or given up; a query, and two for each."""
    found: list[Asked] = []
    for turn, first, last in TURNS:
        days = {"meeting__day__lte": on - timedelta(days=first), "meeting__day__gt": on - timedelta(days=last)}
        open_ones = IntendedAction.objects.filter(outcome__in=("", Outcome.UNDER_WAY), municipality__isnull=False)
        found += _with_person(open_ones.filter(**days).select_related("meeting__season", "owner"), turn, on)
    return found


def _with_person(actions: Iterable[IntendedAction], turn: str, on: date) -> list[Asked]:
    named = [(action, answers_for(action, on=on)) for action in actions]
    return [Asked(action, turn, person) for action, person in named if person]


def answers_for(action: IntendedAction, *, on: date) -> Person | None:
    """Return who answers for something to try: who said yes while she works there, else the contact person.

    One query. Nothing is moved when somebody leaves, so nothing is left with nobody.
    """
    roles = Role.on_day(on).filter(person__is_active=True, organisation=action.municipality_id)
    here = list(roles.filter(kind__in=OF_THE_HOUSE).select_related("person").order_by("starts_on", "pk"))
    named = [role.person for role in here if role.person_id == action.owner_id]
    contacts = [role.person for role in here if role.kind == Role.Kind.COORDINATOR]
    return next(iter([*named, *contacts]), None)


def intended_waiting(user: User, *, at: datetime) -> IntendedAction | None:
    """Return the oldest thing somebody said yes to try and has not told of since the last time it was due; one query.

    It waits from the day after the meeting, and again from three months after it while it is under way; never for
    somebody who works there no more.
    """
    today = timezone.localdate(at)
    later = today - timedelta(days=TURNS[-1][1])
    untold = Q(outcome="") | Q(outcome=Outcome.UNDER_WAY, meeting__day__lte=later, told_at__lt=at - LINK_LASTS / 2)
    own = IntendedAction.objects.filter(owner=user.pk or 0, municipality__in=own_municipalities(user))
    return own.filter(untold, meeting__day__lt=today).order_by("meeting__day", "pk").first()
