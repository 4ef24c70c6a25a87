"""Every access function of the room against the five people and a visitor."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from knub.knowledge import access, actions
from knub.knowledge.content import Kind, VisibleTo
from tests.knowledge.conftest import NOW, join, write

pytestmark = pytest.mark.usefixtures("members")
EVERYBODY = ["secretariat", "coordinator", "member", "guest", "outsider", "anonymous"]
OF_AARHUS = {"secretariat", "coordinator", "member"}
OF_MEMBERS = OF_AARHUS | {"guest"}


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture(params=EVERYBODY)
def who(request):
    return request.param, request.getfixturevalue(request.param)


def found(get, *arguments):
    try:
        get(*arguments)
    except (Http404, PermissionDenied):
        return False
    return True


@pytest.mark.parametrize(
    ("readers", "names"),
    [
        (VisibleTo.EVERYONE, set(EVERYBODY)),
        (VisibleTo.MEMBERS, OF_MEMBERS),
        (VisibleTo.MUNICIPALITY, OF_AARHUS),
    ],
)
def test_a_page_is_read_by_those_it_is_for(who, readers, names):
    name, user = who
    page = write(visible_to=readers)
    assert (page in access.visible_pages(user)) == (name in names)
    assert found(access.get_page, user, page.slug) == (name in names)


def test_a_draft_is_its_municipalitys_and_the_secretariats_once_sent(who, member):
    name, user = who
    draft = write(Kind.INTERPRETATION, published=False)
    assert found(access.get_page, user, draft.slug) == (name in {"coordinator", "member"})
    assert (draft in access.visible_drafts(user)) == (name in {"coordinator", "member"})
    actions.publish(draft, at=NOW, by=member)
    assert found(access.get_page, user, draft.slug) == (name in OF_AARHUS)


def test_who_may_write_edit_and_approve(who):
    name, user = who
    page = write()
    assert access.may_write(user) == (name in OF_MEMBERS)
    assert access.may_edit(user, page) == (name in OF_AARHUS)
    assert found(access.get_page_to_edit, user, page.slug) == (name in OF_AARHUS)
    assert access.may_own(user, page) == (name in {"coordinator", "member"})
    assert access.may_approve(user) == (name == "secretariat")
    assert access.sees_names(user) == (name in OF_MEMBERS)


def test_the_secretariats_page_is_edited_and_owned_by_it_alone(who, secretariat):
    name, user = who
    page = write(by=secretariat)
    assert access.may_edit(user, page) == access.may_own(user, page) == (name == "secretariat")


def test_when_the_membership_ends_nobody_writes_and_members_pages_are_closed(who):
    name, user = who
    page, own = write(visible_to=VisibleTo.MEMBERS), write(visible_to=VisibleTo.MUNICIPALITY)
    join("odense")
    assert access.may_write(user) == access.may_edit(user, page) == (name == "secretariat")
    assert (page in access.visible_pages(user)) == (name == "secretariat")
    assert (own in access.visible_pages(user)) == (name in OF_AARHUS)
