"""Every access function of the room against the five people."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from knub.areas import access
from knub.areas.models import Area, FaultReport, ImportDraft, OfficialList
from knub.people import actions as people
from knub.people.models import Organisation

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


INSIDE = {
    "secretariat": (True, True, True),
    "coordinator": (True, True, True),
    "member": (True, True, False),
    "manager": (True, False, False),
    "finance": (True, False, False),
    "speaker": (False, False, False),
    "state_body": (False, False, False),
    "former_member": (False, False, False),
    "deactivated": (False, False, False),
    "guest": (False, False, False),
    "outsider": (False, False, False),
    "anonymous": (False, False, False),
}


@pytest.fixture
def inside(request, anonymous):
    """Somebody by the name in the table above."""
    name = request.param
    aarhus = Organisation.objects.get(slug="aarhus")
    if name in {"manager", "finance", "speaker"}:
        return name, newcomer(name, aarhus)
    if name == "state_body":
        return name, newcomer("member", Organisation.objects.create(kind="state", name="Styrelsen", slug="styrelsen"))
    if name in {"former_member", "deactivated"}:
        left = newcomer("member", aarhus)
        if name == "deactivated":
            people.deactivate(left)
        else:
            people.end_role(left.roles.get(), on=date(2021, 1, 1))
        return name, left
    return name, anonymous if name == "anonymous" else request.getfixturevalue(name)


def newcomer(kind, organisation):
    roles = [(kind, organisation)]
    return people.store_demo_person(name="Ny", email=f"{kind}@example.org", roles=roles, starts_on=date(2020, 1, 1))


def allowed(get, *arguments, **options):
    try:
        get(*arguments, **options)
    except PermissionDenied:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize("inside", INSIDE, indirect=True)
def test_what_a_municipality_keeps_to_itself(inside):
    name, user = inside
    aarhus = Organisation.objects.get(slug="aarhus")
    sees, changes, speaks = INSIDE[name]
    key = "aarhus-bispehaven"
    assert (aarhus in access.inner_municipalities(user)) is access.may_see_inside(user, aarhus) is sees
    assert allowed(access.get_inner_municipality, user, "aarhus") is sees
    assert allowed(access.get_inner_area, user, key) is sees
    assert access.may_change_inside(user, aarhus) is changes
    assert allowed(access.get_inner_municipality, user, "aarhus", to_change=True) is changes
    assert allowed(access.get_inner_area, user, key, to_change=True) is changes
    assert access.may_speak_for(user, aarhus) is allowed(access.get_area_to_remark, user, key) is speaks
