"""Dagen i dag by the link of a seat, without login; and for somebody who takes part in chosen points only."""

import re
import uuid
from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.actions.telling import personal_link
from knub.meetings.models import DayQuestion, GroupLine, IntendedAction, Seat
from knub.notify.models import Mail
from tests.meetings.conftest import END, NOW, START, colleague, make_meeting, sign_up
from tests.meetings.grouped import seat as seat_of
from tests.meetings.grouped import seat_all
from tests.meetings.test_on_the_day import TODAY, client_of, intend, send, text_of, write
from tests.meetings.test_speakers import link_of, make_speaker

pytestmark = pytest.mark.django_db
POINTS = (
    ("Velkomst", time(9), time(10), "talk"),
    ("I grupper", time(10), time(11), "discussion"),
    ("Frokost", time(12), time(13), "break"),
    ("Tal og regler", time(13), time(14), "law"),
)


@pytest.fixture
def meeting(season):
    return make_meeting(season, format="both", physical_capacity=None)


@pytest.fixture
def seat(meeting, member):
    return sign_up(meeting, member).seats.get()


def page_of(seat):
    """Return the address of the day by the link of a seat, as it stands in her mails."""
    return "/" + personal_link(seat).split("/", 3)[3] + "i-dag/"


def released(meeting, by):
    for title, starts, ends, kind in POINTS:
        actions.add_item(meeting, {"title": title, "starts": starts, "ends": ends, "kind": kind}, by=by)
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, tells=False, at=NOW, by=by)
    return {item.title: item.pk for item in meeting.items.all()}


def test_a_participant_writes_asks_and_takes_on_without_logging_in(meeting, seat, member, coordinator):
    page, client = page_of(seat), Client()
    asked = actions.ask_on_the_day(
        meeting, "Må man sige nej?", key=uuid.uuid4(), at=START, by=coordinator, item=None, nameless=False
    )
    free = intend(meeting, coordinator)
    for do, text in (("line", "En linje"), ("ask", "Hvad kostede det?"), ("intend", "Et fælles skema")):
        got, _key = send(client, do, address=page, text=text)
        assert (got.status_code, got.url) == (302, f"{page}#{do}")
    assert client.post(f"{page}spoergsmaal/{asked.pk}/", {"do": "wish"}).url == f"{page}#ask"
    assert client.post(f"{page}proev/{free.pk}/", {"do": "take"}).url == f"{page}#intend"
    assert GroupLine.objects.get().written_by == member
    assert DayQuestion.objects.get(text="Hvad kostede det?").asked_by == member
    assert DayQuestion.objects.get(pk=asked.pk).wished == 1
    assert IntendedAction.objects.get(pk=free.pk).owner == member
    client.post(f"{page}linje/{GroupLine.objects.get().pk}/")
    assert not GroupLine.objects.exists()


def test_the_link_opens_one_s_own_and_nothing_of_the_secretariat_s(meeting, seat, coordinator):
    page, client = page_of(seat), Client()
    line, tried = write(meeting, coordinator), intend(meeting, coordinator)
    asked = actions.ask_on_the_day(
        meeting, "Hvad kostede det?", key=uuid.uuid4(), at=START, by=coordinator, item=None, nameless=False
    )
    assert client.post(f"{page}linje/{line.pk}/").status_code == 404
    assert client.post(f"{page}proev/{tried.pk}/", {"do": "remove"}).status_code == 403
    for do in ("answered", "open", "remove"):
        assert client.post(f"{page}spoergsmaal/{asked.pk}/", {"do": do}).status_code == 403
    other = make_meeting(meeting.season, number=3, physical_capacity=None)
    assert client.post(f"{page}linje/{write(other, seat.person).pk}/").status_code == 404
    assert client.get(TODAY).status_code == 302


def test_another_s_group_is_not_shown_by_link(meeting, seat, secretariat):
    seat_all(meeting, 8, 8)
    grouping = actions.make_groups(meeting, Wishes(3), seen=0, by=secretariat, seed=1)
    actions.release_groups(grouping, seen=1, by=secretariat)
    page, client = page_of(seat), Client()
    mine = client.get(page).context["today"].group
    for group in grouping.groups.all():
        assert client.get(f"{page}?gruppe={group.number}").context["today"].group == mine


