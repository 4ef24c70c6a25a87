"""Sign-up for chosen points: the seat stays one seat; kitchen, groups, link, calendar and lists follow the choice."""

from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from knub.audit.models import Entry
from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.calendar import feed, invitation
from knub.meetings.models import Item, Seat
from tests.meetings.conftest import NOW, YEAR, colleague, make_meeting, sign_up

pytestmark = pytest.mark.django_db
POINTS = (
    ("Oplæg", 9, 10, "talk"), ("Case", 10, 12, "case"), ("Frokost", 12, 13, "break"),
    ("Drøftelse", 13, 14, "discussion"),
)  # fmt: skip


def address(name, *more):
    return reverse(f"meetings:{name}", args=[YEAR, 2, *more])


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def text_of(client, url):
    return " ".join(client.get(url).content.decode().split())


def release(meeting, **more):
    return actions.release_programme(meeting, seen=queries.draft(meeting).seen, at=NOW, by=None, **more)


@pytest.fixture
def keys(season):
    """A meeting with a released programme of four points; their keys by title."""
    meeting = make_meeting(season, format="both", physical_capacity=None)
    for title, starts, ends, kind in POINTS:
        actions.add_item(meeting, {"title": title, "starts": time(starts), "ends": time(ends), "kind": kind}, by=None)
    release(meeting)
    return {item.title: item.pk for item in meeting.items.all()}


@pytest.fixture
def meeting(keys):
    return Item.objects.get(pk=keys["Oplæg"]).meeting


def choose(meeting, keys, person, *titles, **more):
    return sign_up(meeting, person, items=[keys[title] for title in titles], **more).seats.get(person=person)


def entry(seat):
    return next(iter(Calendar.from_ical(invitation(seat)).walk("VEVENT")))


def hours(event):
    return f"{event.decoded('dtstart'):%H.%M}", f"{event.decoded('dtend'):%H.%M}"


def test_the_whole_meeting_is_the_ordinary_form_and_a_part_is_ticked(meeting, keys, member):
    client = client_of(member)
    form = client.get(address("sign_up")).context["form"]
    assert [label for _key, label in form.fields["items"].choices] == [
        "9.00-10.00 Oplæg", "10.00-12.00 Case", "13.00-14.00 Drøftelse",
    ]  # fmt: skip
    page = text_of(client, address("sign_up"))
    assert "Hele mødet er valgt." in page
    assert '<details class="more-people"><summary>Hele mødet er valgt.' in page
    typed = {"key": str(form["key"].value()), "mode": "physical", "people": [member.pk], "items": [keys["Case"]]}
    got = client.post(address("sign_up"), typed)
    assert "Tilmeldt: 10.00-12.00 Case" in text_of(client, got.url)
    assert Seat.objects.get(person=member).chosen_items == [keys["Case"]]


def test_all_points_ticked_is_the_whole_meeting_and_a_break_cannot_be_chosen(meeting, keys, member):
    client = client_of(member)
    form = client.get(address("sign_up")).context["form"]
    typed = {"key": str(form["key"].value()), "mode": "physical", "people": [member.pk]}
    assert client.post(address("sign_up"), typed | {"items": [keys["Frokost"]]}).status_code == 400
    every = [keys[title] for title in ("Oplæg", "Case", "Drøftelse")]
    client.post(address("sign_up"), typed | {"items": every})
    assert Seat.objects.get(person=member).chosen_items == []


def test_without_a_programme_nothing_is_asked(season, member):
    make_meeting(season)
    assert "Hele mødet er valgt" not in text_of(client_of(member), address("sign_up"))


@pytest.mark.parametrize("titles", [(), ("Case", "Drøftelse")])
def test_a_part_costs_no_statement_more_for_one_or_five(meeting, keys, coordinator, titles):
    five = [colleague(number).pk for number in range(5)]
    counts = []
    for people in ([coordinator.pk], five):
        client = client_of(coordinator)
        form = client.get(address("sign_up")).context["form"]
        typed = {"key": str(form["key"].value()), "mode": "physical", "people": people}
        with CaptureQueriesContext(connection) as posted:
            client.post(address("sign_up"), typed | {"items": [keys[title] for title in titles]})
        counts.append(len(posted))
    assert counts == [15, 15]


def test_a_part_is_one_seat(season, keys, meeting):
    meeting.physical_capacity = 1
    meeting.save()
    choose(meeting, keys, colleague(1), "Oplæg")
    assert choose(meeting, keys, colleague(2), "Drøftelse", least=1).state == "waiting"


def test_the_kitchen_counts_a_break_for_those_who_are_there_before_or_after_it(meeting, keys, member):
    choose(meeting, keys, colleague(1), "Oplæg")
    seat = choose(meeting, keys, colleague(2), "Case")
    actions.tell_about_oneself(seat, {"diet": "Vegetar"}, by=None)
    choose(meeting, keys, colleague(3), "Drøftelse")
    sign_up(meeting, colleague(4))
    found = queries.sheet(meeting, "koekken")
    assert found.headings == ("Mad", "12.00-13.00 Frokost")
    assert found.rows == (("Vegetar", 1), ("Ingen ønsker", 2), ("I alt", 3))
    Seat.objects.update(chosen_items=[])
    assert queries.sheet(meeting, "koekken").headings == ("Mad", "Antal")


