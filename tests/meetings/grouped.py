"""People with seats at a meeting, from as many municipalities as wanted."""

from knub.meetings import queries
from knub.meetings.models import Seat, SignUp
from knub.people.models import Organisation, Person
from tests.meetings.conftest import NOW

FIELDS = ("housing", "day_care", "school", "employment", "management")


def seat(meeting, place, *, person=None, mode="physical", kind="participant", name=""):
    sign_up = SignUp.objects.create(
        meeting=meeting, kind=kind, mode=mode, municipality=place, ordered_by=person, made_at=NOW, queued_at=NOW
    )
    return Seat.objects.create(
        sign_up=sign_up, meeting=meeting, mode=mode, state="confirmed", confirmed_at=NOW, person=person, name=name
    )


def everybody(number, municipalities):
    """Return people, the first of each municipality first; they are the same each time it is asked."""
    places = list(Organisation.objects.filter(kind="municipality").order_by("pk")[:municipalities])
    found = []
    for n in range(number):
        person, _made = Person.objects.get_or_create(
            email=f"deltager{n:03}@example.org",
            defaults={"name": f"Eksempel Deltager {n:03}", "subject_areas": [FIELDS[n // municipalities % 5]]},
        )
        found.append((person, places[n % municipalities]))
    return found


def seat_all(meeting, number, municipalities, *, leaders=0, mode="physical"):
    """Give seats to a number of people from a number of municipalities; the first are speakers."""
    return [
        seat(meeting, place, person=person, mode=mode, kind="speaker" if n < leaders else "participant")
        for n, (person, place) in enumerate(everybody(number, municipalities))
    ]


def table_of(grouping):
    """Return groups as their page shows them."""
    meeting = grouping.meeting
    present = queries.seats_to_group(meeting, grouping.item_id)
    return queries.table_of(grouping, present, queries.discussions(meeting))
