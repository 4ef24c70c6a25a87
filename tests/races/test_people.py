"""Two at once: an invitation lets one in, a request is decided once, a municipality keeps a contact person and code."""

import threading
import time
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from knub.audit.models import Entry
from knub.notify.models import Mail
from knub.people import actions
from knub.people.actions import asking, inviting, own, roles
from knub.people.models import AccessRequest, Invitation, JoinCode, Organisation, Person, Role

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 1, 1)
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


def at_once(*deeds):
    """Run deeds at the same moment and return what each met: None, or the error."""
    start, met = threading.Barrier(len(deeds)), {}

    def run(number, deed):
        try:
            start.wait()
            deed()
            met[number] = None
        except (ValidationError, IntegrityError) as error:
            met[number] = type(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(met.values(), key=str)


@pytest.fixture
def aarhus(loaded):
    return Organisation.objects.get(slug="aarhus")


@pytest.fixture
def invitation(aarhus):
    boss = Person.objects.get(email="kontaktperson@example.org")
    return actions.invite(aarhus, ["ny@example.com"], role="member", why="x", by=boss).sent[0]


@pytest.fixture
def no_lock(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)


@pytest.fixture
def pause_after_check(monkeypatch):
    """Make the moment between looking at an invitation and answering it long enough for the other to come in."""
    current = inviting._open

    def slowly(pk):
        found = current(pk)
        time.sleep(0.4)
        return found

    monkeypatch.setattr(inviting, "_open", slowly)


def accepted():
    return Entry.objects.filter(verb="invitation_accepted").count()


def accept_twice(invitation):
    return at_once(*[lambda: actions.accept(invitation, name="Eksempel Ny")] * 2)


def test_an_invitation_accepted_twice_at_once_lets_one_in(invitation, pause_after_check):
    assert accept_twice(invitation) == [ValidationError, None]
    assert accepted() == 1
    assert Person.objects.filter(email="ny@example.com").count() == 1
    assert Role.objects.filter(person__email="ny@example.com").count() == 1


def test_without_the_lock_both_are_told_that_they_came_in(invitation, pause_after_check, no_lock):
    assert accept_twice(invitation) == [None, None]
    assert accepted() == 2


def test_accepted_and_declined_at_once_is_one_of_them(invitation, pause_after_check):
    met = at_once(lambda: actions.accept(invitation, name="Eksempel Ny"), lambda: actions.decline(invitation))
    assert met == [ValidationError, None]
    found = Invitation.objects.get()
    assert bool(found.accepted_at) != bool(found.declined_at)


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


@pytest.fixture
def nobody_found_it(monkeypatch):
    """Let both look for the role before either has made it, as two do who come at the same moment."""
    current = QuerySet.get

    def slowly(rows, *arguments, **values):
        if rows.model is not Role:
            return current(rows, *arguments, **values)
        try:
            return current(rows, *arguments, **values)
        finally:
            time.sleep(0.4)

    monkeypatch.setattr(QuerySet, "get", slowly)


def grant_twice(aarhus):
    somebody = Person.objects.get(email="udenfor@example.org")
    met = at_once(*[lambda: actions.grant_role(somebody, aarhus, "member", starts_on=DAY)] * 2)
    return met, somebody.roles.count()


def test_a_role_given_twice_at_once_is_one_role(aarhus, nobody_found_it):
    assert grant_twice(aarhus) == ([None, None], 1)


def test_without_the_constraint_it_is_two(aarhus, nobody_found_it, no_constraint):
    assert grant_twice(aarhus) == ([None, None], 2)


@pytest.fixture
def two_contact_people(aarhus):
    first = Person.objects.get(email="kontaktperson@example.org")
    second = Person.objects.get(email="kollega@example.org")
    actions.grant_role(second, aarhus, "coordinator", starts_on=DAY)
    return first, second


@pytest.fixture
def pause_before_leaving(monkeypatch):
    current = roles.keep_a_contact_person

    def slowly(organisation, *, leaving):
        current(organisation, leaving=leaving)
        time.sleep(0.4)

    monkeypatch.setattr(roles, "keep_a_contact_person", slowly)


def both_leave(aarhus, people):
    return at_once(*[lambda one=one: actions.leave(one, aarhus, by=one) for one in people])


def contact_people(aarhus):
    return Role.on_day(timezone.localdate()).filter(organisation=aarhus, kind="coordinator").count()


def test_of_two_contact_people_who_leave_at_once_one_stays(aarhus, two_contact_people, pause_before_leaving):
    assert both_leave(aarhus, two_contact_people) == [ValidationError, None]
    assert contact_people(aarhus) == 1


def test_without_the_lock_none_is_left(aarhus, two_contact_people, pause_before_leaving, no_lock):
    assert both_leave(aarhus, two_contact_people) == [None, None]
    assert contact_people(aarhus) == 0


@pytest.fixture
def pause_before_deleting(monkeypatch):
    """Make the moment between counting the contact people and deleting one long enough for the other to come in."""
    current = own.end_access

    def slowly(person, *, by):
        time.sleep(0.4)
        current(person, by=by)

    monkeypatch.setattr(own, "end_access", slowly)


def both_delete_themselves(people):
    return at_once(*[lambda one=one: actions.delete_person(one, by=one) for one in people])


def test_of_two_contact_people_who_delete_themselves_at_once_one_stays(
    aarhus, two_contact_people, pause_before_deleting
):
    assert both_delete_themselves(two_contact_people) == [ValidationError, None]
    assert contact_people(aarhus) == 1


def test_without_the_lock_both_are_deleted(aarhus, two_contact_people, pause_before_deleting, no_lock):
    assert both_delete_themselves(two_contact_people) == [None, None]
    assert contact_people(aarhus) == 0


@pytest.fixture
def asked(aarhus):
    return AccessRequest.objects.create(
        organisation=aarhus, email="ny@example.com", name="Eksempel Ny", asked_at=NOW, confirmed_at=NOW
    )


@pytest.fixture
def pause_before_deciding(monkeypatch):
    current = asking._undecided

    def slowly(asked):
        found = current(asked)
        time.sleep(0.4)
        return found

    monkeypatch.setattr(asking, "_undecided", slowly)


def decide_twice(asked):
    boss, secretary = (Person.objects.get(email=f"{who}@example.org") for who in ("kontaktperson", "sekretaer"))
    return at_once(
        lambda: actions.grant_access(asked, by=boss),
        lambda: actions.refuse_access(asked, why="Kender hende ikke", by=secretary),
    )


def decided():
    return Entry.objects.filter(verb__in=("access_granted", "access_refused")).count()


def test_a_request_decided_twice_at_once_is_decided_once_and_mailed_once(asked, pause_before_deciding):
    assert decide_twice(asked) == [ValidationError, None]
    asked.refresh_from_db()
    assert decided() == 1
    assert Role.objects.filter(person__email="ny@example.com").exists() == asked.granted
    assert Mail.objects.filter(to="ny@example.com").count() == 1


def test_without_the_lock_it_is_both_granted_and_refused(asked, pause_before_deciding, no_lock):
    assert decide_twice(asked) == [None, None]
    assert decided() == 2


@pytest.fixture
def pause_between_ending_and_making(monkeypatch):
    """Let the letters of a code take their time, after the old code has ended."""
    current = asking.secrets.choice

    def slowly(letters):
        time.sleep(0.05)
        return current(letters)

    monkeypatch.setattr(asking.secrets, "choice", slowly)


def renew_twice(aarhus):
    boss = Person.objects.get(email="kontaktperson@example.org")
    met = at_once(*[lambda: actions.renew_join_code(aarhus, by=boss)] * 2)
    return met, JoinCode.objects.filter(organisation=aarhus, ended_at__isnull=True).count()


def test_a_join_code_renewed_twice_at_once_leaves_one_that_works(aarhus, pause_between_ending_and_making):
    assert renew_twice(aarhus) == ([None, None], 1)


def test_without_the_lock_one_of_the_two_meets_the_constraint(aarhus, pause_between_ending_and_making, no_lock):
    assert renew_twice(aarhus) == ([IntegrityError, None], 1)
