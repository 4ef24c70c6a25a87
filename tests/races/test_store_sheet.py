"""Two secretaries store the same sheet at once: each person and role once, and neither meets an error."""

import pytest
from django.db.models import QuerySet

from knub.memberships.actions import arrivals
from knub.memberships.queries.sheets import Sheet
from knub.people.models import MailDomain, Person
from tests.conftest import person
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = [["Kommune", "Navn", "Mail"], ["Aarhus", "Eksempel Ny", "ny@example.org"]]
DOMAINS = [["Kommune", "Domæne"], ["Aarhus", "aarhus.example"]]


@pytest.fixture(autouse=True)
def meet_between_look_and_write(monkeypatch):
    """Let both look at what is stored before either stores."""
    slowed(monkeypatch, arrivals, "arriving", lock=False)


def store_twice_at_once(sheet, cells):
    """Return what two simultaneous stores of the same sheet met."""
    by = person("sekretaer")
    return both(*[lambda: arrivals.store_sheet(sheet, cells, by=by)] * 2)


def test_two_at_once_store_each_person_and_role_once(loaded):
    assert store_twice_at_once(Sheet.PEOPLE, PEOPLE) == []
    assert Person.objects.get(email="ny@example.org").roles.count() == 1


def test_two_at_once_store_a_domain_once(loaded):
    assert store_twice_at_once(Sheet.DOMAINS, DOMAINS) == []
    assert MailDomain.objects.filter(domain="aarhus.example").count() == 1


def test_without_asking_again_after_the_constraint_one_of_them_fails(loaded, monkeypatch):
    def create(rows, defaults=None, **lookup):
        plain = {name: value for name, value in lookup.items() if "__" not in name}
        return rows.create(**plain, **(defaults or {})), True

    monkeypatch.setattr(QuerySet, "get_or_create", create)
    assert store_twice_at_once(Sheet.PEOPLE, PEOPLE) == ["broken"]
