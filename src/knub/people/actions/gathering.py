"""Mails that gather what is new for a day, a week or a month: never empty, nothing twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from knub.notify import actions as notify
from knub.notify import queries as mails
from knub.notify.actions import Notice
from knub.people.models import Person
from knub.people.queries import wanting


@dataclass(frozen=True)
class Piece:
    """Something new: the key of the mail that told it where it was told at once, and what a gathered mail says."""

    key: str
    line: str


@dataclass(frozen=True)
class Gathering:
    """A kind of mail that can be gathered.

    fresh : what is new for a person between two moments, as far as she may read it and has not
    notice : the mail with some of it
    """

    kind: str
    fresh: Callable[[Person, datetime, datetime], Sequence[Piece]]
    notice: Callable[[Person, Sequence[Piece]], Notice]


def send_gathered(gathering: Gathering, readers: QuerySet[Person], *, now: datetime) -> int:
    """Send each mail that gathers and is due to those of some people who want it, unless it is empty; return how many.

    Each person is a transaction of her own: a fault with one costs no other her mail.
    """
    return sum(
        _send(gathering, person, often, days.get(person.email, 0), now=now)
        for often in mails.GATHERED
        for people in [list(wanting(readers, gathering.kind, often).order_by("pk"))]
        for days in [mails.digest_days([person.email for person in people])]
        for person in people
    )


@transaction.atomic
def _send(gathering: Gathering, person: Person, often: str, weekday: int, *, now: datetime) -> bool:
    due = mails.last_due(now, often, weekday=weekday)
    since = mails.told_until(person.email, gathering.kind, due=due, often=often)
    if since >= due:
        return False
    with override(person.language):
        fresh = _untold(gathering.fresh(person, since, now))
        notify.note_told(person.email, gathering.kind, until=now)
        if fresh:
            key = f"digest-{gathering.kind}-{person.pk}-{due.date().isoformat()}"
            notify.send_notice(gathering.notice(person, fresh), key=key, to=person.email)
    return bool(fresh)


def _untold(fresh: Sequence[Piece]) -> list[Piece]:
    """Return what was not told at once already."""
    told = mails.already_sent([one.key for one in fresh])
    return [one for one in {one.key: one for one in fresh}.values() if one.key not in told]
