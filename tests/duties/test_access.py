"""Every access function of the room against the five people."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from knub.areas.models import Area
from knub.duties import access
from knub.duties.models import RuleState, StatusConfirmation
from knub.people.models import Organisation

PEOPLE = ["secretariat", "coordinator", "member", "guest", "outsider", "anonymous"]
OWN = {"coordinator", "member"}  # of Aarhus
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture(params=PEOPLE)
def who(request, db):
    return request.param, request.getfixturevalue(request.param)


def answer(get, *arguments):
    try:
        get(*arguments)
    except Http404:
        return 404
    except PermissionDenied:
        return 403
    return 200


def test_rules_and_confirmations_are_open_to_all(who):
    _name, user = who
    area = Area.objects.get(key="aarhus-bispehaven")
    StatusConfirmation.objects.create(area=area, as_of=AT.date(), basis="own_statement", source="x", confirmed_at=AT)
    assert answer(access.get_rule, user, "development-plan-duty") == 200
    assert answer(access.get_rule, user, "findes-ikke") == 404
    assert access.visible_confirmations(user).count() == 1


def test_a_status_is_confirmed_by_the_people_of_the_municipality(who):
    name, user = who
    assert access.may_confirm(user, Area.objects.get(key="aarhus-bispehaven")) == (name in OWN)
    assert answer(access.get_area_to_confirm, user, "aarhus-bispehaven") == (200 if name in OWN else 403)
    assert answer(access.get_area_to_confirm, user, "findes-ikke") == 404


def test_answers_are_seen_and_given_by_the_people_of_the_municipality_alone(who):
    name, user = who
    aarhus = Organisation.objects.get(slug="aarhus")
    RuleState.objects.create(municipality=aarhus, rule="refugee-placement-ban", state="done", changed_at=AT)
    assert access.visible_states(user).count() == (1 if name in OWN else 0)
    assert access.may_state(user, aarhus) == (name in OWN)
    assert answer(access.get_municipality_to_state, user, "aarhus") == (200 if name in OWN else 403)
    assert answer(access.get_municipality_to_state, user, "findes-ikke") == 404


def test_the_picture_of_the_network_is_for_its_people(who):
    name, user = who
    assert access.may_see_network(user) == (name in {*OWN, "guest", "secretariat"})
