"""Two secretaries edit the same point, or release the same draft, at once: one is told, and nothing is there twice."""

import threading
import time

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.utils import IntegrityError
from django.utils import timezone

from knub.meetings import actions, queries
from knub.meetings.actions import programme as writing
from knub.meetings.models import Meeting, Proposal
from knub.ui.editing import EditedMeanwhileError
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def pause_between_check_and_write(monkeypatch):
    """Make the moment between seeing what stands and writing long enough for the other to come in."""
    check = writing.refuse_if_edited

    def slowly(**versions):
        check(**versions)
        time.sleep(0.5)

    monkeypatch.setattr(writing, "refuse_if_edited", slowly)


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)


@pytest.fixture
def item(loaded):
    """A point of a draft that has something to release."""
    found = Meeting.objects.filter(archived=False).earliest("pk")
    return actions.add_item(found, {"title": "Som den var", "kind": "talk"}, by=person("sekretaer"))


def twice_at_once(do):
    """Do something with two numbers in two threads at the same moment; return what they met."""
    start, met, by = threading.Barrier(2), [], person("sekretaer")

    def one(number):
        try:
            start.wait()
            do(number, by)
        except (EditedMeanwhileError, IntegrityError) as error:
            met.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


def edit(item):
    return twice_at_once(lambda number, by: actions.change_item(item, {"title": f"Nr. {number}"}, seen="0", by=by))


def release(item):
    meeting = item.meeting
    seen, before = queries.draft(meeting).seen, meeting.programmes.count()
    met = twice_at_once(
        lambda _number, by: actions.release_programme(meeting, seen=seen, at=timezone.now(), by=by, tells=False)
    )
    return met, meeting.programmes.count() - before


def test_the_second_who_edits_is_told(item):
    assert edit(item) == [EditedMeanwhileError]


def test_without_the_lock_one_writes_over_the_other_unseen(item, without_lock):
    assert edit(item) == []


def test_a_draft_is_released_once(item):
    assert release(item) == ([EditedMeanwhileError], 1)


def test_without_the_lock_the_second_release_meets_an_error_of_the_database(item, without_lock):
    assert release(item) == ([IntegrityError], 1)


def test_the_speakers_are_asked_about_one_move(item, monkeypatch):
    ask_slowly(monkeypatch)
    assert propose(item) == ([], 1)


def test_without_the_lock_the_second_question_meets_an_error_of_the_database(item, without_lock, monkeypatch):
    ask_slowly(monkeypatch)
    assert propose(item) == ([IntegrityError], 1)


def ask_slowly(monkeypatch):
    """Pause between putting the earlier question aside and asking the new one."""
    made = Proposal.objects.create

    def slowly(**values):
        time.sleep(0.5)
        return made(**values)

    monkeypatch.setattr(Proposal.objects, "create", slowly)


def propose(item):
    meeting = item.meeting
    met = twice_at_once(
        lambda number, by: actions.propose_move(meeting, {"venue": f"Nr. {number}"}, at=timezone.now(), by=by)
    )
    return met, meeting.proposals.filter(settled_at__isnull=True).count()
