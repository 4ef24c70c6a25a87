"""Two secretaries edit the same point, or release the same draft, at once: one is told, and nothing is there twice."""

import pytest
from django.utils import timezone

from knub.meetings import actions, queries
from knub.meetings.actions import meetings as planning
from knub.meetings.actions import programme as writing
from knub.meetings.models import Meeting, Proposal
from tests.conftest import person
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item(loaded):
    """A point of a draft that has something to release."""
    found = Meeting.objects.filter(archived=False).earliest("pk")
    return actions.add_item(found, {"title": "Som den var", "kind": "talk"}, by=person("sekretaer"))


def twice_at_once(do):
    """Do something with two numbers at the same moment; return what was met."""
    by = person("sekretaer")
    return both(*(lambda number=number: do(number, by) for number in range(2)))


def test_the_second_who_edits_is_told_and_without_the_lock_writes_over_the_other(item, lock, monkeypatch):
    slowed(monkeypatch, writing, "refuse_if_edited", lock=lock)
    met = twice_at_once(lambda number, by: actions.change_item(item, {"title": f"Nr. {number}"}, seen="0", by=by))
    assert met == (["edited_meanwhile"] if lock else [])


def test_the_second_who_changes_a_meeting_is_told_and_without_the_lock_writes_over_the_other(item, lock, monkeypatch):
    slowed(monkeypatch, planning, "refuse_if_edited", lock=lock)
    meeting, at = Meeting.objects.get(pk=item.meeting_id), timezone.now()
    seen = queries.version_of_meeting(meeting)
    met = twice_at_once(
        lambda number, by: actions.change_meeting(meeting, seen=seen, at=at, by=by, title=f"Nr. {number}")
    )
    assert met == (["edited_meanwhile"] if lock else [])


def test_a_draft_is_released_once(item, lock, monkeypatch):
    slowed(monkeypatch, writing, "refuse_if_edited", lock=lock)
    meeting, at = item.meeting, timezone.now()
    seen, before = queries.draft(meeting).seen, meeting.programmes.count()
    met = twice_at_once(lambda _number, by: actions.release_programme(meeting, seen=seen, at=at, by=by, tells=False))
    assert met == (["edited_meanwhile"] if lock else ["broken"])
    assert meeting.programmes.count() == before + 1


def test_the_speakers_are_asked_about_one_move(item, lock, monkeypatch):
    slowed(monkeypatch, Proposal.objects, "create", lock=lock, first=True)
    meeting, at = item.meeting, timezone.now()
    met = twice_at_once(lambda number, by: actions.propose_move(meeting, {"venue": f"Nr. {number}"}, at=at, by=by))
    assert met == ([] if lock else ["broken"])
    assert meeting.proposals.filter(settled_at__isnull=True).count() == 1
