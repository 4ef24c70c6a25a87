"""Member municipalities, and pages of every kind and reader."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from knub.knowledge import actions
from knub.knowledge.content import Content, Kind, VisibleTo
from knub.knowledge.models import Page
from knub.memberships.models import Membership, Network, Season
from knub.people.models import Organisation
from tests.conftest import person

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
TODAY = date(2026, 6, 1)
TEXTS = {
    Kind.PRACTICE: {"challenge": "Få kom til møderne.", "done": "Vi flyttede dem til vaskeriet."},
    Kind.INTERPRETATION: {"question": "Gælder det også fremleje?", "reading": "Ja, efter vores læsning."},
    Kind.TOOL: {"purpose": "Et skema til trygheds­vandringer."},
    Kind.TALK: {"claim": "Der er færre penge efter 2026."},
    Kind.TIP: {"advice": "Ring, før I skriver."},
}


@pytest.fixture(autouse=True)
def summer(time_machine):
    time_machine.move_to(NOW, tick=False)


def join(*slugs, year=2126):
    """Let municipalities be members through 2026, and no others."""
    Membership.objects.all().delete()
    network, _made = Network.objects.get_or_create(key="test", defaults={"name": "Eksempelnetværket"})
    season, _made = Season.objects.get_or_create(
        network=network, year=year,
        defaults={"name": "Netværket", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)},
    )  # fmt: skip
    for slug in slugs:
        Membership.objects.create(
            season=season, municipality=Organisation.objects.get(slug=slug), joined_at=timezone.now(),
            starts_on=season.starts_on, ends_on=season.ends_on,
        )  # fmt: skip


@pytest.fixture
def members(db):
    """Aarhus and Randers are members; there are no other pages than those of the test."""
    Page.objects.all().delete()
    join("aarhus", "randers")


def write(kind=Kind.PRACTICE, *, title="Eksempel: Møder i vaskeriet", by=None, published=True, at=NOW, **values):
    """Write a page in the name of Aarhus, or of the secretariat."""
    by = by or person("kollega")
    place = None if by == person("sekretaer") else Organisation.objects.get(slug="aarhus")
    reading = {"paragraph": "Almenboligloven § 60, stk. 4", "reading_by": "municipality", "valid_from": TODAY}
    content = Content(**{
        "title": title, "summary": "Kort fortalt.", "texts": TEXTS[kind], "themes": ["social"],
        "visible_to": VisibleTo.EVERYONE, **(reading if kind == Kind.INTERPRETATION else {}), **values,
    })  # fmt: skip
    page = actions.start_page(kind, content, municipality=place, at=at, by=by)
    if published:
        actions.publish(page, at=at, by=person("sekretaer"))
    page.refresh_from_db()
    return page


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_member(member):
    return client_of(member)
