"""Dagen i dag: what is on now, lines and questions, what will be tried, and who sees it."""

import uuid
from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from knub.audit.models import Entry
from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.models import DayQuestion, GroupLine, IntendedAction, QuestionWish, Seat
from knub.people import actions as people
from knub.people.models import Organisation, Person
from tests.conftest import person
from tests.meetings.conftest import END, START, YEAR, colleague, make_meeting, sign_up
from tests.meetings.grouped import seat, seat_all
from tests.races.together import both

pytestmark = pytest.mark.django_db
TODAY = f"/moeder/{YEAR}/2/i-dag/"
POINTS = (
    ("Velkomst", time(9), time(10), "talk"),
    ("Frokost", time(12), time(13), "break"),
    ("Tal og regler", time(13), time(14), "law"),
)


@pytest.fixture
def meeting(season):
    return make_meeting(season, physical_capacity=None)


def client_of(somebody):
    client = Client()
    client.force_login(somebody)
    return client


def released(meeting, by):
    for title, starts, ends, kind in POINTS:
        actions.add_item(meeting, {"title": title, "starts": starts, "ends": ends, "kind": kind}, by=by)
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, tells=False, at=START, by=by)


def ask(meeting, by, text="Hvad kostede det?", *, nameless=False, key=None, item=None):
    return actions.ask_on_the_day(
        meeting, text, key=key or uuid.uuid4(), at=START, by=by, item=item, nameless=nameless
    )


def write(meeting, by, text="Vi bruger ordet tryghed", *, group=None, key=None):
    return actions.write_line(meeting, text, group=group, key=key or uuid.uuid4(), at=START, by=by)


def intend(meeting, by, text="Beboermøder i vaskeriet", *, mine=False, key=None):
    return actions.intend(meeting, text, group=None, mine=mine, key=key or uuid.uuid4(), at=START, by=by)


def send(client, do, address=TODAY, **typed):
    """Open the page, type into one of its forms, and send it as a browser would; return the answer and the key."""
    key = str(client.get(address).context[do]["key"].value())
    values = {f"{do}-{name}": value for name, value in typed.items()}
    return client.post(address, {"do": do, f"{do}-key": key, **values}), key


def text_of(client, address=TODAY):
    return client.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [("secretariat", 200), ("member", 200), ("coordinator", 403), ("guest", 403), ("outsider", 403)],
)
def test_those_who_have_a_seat_and_the_secretariat_see_the_day_and_nobody_else(request, meeting, member, name, status):
    sign_up(meeting, member)
    assert client_of(request.getfixturevalue(name)).get(TODAY).status_code == status


def test_somebody_who_is_not_logged_in_is_sent_to_the_login(meeting):
    assert Client().get(TODAY).status_code == 302


def test_a_speaker_of_the_state_with_a_seat_does_not_see_what_members_write(meeting):
    state = Organisation.objects.create(name="Eksempelstyrelsen", slug="eksempelstyrelsen", kind="state")
    speaker = Person.objects.create(name="Eksempel Oplæg", email="oplaeg@state.example.org")
    people.grant_role(speaker, state, "speaker", starts_on=START.date())
    seat(meeting, None, person=speaker, kind="speaker")
    assert client_of(speaker).get(TODAY).status_code == 403


def test_the_page_says_what_is_on_now_and_what_is_next(meeting, member, secretariat, time_machine):
    sign_up(meeting, member)
    released(meeting, secretariat)
    assert "På dagen ser du her" in text_of(client_of(member))
    time_machine.move_to(START + timedelta(minutes=30))
    client = client_of(member)
    found = client.get(TODAY).context["today"]
    assert (found.now.title, found.next.title) == ("Velkomst", "Frokost")
    time_machine.move_to(START + timedelta(hours=2))
    found = client.get(TODAY).context["today"]
    assert (found.now, found.next.title) == (None, "Frokost")
    time_machine.move_to(END)
    assert "Mødet er holdt." in text_of(client)


def test_somebody_sees_her_group_with_its_table_and_its_lines_only(meeting, member, secretariat):
    seat_all(meeting, 8, 8)
    seat(meeting, Organisation.objects.get(slug="aarhus"), person=member)
    grouping = actions.make_groups(meeting, Wishes(3), seen=0, by=secretariat, seed=1)
    actions.place_groups(grouping, {1: "Bord 1", 2: "Bord 2", 3: "Bord 3"}, seen=1, by=secretariat)
    actions.release_groups(grouping, seen=2, by=secretariat)
    client = client_of(member)
    mine = client.get(TODAY).context["today"].group
    for group in grouping.groups.all():
        write(meeting, secretariat, f"Skrevet i {group}", group=group)
    assert f"Bord {mine.number}" in text_of(client)
    assert [one.text for one in client.get(TODAY).context["today"].lines] == [f"Skrevet i Gruppe {mine.number}"]
    other = next(one for one in grouping.groups.all() if one != mine)
    address = f"{TODAY}?gruppe={other.number}"
    assert client.get(address).context["today"].group == mine
    assert client_of(secretariat).get(address).context["today"].group == other


