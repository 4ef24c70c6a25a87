"""Mails about chosen points: what one is signed up for, and what a new version did to it, read from a real server."""

from datetime import time

import pytest

from knub.meetings import actions, queries
from knub.meetings.models import Item
from tests.meetings.conftest import COPENHAGEN, NOW, make_meeting, make_season, sign_up
from tests.meetings.test_mails import told

pytestmark = pytest.mark.django_db(transaction=True)


def release(meeting, **more):
    return actions.release_programme(meeting, seen=queries.draft(meeting).seen, at=NOW, by=None, **more)


@pytest.fixture
def case(loaded):
    """A point of a released programme of two."""
    meeting = make_meeting(make_season())
    for title, hour in (("Case", 10), ("Drøftelse", 13)):
        values = {"title": title, "starts": time(hour), "ends": time(hour + 1), "kind": "case"}
        actions.add_item(meeting, values, by=None)
    release(meeting, tells=False)
    return meeting.items.get(title="Case")


def starts(calendar):
    event = calendar.vevent
    return f"{event.dtstart.value.astimezone(COPENHAGEN):%H.%M}", int(event.sequence.value)


def test_a_part_is_said_and_whoever_loses_it_is_told_once_also_without_a_mail_to_all(case, mail_server, member, guest):
    seat = sign_up(case.meeting, member, items=[case.pk]).seats.get()
    sign_up(case.meeting, guest, slug="randers")
    whole, part = told(mail_server)
    assert ("Tilmeldt: Hele mødet" in whole[2], "Tilmeldt: 10.00-11.00 Case" in part[2]) == (True, True)
    assert starts(whole[3]) == ("09.00", 0)
    hour, before = starts(part[3])
    assert hour == "10.00"
    actions.change_item(case, {"starts": time(10, 30)}, seen="0", by=None)
    programme = release(case.meeting, tells=False)
    ((to, _subject, text, calendar),) = told(mail_server)
    assert (to, "»Case« er flyttet fra kl. 10.00-11.00 til kl. 10.30-11.00." in text) == ("kollega", True)
    hour, moved = starts(calendar)
    assert (hour, moved > before) == ("10.30", True)
    actions.tell_programme(programme.pk)
    assert told(mail_server) == []
    actions.remove_item(Item.objects.get(pk=case.pk), seen="1", by=None)
    release(case.meeting, tells=False)
    ((_to, _subject, text, calendar),) = told(mail_server)
    assert "Intet af det, du havde valgt, er tilbage. Du er nu tilmeldt hele mødet." in text
    assert (starts(calendar)[0], starts(calendar)[1] > moved) == ("09.00", True)
    actions.choose_items(seat, [], at=NOW, by=member)
    ((_to, subject, text, calendar),) = told(mail_server)
    assert subject.startswith("Din tilmelding er ændret:")
    assert ("Du beholder din plads." in text, starts(calendar)[1] > moved + 1) == (True, True)