@pytest.mark.parametrize("state", ["waiting", "offered", "ended"])
def test_a_link_that_opens_only_the_seat_leads_there(meeting, seat, state):
    page = page_of(seat)
    Seat.objects.filter(pk=seat.pk).update(state=state)
    assert Client().get(page).url == page.removesuffix("i-dag/")
    assert Client().post(f"{page}linje/1/").status_code == 403


def test_slides_are_named_by_link_and_fetched_with_login_only(meeting, seat, member, settings, tmp_path):
    settings.FILES = tmp_path
    link, page = link_of(make_speaker(meeting)), page_of(seat)
    Client().post(f"{link}slides/", {"title": "Mine slides", "file": SimpleUploadedFile("slides.txt", b"Tal")})
    Client().post(f"{link}samtykke/", {"shares_slides": "on"})
    assert ["/slides/" in text_of(one, address) for one, address in ((client_of(member), TODAY), (Client(), page))] == [
        True, False,
    ]  # fmt: skip
    assert "Mine slides" in text_of(Client(), page)


@pytest.mark.parametrize("name", ["outsider", "secretariat"])
def test_who_is_no_member_and_who_plans_come_to_the_seat(request, meeting, name):
    page = page_of(seat_of(meeting, None, person=request.getfixturevalue(name), kind="staff"))
    assert Client().get(page).url == page.removesuffix("i-dag/")


def test_the_link_ends_with_the_seat_of_a_colleague_and_a_month_after_the_meeting(meeting, seat, coordinator, member):
    page, client = page_of(seat), Client()
    assert client.get("/moeder/min-plads/forkert/i-dag/").status_code == 404
    answer = client.get(page)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    actions.substitute(seat, coordinator, at=NOW, by=member)
    assert client.get(page).status_code == 404


def test_the_seat_and_the_reminder_of_the_day_before_lead_to_the_day(meeting, seat, time_machine):
    assert "Dagen i dag: program, din gruppe og spørgsmål" in text_of(Client(), page_of(seat).removesuffix("i-dag/"))
    for days in (7, 1):
        time_machine.move_to(START - timedelta(days=days))
        actions.remind(at=START - timedelta(days=days))
    week, day = Mail.objects.filter(key__startswith="reminder-").order_by("pk")
    assert "i-dag/" not in week.text
    link = re.search(r"http://localhost:8000(/moeder/min-plads/\S+/i-dag/)", day.text).group(1)
    assert Client().get(link).status_code == 200


def test_somebody_who_chose_points_sees_hers_as_now_and_next(meeting, seat, member, secretariat, time_machine):
    keys, client = released(meeting, secretariat), client_of(member)
    assert "Du deltager" not in text_of(client, TODAY)
    actions.choose_items(seat, [keys["Tal og regler"]], at=NOW, by=member)
    page = text_of(client, TODAY)
    assert page.count("Du deltager") == 1
    assert "Du ventes kl. 13.00-14.00." in page
    assert "Du har ikke valgt en gruppedrøftelse." in page
    time_machine.move_to(START + timedelta(minutes=30))
    found = client_of(member).get(TODAY).context["today"]
    assert (found.now, found.next.title) == (None, "Tal og regler")
    assert "Dit næste punkt" in text_of(client_of(member), TODAY)
    time_machine.move_to(END - timedelta(minutes=30))
    assert "Det, du deltager i, er slut." in text_of(client_of(member), TODAY)


def test_the_page_by_link_costs_the_same_for_few_and_many(meeting, seat, secretariat, django_assert_num_queries):
    released(meeting, secretariat)
    page, client = page_of(seat), Client()
    for _more in range(2):
        with django_assert_num_queries(13):
            client.get(page)
        for number in range(3):
            write(meeting, seat.person, f"Linje {number}")
            sign_up(meeting, colleague(uuid.uuid4().int % 10**9))
