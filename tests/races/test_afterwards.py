"""Two at once on what comes of a meeting: the record, a talk's card, a question many want, and pages made of them."""

import uuid
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from knub.audit.models import Entry
from knub.knowledge.models import Page
from knub.meetings import actions
from knub.meetings.actions import following_up
from knub.meetings.actions import record as module
from knub.meetings.models import IntendedAction, Item, Record, Speaker, TalkCard
from tests.conftest import person
from tests.meetings.conftest import END, START, make_meeting, make_season, sign_up
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = END + timedelta(days=1)
CARD = {"claim": "Naboskab kan læres.", "numbers": "", "source": ""}


@pytest.fixture
def meeting(loaded, time_machine):
    """A meeting that was held yesterday, with a talk whose card is written."""
    time_machine.move_to(START, tick=True)
    found = make_meeting(make_season(), physical_capacity=None)
    sign_up(found, person("kollega"))
    speaker = Speaker.objects.create(meeting=found, name="Eksempel Taler", email="taler@example.org")
    Item.objects.create(meeting=found, title="En kommune fortæller", kind="case").speakers.add(speaker)
    time_machine.move_to(AFTER, tick=True)
    actions.write_card(found.items.get(), CARD, seen="0", by=person("sekretaer"))
    Record.objects.create(meeting=found)
    return found


def test_of_two_who_write_the_record_at_once_the_second_is_told(meeting, lock, monkeypatch):
    slowed(monkeypatch, module, "_held", lock=lock)
    by = person("sekretaer")
    met = both(*(lambda text=text: actions.write_record(meeting, text, seen="0", by=by) for text in ("Et", "To")))
    assert met == (["edited_meanwhile"] if lock else [])


def test_a_record_released_twice_at_once_is_told_once(meeting, lock, monkeypatch):
    slowed(monkeypatch, module, "_held", lock=lock)
    both(*[lambda: actions.release_record(meeting, at=AFTER, by=person("sekretaer"))] * 2)
    told = ProcrastinateJob.objects.filter(task_name="meetings.tell_record").count()
    assert (told, Entry.objects.filter(verb="record_released").count()) == ((1, 1) if lock else (2, 2))


def test_words_changed_while_the_speaker_approves_others_are_not_shown_as_hers(meeting, lock, monkeypatch):
    slowed(monkeypatch, module, "_held_card", lock=lock)
    card, item = TalkCard.objects.get(), meeting.items.get()
    met = both(
        lambda: actions.approve_card(card, CARD, speaker=meeting.speakers.get(), seen="1", at=AFTER),
        lambda: actions.write_card(item, CARD | {"claim": "Andet"}, seen="1", by=person("sekretaer")),
    )
    assert met == (["edited_meanwhile"] if lock else [])


def test_a_card_made_a_page_twice_at_once_is_one_page(meeting, lock, monkeypatch):
    TalkCard.objects.update(approved_at=AFTER)
    slowed(monkeypatch, module, "_held_card", lock=lock)
    met = both(*[lambda: actions.card_to_page(meeting.items.get(), at=AFTER, by=person("sekretaer"))] * 2)
    assert (Page.objects.filter(title="En kommune fortæller").count(), met) == (1, [] if lock else ["broken"])


def test_what_was_tried_made_a_page_twice_at_once_is_one_page(meeting, lock, monkeypatch):
    member = person("kollega")
    tried = actions.intend(meeting, "Vaskeri", group=None, mine=True, key=uuid.uuid4(), at=AFTER, by=member)
    slowed(monkeypatch, following_up, "Content", lock=lock)
    met = both(*[lambda: actions.action_to_page(tried, at=AFTER, by=member)] * 2)
    assert (Page.objects.filter(title="Vaskeri").count(), met) == (1, [] if lock else ["broken"])
    assert IntendedAction.objects.get().page is not None


def test_two_who_want_to_ask_the_same_at_once_are_counted_both(meeting, lock, monkeypatch):
    asked = actions.ask_on_the_day(
        meeting, "Hvordan?", key=uuid.uuid4(), at=AFTER, by=person("kollega"), item=None, nameless=True
    )
    slowed(monkeypatch, QuerySet, "count", lock=lock)
    people = [person("kollega"), person("kontaktperson")]
    both(*(lambda by=by: actions.wish_too(asked, wishes=True, at=AFTER, by=by) for by in people))
    asked.refresh_from_db()
    assert asked.wished == (2 if lock else 1)
