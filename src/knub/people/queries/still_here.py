"""Read whose list of colleagues is due for a look, half year by half year."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from knub.people.models import Organisation, Person, Role, StillHere
from knub.people.queries.mailing import AT_ONCE, wanting
from knub.people.queries.roles import contact_people

DUE = ((2, 1), (9, 1))  # month and day on which each half year's list is due
ASKED_WITHIN = timedelta(days=30)
FIRST_MONTH_OF_SECOND_HALF = 7


def half_of(day: date) -> str:
    """Return the half year of a day.

    >>> half_of(date(2026, 6, 30)), half_of(date(2026, 7, 1))
    ('2026-1', '2026-2')
    """
    return f"{day.year}-{1 if day.month < FIRST_MONTH_OF_SECOND_HALF else 2}"


def half_due(day: date) -> str | None:
    """Return the half year whose list is due on a day and may still be mailed.

    >>> half_due(date(2026, 1, 31)), half_due(date(2026, 2, 1)), half_due(date(2026, 9, 30))
    (None, '2026-1', '2026-2')
    """
    started = (date(day.year, month, first) for month, first in DUE)
    return half_of(day) if any(start <= day < start + ASKED_WITHIN for start in started) else None


def still_here(organisation: Organisation, half: str) -> StillHere | None:
    """Return the answer of a half year, with who gave it."""
    return StillHere.objects.filter(organisation=organisation, half=half).select_related("answered_by").first()


def to_look_through(half: str, *, on: date) -> Iterator[tuple[Organisation, QuerySet[Person]]]:
    """Yield the municipalities with colleagues to look through and no answer yet, with their contact people."""
    answered = StillHere.objects.filter(half=half).values("organisation")
    colleagues = Role.on_day(on).exclude(kind=Role.Kind.COORDINATOR).values("organisation")
    municipalities = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, pk__in=colleagues)
    for municipality in municipalities.exclude(pk__in=answered):
        yield municipality, wanting(contact_people(municipality, on=on), "still_here", AT_ONCE)
