"""A network year with two members, and meetings to sign up for; the clock stands at 1 March 2026."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from knub.meetings import actions
from knub.meetings.actions import Wish
from knub.meetings.models import Meeting
from knub.memberships.models import Membership, Network, Season
from knub.people import actions as people
from knub.people.models import Organisation, Person

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 3, 1, 12, tzinfo=COPENHAGEN)
START = datetime(2026, 5, 20, 9, tzinfo=COPENHAGEN)
END = datetime(2026, 5, 20, 15, tzinfo=COPENHAGEN)
YEAR = 2126  # an address that no real season has


@pytest.fixture(autouse=True)
def spring(time_machine):
    time_machine.move_to(NOW)


def municipality(slug):
    return Organisation.objects.get(slug=slug)


def make_season():
    network, _made = Network.objects.get_or_create(key="test", defaults={"name": "Eksempelnetværk"})
    season = Season.objects.create(
        network=network, year=YEAR, name="Netværket 2126", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    for slug in ("aarhus", "randers"):
        join(season, slug)
    return season


def join(season, slug, *, ends_on=date(2026, 12, 31)):
    return Membership.objects.create(
        season=season, municipality=municipality(slug), joined_at=NOW, starts_on=date(2026, 1, 1), ends_on=ends_on
    )


def make_meeting(season, **more):
    values = {
        "number": 2, "title": "Udlejning og anvisning", "theme": "letting", "starts_at": START, "ends_at": END,
        "format": "physical", "venue": "KL-huset, København", "link": "https://moede.example.org/rum",
        "published_at": NOW, "physical_capacity": 3, **more,
    }  # fmt: skip
    return actions.create_meeting(season, by=None, **values)


@pytest.fixture
def season(db):
    return make_season()


@pytest.fixture
def meeting(season):
    """A meeting in a room with three seats."""
    return make_meeting(season)


def colleague(number, slug="aarhus"):
    """Somebody new in a municipality."""
    person = Person.objects.create(name=f"Eksempel Kollega {number}", email=f"kollega{number}@{slug}.example.org")
    people.grant_role(person, municipality(slug), "member", starts_on=date(2026, 1, 1))
    return person


def wish(*persons, slug="aarhus", mode="physical", **more):
    return Wish(mode=mode, municipality=municipality(slug), people=persons, **more)


def sign_up(meeting, *persons, by=None, at=NOW, **more):
    return actions.sign_up(meeting, wish(*persons, **more), at=at, by=by or persons[0])


def states(meeting):
    """Return who has what: a mapping from the person's name, or "–", to the states of the seats."""
    found = {}
    for seat in Meeting.objects.get(pk=meeting.pk).seats.exclude(state="ended").order_by("pk"):
        found.setdefault(seat.person.name if seat.person else "–", []).append(seat.state)
    return {name: own[0] if len(own) == 1 else own for name, own in found.items()}
