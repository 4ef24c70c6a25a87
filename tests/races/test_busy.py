"""Others hold a meeting for longer than anybody should wait: one is told so, and nothing typed is lost."""

from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from knub.meetings import actions
from knub.meetings.models import ChecklistTask, Item, SignUp
from tests.conftest import person
from tests.meetings.conftest import NOW, YEAR, make_meeting, make_season, wish

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = "Mange tilmelder sig lige nu."


@pytest.fixture
def meeting(loaded, time_machine):
    """A meeting at which three wait for two seats."""
    time_machine.move_to(NOW)
    found = make_meeting(make_season(), physical_capacity=2)
    actions.sign_up(found, wish(unnamed=3, least=3), at=NOW, by=person("kollega"))
    return found


@contextmanager
def held(meeting):
    """Hold a meeting in a connection of its own, as somebody who signs up does; nobody here waits for long."""
    other = connections["default"].copy()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM meetings_meeting WHERE id = %s FOR NO KEY UPDATE", [meeting.pk])
        yield
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")


def client_of(name):
    client = Client()
    client.force_login(person(name))
    return client


def test_accepting_fewer_says_that_many_sign_up_and_keeps_the_number(meeting):
    sign_up, client = SignUp.objects.get(meeting=meeting), client_of("kollega")
    page = reverse("meetings:accept_fewer", args=[sign_up.pk])
    with held(meeting):
        got = client.post(page, {"least": "2"})
    assert (got.status_code, WAIT in got.content.decode(), got.context["form"]["least"].value()) == (400, True, "2")
    assert client.post(page, {"least": "2"}).status_code == 302


def test_letting_come_first_keeps_the_reason(meeting):
    sign_up = SignUp.objects.get(meeting=meeting)
    with held(meeting):
        got = client_of("sekretaer").post(reverse("meetings:prioritise", args=[sign_up.pk]), {"reason": "Holder oplæg"})
    page = got.content.decode()
    assert (got.status_code, WAIT in page, 'value="Holder oplæg"' in page) == (400, True, True)
    sign_up.refresh_from_db()
    assert not sign_up.priority


def test_a_programme_is_released_later_with_the_same_note(meeting):
    Item.objects.create(meeting=meeting, title="Velkomst", kind="talk")
    page, client = reverse("meetings:release_programme", args=[YEAR, 2]), client_of("sekretaer")
    version = client.get(page).context["form"]["version"].value()
    with held(meeting):
        got = client.post(page, {"version": version, "note": "Ny rækkefølge", "tells": "on"})
    assert (got.status_code, WAIT in got.content.decode()) == (400, True)
    assert "Ny rækkefølge" in got.content.decode()
    assert not meeting.programmes.exists()


def test_where_nothing_was_typed_a_page_says_to_try_again(meeting):
    page, client = reverse("meetings:start_checklist", args=[YEAR, 2]), client_of("sekretaer")
    with held(meeting):
        got = client.post(page)
    assert (got.status_code, "Prøv igen om et øjeblik" in got.content.decode()) == (503, True)
    assert not ChecklistTask.objects.filter(meeting=meeting).exists()
    assert client.post(page).status_code == 302