def test_lines_stay_with_the_meeting_when_their_group_is_mended_away(meeting, secretariat):
    seats = seat_all(meeting, 9, 9)
    grouping = actions.make_groups(meeting, Wishes(3), seen=0, by=secretariat, seed=1)
    write(meeting, secretariat, group=grouping.groups.get(number=3))
    Seat.objects.filter(pk__in=[seat.pk for seat in seats[3:]]).update(state="ended")
    actions.repair_groups(grouping, seen=1, by=secretariat)
    assert GroupLine.objects.get().group is None


def test_a_line_sent_twice_is_one(meeting, member):
    sign_up(meeting, member)
    client = client_of(member)
    got, key = send(client, "line", text="Vi bruger ordet tryghed")
    assert got.url == f"{TODAY}#line"
    again = client.post(TODAY, {"do": "line", "line-key": key, "line-text": "Vi bruger ordet tryghed"})
    assert again.url == got.url
    assert [(one.text, one.written_by) for one in GroupLine.objects.all()] == [("Vi bruger ordet tryghed", member)]
    assert f'data-kept="{key}"' in text_of(client)


def test_what_cannot_be_stored_is_said_and_kept(meeting, member):
    sign_up(meeting, member)
    got, key = send(client_of(member), "line", text="Borgeren 010190-1234 sagde ja")
    page = got.content.decode()
    assert got.status_code == 400
    assert "ligner et cpr-nummer" in page
    assert "Borgeren 010190-1234 sagde ja</textarea>" in page
    assert f'value="{key}"' in page


def test_nobody_takes_the_line_of_another_away(meeting, member, coordinator, secretariat):
    sign_up(meeting, member, coordinator)
    address = f"{TODAY}linje/{write(meeting, coordinator).pk}/"
    assert client_of(member).post(address).status_code == 404
    assert "Slet" not in text_of(client_of(member))
    assert client_of(coordinator).post(address).status_code == 302
    other = write(meeting, member)
    assert client_of(secretariat).post(f"{TODAY}linje/{other.pk}/").status_code == 302
    assert not GroupLine.objects.exists()


def test_what_most_want_to_ask_stands_first_and_one_wish_counts_once(meeting, member, coordinator):
    sign_up(meeting, member, coordinator)
    ask(meeting, member, "Første")
    second = ask(meeting, member, "Andet")
    address = f"{TODAY}spoergsmaal/{second.pk}/"
    client = client_of(coordinator)
    for _time in range(2):
        client.post(address, {"do": "wish"})
    found = client.get(TODAY).context["today"].questions
    assert [(one.question.text, one.question.wished, one.wished) for one in found] == [
        ("Andet", 1, True), ("Første", 0, False),
    ]  # fmt: skip
    client.post(address, {"do": "unwish"})
    assert (DayQuestion.objects.get(pk=second.pk).wished, QuestionWish.objects.count()) == (0, 0)


def test_a_question_without_a_name_is_stored_with_nobody_and_nothing_is_written_down(meeting, member):
    sign_up(meeting, member)
    before = Entry.objects.count()
    got, _key = send(client_of(member), "ask", text="Må man sige nej?", nameless="on")
    assert got.status_code == 302
    question = DayQuestion.objects.get()
    assert question.asked_by is None
    assert Entry.objects.count() == before
    assert not any(field.name.endswith("_at") for field in DayQuestion._meta.get_fields())
    assert not QuestionWish.objects.exists()


def test_only_points_of_the_released_programme_can_be_asked_about(meeting, member, secretariat):
    sign_up(meeting, member)
    released(meeting, secretariat)
    actions.add_item(meeting, {"title": "Endnu hemmeligt", "kind": "talk"}, by=secretariat)
    form = client_of(member).get(TODAY).context["ask"]
    assert [label for _key, label in form.fields["item"].choices] == ["Alle oplægsholdere", "Velkomst", "Tal og regler"]


def test_the_secretariat_says_what_is_answered_and_takes_away_and_others_cannot(meeting, member, secretariat):
    sign_up(meeting, member)
    question = ask(meeting, member)
    address = f"{TODAY}spoergsmaal/{question.pk}/"
    assert client_of(member).post(address, {"do": "answered"}).status_code == 403
    assert client_of(member).post(address, {"do": "remove"}).status_code == 403
    client = client_of(secretariat)
    client.post(address, {"do": "answered"})
    assert DayQuestion.objects.get().answered
    assert queries.asked_on_the_day(meeting) == ()
    client.post(address, {"do": "remove"})
    assert not DayQuestion.objects.exists()