def test_groups_are_of_those_who_take_part_in_the_discussion(meeting, keys, secretariat):
    choose(meeting, keys, colleague(1), "Oplæg")
    for number in range(2, 6):
        choose(meeting, keys, colleague(number), "Drøftelse")
    sign_up(meeting, colleague(6))
    grouping = actions.make_groups(meeting, Wishes(5), seen=0, by=secretariat)
    assert sorted(one.seat.person.name[-1] for one in grouping.seats.all()) == ["2", "3", "4", "5", "6"]


def test_the_calendar_has_the_hours_chosen_and_says_which(meeting, keys, member):
    seat = choose(meeting, keys, member, "Case", "Drøftelse")
    event = entry(seat)
    assert hours(event) == ("10.00", "14.00")
    assert str(event["description"]).startswith("Tilmeldt: 10.00-12.00 Case; 13.00-14.00 Drøftelse")
    before = event["sequence"]
    actions.choose_items(seat, [], at=NOW, by=member)
    seat.refresh_from_db()
    event = entry(seat)
    assert (hours(event), event["sequence"] > before) == (("09.00", "15.00"), True)
    assert "DTSTART;TZID=Europe/Copenhagen:20260520T090000" in feed([seat])


def test_the_choice_is_changed_from_ones_own_seat_and_told_once(meeting, keys, member):
    seat = choose(meeting, keys, member, "Case")
    page = reverse("meetings:seat", args=[seat.pk])
    client = client_of(member)
    assert "Tilmeldt: 10.00-12.00 Case" in text_of(client, page)
    for _time in range(2):
        client.post(page, {"do": "items", "items": [keys["Oplæg"]]})
    seat.refresh_from_db()
    assert (seat.chosen_items, seat.choice_version, seat.state) == ([keys["Oplæg"]], 2, "confirmed")
    got = client.post(page, {"do": "items", "items": [keys["Frokost"]]}, follow=True)
    assert "Programmet er ændret i mellemtiden." in got.content.decode()
    client.post(page, {"do": "items"})
    assert "Tilmeldt: Hele mødet" in text_of(client, page)
    assert list(Entry.objects.filter(verb__endswith="_chosen").values_list("verb", flat=True).order_by("pk")) == [
        "items_chosen", "whole_chosen",
    ]  # fmt: skip


def test_lists_pages_and_ones_own_copy_say_it(meeting, keys, member, as_secretariat):
    seat = choose(meeting, keys, member, "Case")
    sign_up(meeting, colleague(1))
    desk = text_of(as_secretariat, address("desk"))
    assert ("10.00-12.00 Case" in desk, "Hele mødet" in desk, "Fysisk eller online" in desk) == (True, True, True)
    sheet = as_secretariat.get(address("sheet_download", "deltagere", "csv")).content.decode("utf-8-sig")
    assert "Eksempel Kollega;;Aarhus Kommune;Fysisk;10.00-12.00 Case" in sheet
    assert "Eksempel Kollega 1;;Aarhus Kommune;Fysisk;Hele mødet" in sheet
    assert "10.00-12.00 Case" in text_of(as_secretariat, address("participants"))
    assert "10.00-12.00 Case" in text_of(as_secretariat, address("day"))
    assert "Tilmeldt: 10.00-12.00 Case" in text_of(client_of(member), address("meeting"))
    assert [row["takes_part_in"] for row in queries.about(member)["meetings.seat"]] == ["10.00-12.00 Case"]
    assert seat.state == "confirmed"


def test_the_link_stands_with_the_hours_one_is_awaited(meeting, keys, member):
    seat = choose(meeting, keys, member, "Case", mode="online")
    for url in (address("meeting"), reverse("meetings:seat", args=[seat.pk])):
        assert "(du er ventet kl. 10.00-12.00)" in text_of(client_of(member), url)


def test_a_colleague_who_takes_the_seat_takes_the_same_part(meeting, keys, member):
    seat = choose(meeting, keys, member, "Case")
    actions.substitute(seat, colleague(1), at=NOW, by=member)
    seat.refresh_from_db()
    assert seat.chosen_items == [keys["Case"]]


def change(meeting, keys):
    """Move the case, take the discussion off, and release."""
    case = Item.objects.get(pk=keys["Case"])
    actions.change_item(case, {"starts": time(10, 30)}, seen="0", by=None)
    actions.remove_item(Item.objects.get(pk=keys["Drøftelse"]), seen="0", by=None)
    return release(meeting, tells=False)


def test_a_new_version_that_moves_or_loses_what_one_chose_tells_it(meeting, keys):
    chosen = [("Case",), ("Drøftelse",), ("Oplæg",), ("Case", "Drøftelse")]
    seats = [choose(meeting, keys, colleague(number), *titles) for number, titles in enumerate(chosen)]
    programme = change(meeting, keys)
    moved = "»Case« er flyttet fra kl. 10.00-12.00 til kl. 10.30-12.00."
    gone = "»Drøftelse« er ikke længere på programmet."
    whole = "Intet af det, du havde valgt, er tilbage. Du er nu tilmeldt hele mødet."
    assert [queries.news_of_choice(seat, programme) for seat in seats] == [
        (moved,), (gone, whole), (), (moved, gone),
    ]  # fmt: skip
    points = queries.points_of(meeting)
    assert [queries.part_words(seat, points) for seat in seats] == [
        "10.30-12.00 Case", "Hele mødet", "9.00-10.00 Oplæg", "10.30-12.00 Case",
    ]  # fmt: skip
    assert [seat.state for seat in Seat.objects.all()] == ["confirmed"] * 4
