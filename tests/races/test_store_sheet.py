"""Two secretaries store the same sheet at once: each person and role once, and neither meets an error."""

import threading
import time

import pytest
from django.db import connection
from django.db.models import QuerySet

from knub.memberships.actions import arrivals
from knub.memberships.queries.sheets import Sheet
from knub.people.models import MailDomain, Person
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = [["Kommune", "Navn", "Mail"], ["Aarhus", "Eksempel Ny", "ny@example.org"]]
DOMAINS = [["Kommune", "Domæne"], ["Aarhus", "aarhus.example"]]


@pytest.fixture
def pause_between_look_and_write(monkeypatch):
    """Make the moment between looking at what is stored and storing long enough for the other to come in."""
    found = arrivals.arriving

    def slowly(*arguments):
        arrival = found(*arguments)
        time.sleep(0.4)
        return arrival

    monkeypatch.setattr(arrivals, "arriving", slowly)


def store_twice_at_once(sheet, cells):
    """Return the errors that two simultaneous stores of the same sheet met."""
    by, start, errors = person("sekretaer"), threading.Barrier(2), []

    def store():
        try:
            start.wait()
            arrivals.store_sheet(sheet, cells, by=by)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=store) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_two_at_once_store_each_person_and_role_once(loaded, pause_between_look_and_write):
    assert store_twice_at_once(Sheet.PEOPLE, PEOPLE) == []
    assert Person.objects.get(email="ny@example.org").roles.count() == 1


def test_two_at_once_store_a_domain_once(loaded, pause_between_look_and_write):
    assert store_twice_at_once(Sheet.DOMAINS, DOMAINS) == []
    assert MailDomain.objects.filter(domain="aarhus.example").count() == 1


def test_without_asking_again_after_the_constraint_one_of_them_fails(loaded, pause_between_look_and_write, monkeypatch):
    def create(rows, defaults=None, **lookup):
        plain = {name: value for name, value in lookup.items() if "__" not in name}
        return rows.create(**plain, **(defaults or {})), True

    monkeypatch.setattr(QuerySet, "get_or_create", create)
    assert len(store_twice_at_once(Sheet.PEOPLE, PEOPLE)) == 1
