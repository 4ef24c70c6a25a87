"""Two at once: an invitation lets one in, a request is decided once, a municipality keeps a contact person and code."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from knub.audit.models import Entry
from knub.notify.models import Mail
from knub.people import actions
from knub.people.actions import asking, inviting, own, roles
from knub.people.models import AccessRequest, Invitation, JoinCode, Organisation, Person, Role
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 1, 1)
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


@pytest.fixture
def aarhus(loaded):
    return Organisation.objects.get(slug="aarhus")


@pytest.fixture
def invitation(aarhus):
    boss = Person.objects.get(email="kontaktperson@example.org")
    return actions.invite(aarhus, ["ny@example.com"], role="member", why="x", by=boss).sent[0]


def accepted():
    return Entry.objects.filter(verb="invitation_accepted").count()


def test_an_invitation_accepted_twice_at_once_lets_one_in(invitation, lock, monkeypatch):
    slowed(monkeypatch, inviting, "_open", lock=lock)
    met = both(*[lambda: actions.accept(invitation, name="Eksempel Ny")] * 2)
    assert (met, accepted()) == ((["answered"], 1) if lock else ([], 2))
    assert Person.objects.filter(email="ny@example.com").count() == 1
    assert Role.objects.filter(person__email="ny@example.com").count() == 1


def test_accepted_and_declined_at_once_is_one_of_them(invitation, lock, monkeypatch):
    slowed(monkeypatch, inviting, "_open", lock=lock)
    met = both(lambda: actions.accept(invitation, name="Eksempel Ny"), lambda: actions.decline(invitation))
    found = Invitation.objects.get()
    assert (met, bool(found.accepted_at) != bool(found.declined_at)) == ((["answered"], True) if lock else ([], False))


@pytest.fixture
def no_constraint(aarhus):
    """Take away the constraint that a role is held once, and give it back."""
    constraint = next(one for one in Role._meta.constraints if one.name == "one_open_role")
    with connection.schema_editor() as schema:
        schema.remove_constraint(Role, constraint)
    yield
    Role.objects.all().delete()
    with connection.schema_editor() as schema:
        schema.add_constraint(Role, constraint)


def grant_twice(aarhus, monkeypatch):
    """Let both find no role before either makes it."""
    slowed(monkeypatch, QuerySet, "create", lock=False, first=True)
    somebody = Person.objects.get(email="udenfor@example.org")
    met = both(*[lambda: actions.grant_role(somebody, aarhus, "member", starts_on=DAY)] * 2)
    return met, somebody.roles.count()


def test_a_role_given_twice_at_once_is_one_role(aarhus, monkeypatch):
    assert grant_twice(aarhus, monkeypatch) == ([], 1)


def test_without_the_constraint_it_is_two(aarhus, monkeypatch, no_constraint):
    assert grant_twice(aarhus, monkeypatch) == ([], 2)


@pytest.fixture
def two_contact_people(aarhus):
    first = Person.objects.get(email="kontaktperson@example.org")
    second = Person.objects.get(email="kollega@example.org")
    actions.grant_role(second, aarhus, "coordinator", starts_on=DAY)
    return first, second


def contact_people(aarhus):
    return Role.on_day(timezone.localdate()).filter(organisation=aarhus, kind="coordinator").count()


def test_of_two_contact_people_who_leave_at_once_one_stays(aarhus, two_contact_people, lock, monkeypatch):
    slowed(monkeypatch, roles, "keep_a_contact_person", lock=lock)
    met = both(*[lambda one=one: actions.leave(one, aarhus, by=one) for one in two_contact_people])
    assert (met, contact_people(aarhus)) == ((["last_contact_person"], 1) if lock else ([], 0))


def test_of_two_contact_people_who_delete_themselves_at_once_one_stays(aarhus, two_contact_people, lock, monkeypatch):
    slowed(monkeypatch, own, "end_access", lock=lock, first=True)
    met = both(*[lambda one=one: actions.delete_person(one, by=one) for one in two_contact_people])
    assert (met, contact_people(aarhus)) == ((["last_contact_person"], 1) if lock else ([], 0))


@pytest.fixture
def asked(aarhus):
    return AccessRequest.objects.create(
        organisation=aarhus, email="ny@example.com", name="Eksempel Ny", asked_at=NOW, confirmed_at=NOW
    )


def decided():
    return Entry.objects.filter(verb__in=("access_granted", "access_refused")).count()


def test_a_request_decided_twice_at_once_is_decided_once_and_mailed_once(asked, lock, monkeypatch):
    slowed(monkeypatch, asking, "_undecided", lock=lock)
    boss, secretary = (Person.objects.get(email=f"{who}@example.org") for who in ("kontaktperson", "sekretaer"))
    met = both(
        lambda: actions.grant_access(asked, by=boss),
        lambda: actions.refuse_access(asked, why="Kender hende ikke", by=secretary),
    )
    assert (met, decided()) == ((["decided"], 1) if lock else ([], 2))
    if lock:
        asked.refresh_from_db()
        assert Role.objects.filter(person__email="ny@example.com").exists() == asked.granted
        assert Mail.objects.filter(to="ny@example.com").count() == 1


def test_a_join_code_renewed_twice_at_once_leaves_one_that_works(aarhus, lock, monkeypatch):
    slowed(monkeypatch, asking.secrets, "choice", lock=lock, first=True)
    boss = Person.objects.get(email="kontaktperson@example.org")
    assert both(*[lambda: actions.renew_join_code(aarhus, by=boss)] * 2) == ([] if lock else ["broken"])
    assert JoinCode.objects.filter(organisation=aarhus, ended_at__isnull=True).count() == 1
