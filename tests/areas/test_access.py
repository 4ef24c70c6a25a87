"""Every access function of the room against the five people."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from knub.areas import access
from knub.areas.models import Area, FaultReport, ImportDraft, OfficialList
from knub.people import actions as people

PEOPLE = ["secretariat", "coordinator", "member", "guest", "outsider", "anonymous"]
ONLY_SECRETARIAT = {"secretariat"}


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture(params=PEOPLE)
def who(request):
    return request.param, request.getfixturevalue(request.param)


@pytest.fixture
def unreleased(db):
    return OfficialList.objects.create(date=date(2030, 12, 1))


def found(get, *arguments):
    try:
        get(*arguments)
    except Http404:
        return False
    return True


@pytest.mark.django_db
def test_areas_and_released_lists_are_open_to_all(who):
    _name, user = who
    assert access.visible_areas(user).count() == Area.objects.count() > 60
    assert found(access.get_area, user, "aarhus-bispehaven")
    assert found(access.get_list, user, date(2016, 12, 1))


def test_an_unreleased_list_is_the_secretariats(who, unreleased):
    name, user = who
    assert (unreleased in access.visible_lists(user)) == (name in ONLY_SECRETARIAT)
    assert found(access.get_list, user, unreleased.date) == (name in ONLY_SECRETARIAT)
    assert access.may_import_lists(user) == (name in ONLY_SECRETARIAT)


def test_drafts_and_reports_are_the_secretariats(who, secretariat):
    name, user = who
    now = timezone.now()
    draft = ImportDraft.objects.create(on=date(2030, 12, 1), cells=[], source="x", made_at=now, made_by=secretariat)
    report = FaultReport.objects.create(text="x", received_at=now, answer_by=now.date())
    assert found(access.get_draft, user, draft.pk) == (name in ONLY_SECRETARIAT)
    assert found(access.get_report, user, report.pk) == (name in ONLY_SECRETARIAT)


def test_a_deactivated_secretary_sees_no_unreleased_list(secretariat, unreleased):
    people.deactivate(secretariat)
    assert unreleased not in access.visible_lists(secretariat)


def test_a_role_that_has_ended_gives_nothing(secretariat, unreleased):
    people.end_role(secretariat.roles.get(), on=date(2021, 1, 1))
    assert unreleased not in access.visible_lists(secretariat)
