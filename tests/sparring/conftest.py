"""Member municipalities, and questions with answers."""

from datetime import UTC, date, datetime

import pytest

from knub.areas.models import Area
from knub.people.models import Organisation
from knub.search.models import Document
from knub.sparring import actions
from knub.sparring.models import Question
from tests.conftest import person
from tests.knowledge.conftest import client_of, join

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
TODAY = date(2026, 6, 1)
TYPED = {
    "title": "Eksempel: Hvordan får vi beboere med?",
    "challenge": "Få kommer til møderne.",
    "tried": "Vi har prøvet om aftenen.",
    "themes": ["social"],
    "subject_areas": ["housing"],
}


@pytest.fixture(autouse=True)
def summer(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def members(db):
    """Aarhus and Randers are members; there are no other questions than those of the test."""
    Question.objects.all().delete()
    Document.objects.filter(kind="question").delete()
    join("aarhus", "randers")


def ask(*, by=None, at=NOW, areas=(), **values):
    """Ask in the name of Aarhus, or of the secretariat."""
    by = by or person("kollega")
    place = None if by == person("sekretaer") else Organisation.objects.get(slug="aarhus")
    asked = {"hides_municipality": False, "areas": Area.objects.filter(key__in=areas), **TYPED, **values}
    return actions.ask(asked, municipality=place, at=at, by=by)


def answer(question, text="Eksempel: Flyt mødet til vaskeriet.", *, by=None, at=NOW):
    """Answer in the name of Randers, or as somebody else."""
    by = by or person("gaest")
    place = None if by == person("sekretaer") else by.roles.get(ends_on=None).organisation
    return actions.answer(question, text, municipality=place, at=at, by=by)


@pytest.fixture
def as_member(member):
    return client_of(member)


@pytest.fixture
def as_guest(guest):
    return client_of(guest)