def test_who_says_yes_has_it_for_her_municipality(meeting, member, coordinator):
    sign_up(meeting, member, coordinator)
    send(client_of(member), "intend", text="Beboermøder i vaskeriet")
    action = IntendedAction.objects.get()
    assert (action.owner, action.municipality) == (None, None)
    address = f"{TODAY}proev/{action.pk}/"
    client_of(coordinator).post(address, {"do": "take"})
    client_of(member).post(address, {"do": "take"})
    action.refresh_from_db()
    assert (action.owner, action.municipality.slug) == (coordinator, "aarhus")
    client_of(member).post(address, {"do": "leave"})
    action.refresh_from_db()
    assert action.owner == coordinator
    client_of(coordinator).post(address, {"do": "leave"})
    action.refresh_from_db()
    assert (action.owner, action.municipality) == (None, None)


def test_who_writes_it_can_take_it_at_once_but_not_without_a_municipality(meeting, member, secretariat):
    sign_up(meeting, member)
    assert intend(meeting, member, mine=True).owner_id is None
    assert IntendedAction.objects.get().owner == member
    got, _key = send(client_of(secretariat), "intend", text="Noget", mine="on")
    assert got.status_code == 400
    assert "en plads fra en kommune" in got.content.decode()
    assert IntendedAction.objects.count() == 1


def test_nothing_is_written_a_week_after_the_meeting(meeting, member, time_machine):
    sign_up(meeting, member)
    time_machine.move_to(END + timedelta(days=7, seconds=-5))
    assert client_of(member).get(TODAY).context["today"].is_open
    time_machine.move_to(END + timedelta(days=7, seconds=1))
    page = text_of(client_of(member))
    assert "indtil en uge efter mødet" in page
    assert 'name="do" value="ask"' not in page
    with pytest.raises(ValidationError):
        actions.write_line(meeting, "x", group=None, key=uuid.uuid4(), at=END + timedelta(days=8), by=member)


def test_who_wrote_is_forgotten_and_what_was_written_stays(meeting, member, coordinator, settings):
    sign_up(meeting, member, coordinator)
    question = ask(meeting, member)
    write(meeting, member)
    actions.wish_too(question, wishes=True, at=START, by=coordinator)
    kept = {"wishes": settings.KEPT_DAYS["needs"], "lines": settings.KEPT_DAYS["writers"]}
    actions.forget_the_day(at=END + timedelta(days=15), **kept)
    assert (QuestionWish.objects.count(), DayQuestion.objects.get().wished) == (0, 1)
    assert GroupLine.objects.get().written_by == member
    actions.forget_the_day(at=END + timedelta(days=31), **kept)
    assert (GroupLine.objects.get().written_by, DayQuestion.objects.get().asked_by) == (None, None)


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_for_few_and_many(meeting, member, secretariat, django_assert_num_queries, many):
    sign_up(meeting, member)
    released(meeting, secretariat)
    for number in range(many):
        ask(meeting, colleague(number), f"Spørgsmål {number}")
        write(meeting, colleague(number + 5), f"Linje {number}")
        intend(meeting, member, f"Prøv {number}", mine=True)
    client = client_of(member)
    client.get(TODAY)
    with django_assert_num_queries(15):
        client.get(TODAY)


@pytest.fixture
def busy(loaded, season):
    """A meeting with two people of Aarhus, in a database that threads see."""
    found = make_meeting(season, physical_capacity=None)
    sign_up(found, person("kollega"), person("kontaktperson"))
    return found


def test_of_two_who_take_it_on_at_once_one_has_it(busy):
    action = intend(busy, person("kollega"))
    people = [person("kollega"), person("kontaktperson")]
    assert both(*(lambda by=by: actions.take_on(action, by=by) for by in people)) == ["taken"]
    assert IntendedAction.objects.get().owner is not None


def test_a_line_sent_twice_at_once_is_one(busy):
    key = uuid.uuid4()
    assert both(*[lambda: write(busy, person("kollega"), key=key)] * 2) == []
    assert GroupLine.objects.count() == 1


def test_two_who_want_to_ask_it_too_at_once_are_both_counted(busy):
    question = ask(busy, person("kollega"))
    people = [person("kollega"), person("kontaktperson")]
    assert both(*(lambda by=by: actions.wish_too(question, wishes=True, at=START, by=by) for by in people)) == []
    assert DayQuestion.objects.get().wished == Seat.objects.count() == 2
