"""The drejebog of a meeting: days that follow the meeting, what is late, and where the secretariat sees it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from knub.meetings import actions, queries
from knub.meetings.models import ChecklistTask, Meeting
from tests.meetings.conftest import END, NOW, START, YEAR, make_meeting

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def address(name, *more):
    return reverse(f"meetings:{name}", args=[YEAR, 2, *more])


def text_of(client, url):
    return " ".join(client.get(url).content.decode().split())


def titles(tasks):
    return [one.title for one in tasks]


@pytest.fixture
def tasks(meeting, secretariat):
    """A task that is late on 1 March for a meeting on 20 May, and one that is not."""
    late = actions.add_task(meeting, title="Spørg oplægsholderne", days=-90, by=secretariat)
    return late, actions.add_task(meeting, title="Udgiv program", days=-21, by=secretariat)


def test_the_days_follow_the_meeting_when_it_moves(meeting, tasks, secretariat):
    found = queries.checklist(meeting, today=TODAY)
    assert (titles(found.late), titles(found.to_come)) == (["Spørg oplægsholderne"], ["Udgiv program"])
    later = {"starts_at": START + timedelta(days=60), "ends_at": END + timedelta(days=60)}
    moved = actions.change_meeting(meeting, at=NOW, by=secretariat, **later)
    assert titles(queries.checklist(moved, today=TODAY).late) == []


def test_a_task_is_late_from_the_day_after(meeting, tasks):
    due = tasks[0].due_on
    assert [tasks[0].is_late(day) for day in (due, due + timedelta(days=1))] == [False, True]


def test_a_task_is_done_and_undone_and_the_same_again_changes_nothing(meeting, tasks, as_secretariat, secretariat):
    url = address("task_done", tasks[0].pk)
    for do, done in (("done", ["Spørg oplægsholderne"]), ("done", ["Spørg oplægsholderne"]), ("undone", [])):
        as_secretariat.post(url, {"do": do})
        assert titles(queries.checklist(meeting, today=TODAY).done) == done


def test_the_usual_tasks_are_given_once_and_are_danish(meeting, as_secretariat):
    as_secretariat.post(address("start_checklist"))
    as_secretariat.post(address("start_checklist"))
    assert meeting.checklist.count() == 14
    assert (meeting.checklist.first().days, meeting.checklist.last().days) == (-56, 7)
    assert "Spørg oplægsholderne" in titles(meeting.checklist.all())
    assert "8 uger før mødet" in text_of(as_secretariat, address("checklist"))


def test_tasks_are_added_changed_and_removed(meeting, as_secretariat):
    typed = {"title": "Bestil kaffe", "amount": "3", "unit": "days_after"}
    as_secretariat.post(address("checklist"), typed)
    task = meeting.checklist.get()
    assert (task.title, task.days) == ("Bestil kaffe", 3)
    form = as_secretariat.get(address("task", task.pk)).context["form"]
    assert (form["amount"].value(), form["unit"].value()) == (3, "days_after")
    as_secretariat.post(address("task", task.pk), typed | {"amount": "2", "unit": "weeks_before"})
    task.refresh_from_db()
    assert task.days == -14
    got = as_secretariat.post(address("task", task.pk), typed | {"amount": "mange"})
    assert (got.status_code, "Bestil kaffe" in got.content.decode()) == (400, True)
    as_secretariat.post(address("task", task.pk), {"do": "remove"})
    assert not meeting.checklist.exists()


def test_a_copy_has_the_same_tasks_not_done(meeting, season, tasks, secretariat):
    actions.set_done(tasks[0], done=True, at=NOW, by=secretariat)
    starts = NOW + timedelta(days=200)
    copy = actions.copy_meeting(meeting, season=season, number=3, starts_at=starts, by=secretariat)
    assert [(one.title, one.days, one.done_at) for one in copy.checklist.all()] == [
        ("Spørg oplægsholderne", -90, None), ("Udgiv program", -21, None),
    ]  # fmt: skip


def test_what_is_late_waits_for_the_secretariat(season, meeting, tasks, as_secretariat, django_assert_num_queries):
    ChecklistTask.objects.exclude(meeting__season=season).delete()
    other = make_meeting(season, number=3)
    actions.copy_meeting(meeting, season=season, number=4, starts_at=NOW + timedelta(days=300), by=None)
    actions.add_task(other, title="Noget andet", days=-100, by=None)
    with django_assert_num_queries(1):
        found = {one.url: one for one in queries.late_tasks()}
    assert set(found) == {address("checklist"), reverse("meetings:checklist", args=[YEAR, 3])}
    line = found[address("checklist")]
    assert (line.what, line.text) == ("Udlejning og anvisning: 1 opgave er forsinket", "Spørg oplægsholderne")
    assert line.due == tasks[0].due_on
    assert "Udlejning og anvisning: 1 opgave er forsinket" in text_of(as_secretariat, "/sekretariat/?slags=moede")
    Meeting.objects.exclude(season=season).update(archived=True)
    assert "Spørg oplægsholderne" in text_of(as_secretariat, "/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_tasks(
    meeting, as_secretariat, secretariat, count, django_assert_num_queries
):
    for number in range(count):
        actions.add_task(meeting, title=f"Opgave {number}", days=-number, by=secretariat)
    with django_assert_num_queries(7):
        as_secretariat.get(address("checklist"))


def test_only_the_secretariat_sees_it(meeting, tasks, member):
    client = Client()
    client.force_login(member)
    assert {client.get(address(name, *more)).status_code for name, more in (
        ("checklist", ()), ("task", (tasks[0].pk,)),
    )} == {403}  # fmt: skip
