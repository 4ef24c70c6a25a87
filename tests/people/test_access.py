"""Every access function of people, and roles that follow from rows by date."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from knub.audit.queries import history
from knub.people import access, actions, queries
from knub.people.models import Organisation, Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["secretariat", "coordinator", "member", "guest", "outsider"])
def test_only_the_secretariat_is_the_secretariat(request, name):
    assert access.is_secretariat(request.getfixturevalue(name)) == (name == "secretariat")


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("secretariat", []),
        ("coordinator", ["aarhus"]),
        ("member", ["aarhus"]),
        ("guest", ["randers"]),
        ("outsider", []),
    ],
)
def test_a_person_has_the_municipalities_of_her_roles(request, name, own):
    found = access.own_municipalities(request.getfixturevalue(name))
    assert list(found.values_list("slug", flat=True)) == own


def test_somebody_not_logged_in_has_no_roles():
    assert list(access.roles_today(AnonymousUser())) == []


def test_municipalities_are_open_to_all_and_stand_in_danish_order():
    names = list(access.visible_municipalities(AnonymousUser()).values_list("name", flat=True))
    assert len(names) == 98
    assert (names[0], names[-2:]) == ("Albertslund", ["Aalborg", "Aarhus"])


def test_two_roles_keep_access_until_the_last_ends(coordinator):
    first, last = coordinator.roles.order_by("pk")
    actions.end_role(first, on=date(2021, 1, 1))
    assert access.own_municipalities(coordinator).exists()
    actions.end_role(last, on=date(2021, 1, 1))
    assert not access.own_municipalities(coordinator).exists()


def test_a_role_holds_on_its_first_and_last_day(member, time_machine):
    actions.end_role(member.roles.get(), on=date(2026, 11, 30))
    time_machine.move_to("2026-11-30 23:30+01:00")
    assert access.roles_today(member).exists()
    time_machine.move_to("2026-12-01 00:30+01:00")
    assert not access.roles_today(member).exists()


def test_two_regions_merge_on_the_first_of_january_2027():
    slagelse = Organisation.objects.get(slug="slagelse").pk
    assert queries.regions_on(date(2026, 12, 31))[slagelse] == "Region Sjælland"
    assert queries.regions_on(date(2027, 1, 1))[slagelse] == "Region Østdanmark"


def test_every_municipality_lies_in_one_region_on_any_day():
    for day in (date(2010, 10, 1), date(2026, 12, 31), date(2027, 1, 1)):
        assert len(queries.regions_on(day)) == 98


def test_loading_the_municipalities_again_changes_nothing(capsys):
    before = list(Organisation.objects.values_list("pk", "name", "cvr"))
    call_command("load_municipalities")
    assert list(Organisation.objects.values_list("pk", "name", "cvr")) == before


def test_a_role_cannot_end_before_it_starts(member):
    role = member.roles.get()
    role.ends_on = date(2000, 1, 1)
    with pytest.raises(Exception, match="role_ends_after_start"):
        role.save()


def test_what_was_done_to_a_role_is_recorded(member, secretariat):
    role = member.roles.get()
    actions.end_role(role, on=date(2027, 1, 1), by=secretariat)
    newest = history(role).first()
    assert (newest.verb, newest.actor, newest.facts) == (
        "role_ended",
        secretariat.name,
        {"role": "member", "on": "2027-01-01"},
    )
    assert Role.objects.filter(pk=role.pk).exists()
