"""Two colleagues sign a municipality up at the same moment: one membership, and the second is told who did it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from knub.memberships import actions
from knub.memberships.actions import joining
from knub.memberships.models import Membership
from tests.conftest import person
from tests.memberships.conftest import APPROVER, NOW, aarhus, august, make_season, move_aside
from tests.races.together import both, slowed

__all__ = ["aarhus", "august"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season(loaded, august):
    move_aside()
    return make_season(2026)


@pytest.fixture(autouse=True)
def meet_between_check_and_write(monkeypatch):
    """Let both ask whether somebody was first before either writes."""
    slowed(monkeypatch, joining, "price_for", lock=False, first=True)


def join_twice_at_once(season, municipality):
    """Return what the colleagues who came second were told."""
    told = []

    def join(who):
        try:
            actions.join(season, municipality, billing=None, approver=APPROVER, at=NOW, by=person(who))
        except ValidationError as refusal:
            told.extend(refusal.messages)

    assert both(lambda: join("kontaktperson"), lambda: join("kollega")) == []
    return told


def test_two_at_once_make_one_membership_and_the_second_is_told(season, aarhus):
    (told,) = join_twice_at_once(season, aarhus)
    membership = Membership.objects.select_related("joined_by").get()
    assert told.startswith(f"{membership.joined_by.name} tilmeldte Aarhus Kommune til Netværket 2026")


def test_without_the_constraint_there_are_two(season, aarhus):
    (constraint,) = [one for one in Membership._meta.constraints if one.name == "one_membership_a_season"]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Membership, constraint)
    try:
        assert join_twice_at_once(season, aarhus) == []
        assert Membership.objects.count() == 2
    finally:
        Membership.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Membership, constraint)
