"""What speakers have in their calendars: it moves with the meeting and the programme, and goes with the talk."""

from datetime import UTC, datetime, time, timedelta

import pytest
import vobject
from django.test import Client

from knub.meetings import actions, queries
from knub.meetings.calendar import talk_invitation
from knub.meetings.models import Item, Meeting
from tests.meetings.conftest import COPENHAGEN, END, NOW, START, make_meeting, make_season
from tests.meetings.test_mails import entry_of, told
from tests.meetings.test_programme import add, release
from tests.meetings.test_speakers import link_of, make_speaker, text_of

pytestmark = pytest.mark.django_db


def at(hour, minute=0, *, day=20):
    return datetime(2026, 5, day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)


def fetched(speaker):
    """Return the entry a speaker fetches from her page, read by another library."""
    return vobject.readOne(Client().get(f"{link_of(speaker)}oplaeg.ics").content.decode())


def span(calendar):
    return tuple(getattr(calendar.vevent, name).value.astimezone(UTC) for name in ("dtstart", "dtend"))


@pytest.fixture
def speaker(meeting):
    return make_speaker(meeting)


def test_a_speaker_fetches_the_whole_meeting_until_her_hours_are_settled(meeting, speaker, secretariat):
    assert span(fetched(speaker)) == (START.astimezone(UTC), END.astimezone(UTC))
    add(meeting, secretariat, "Naboer, som hjælper", time(10, 30), time(11), speakers=[speaker])
    assert span(fetched(speaker)) == (START.astimezone(UTC), END.astimezone(UTC))  # a draft is no promise
    release(meeting, secretariat)
    calendar = fetched(speaker)
    assert span(calendar) == (at(10, 30), at(11))
    assert calendar.vevent.summary.value == "Oplæg: Udlejning og anvisning"
    assert calendar.vevent.description.value.startswith("Naboer, som hjælper\nhttp://localhost:8000/moeder/")
    assert "/oplaeg/" not in calendar.serialize()


def test_two_points_are_one_entry_and_a_point_without_hours_is_the_whole_meeting(meeting, speaker, secretariat):
    add(meeting, secretariat, "Først", time(9, 15), time(10), speakers=[speaker])
    add(meeting, secretariat, "Sidst", time(13), time(14), speakers=[speaker])
    release(meeting, secretariat)
    assert span(fetched(speaker)) == (at(9, 15), at(14))
    add(meeting, secretariat, "Uden tid", None, None, speakers=[speaker])
    release(meeting, secretariat)
    assert span(fetched(speaker)) == (START.astimezone(UTC), END.astimezone(UTC))


def test_points_outside_the_hours_of_a_meeting_that_moved_are_the_whole_meeting(meeting, speaker, secretariat):
    add(meeting, secretariat, "Tidligt", time(9), time(10), speakers=[speaker])
    release(meeting, secretariat)
    starts, ends = START + timedelta(hours=3), END + timedelta(hours=3)
    actions.change_meeting(meeting, at=NOW, by=secretariat, starts_at=starts, ends_at=ends)
    assert span(fetched(speaker)) == (starts.astimezone(UTC), ends.astimezone(UTC))


def test_a_speaker_who_was_taken_off_has_nothing_to_fetch(meeting, speaker, secretariat):
    item = add(meeting, secretariat, speakers=[speaker])
    release(meeting, secretariat)
    Item.objects.get(pk=item.pk).speakers.clear()
    add(meeting, secretariat, "Et andet", time(12), time(13))
    release(meeting, secretariat)
    link = link_of(speaker)
    assert Client().get(f"{link}oplaeg.ics").status_code == 404
    assert "oplaeg.ics" not in text_of(Client().get(link))


def test_a_talk_with_commas_emoji_and_line_breaks_is_read_back_as_it_was(season, secretariat):
    meeting = make_meeting(season, title="Møde, med; tegn 😀\\n", venue="Sal 1, 2. sal\nBagindgang")
    speaker = make_speaker(meeting)
    add(meeting, secretariat, "Hvad, hvordan; og\nhvorfor 😀", time(10), time(11), speakers=[speaker])
    release(meeting, secretariat)
    event = vobject.readOne(talk_invitation(queries.talk_of(speaker))).vevent
    assert event.summary.value == "Oplæg: Møde, med; tegn 😀\\n"
    assert event.location.value == "Sal 1, 2. sal\nBagindgang"
    assert event.description.value.startswith("Hvad, hvordan; og\nhvorfor 😀\n")


def test_two_speakers_with_the_same_mail_have_each_their_own_link_and_consents(meeting, secretariat):
    first, second = make_speaker(meeting, name="Eksempel Ene"), make_speaker(meeting, name="Eksempel Anden")
    one, other = link_of(first), link_of(second)
    assert one != other
    for link, own, others in ((one, "Eksempel Ene", "Eksempel Anden"), (other, "Eksempel Anden", "Eksempel Ene")):
        page = text_of(Client().get(link))
        assert (own in page, others in page) == (True, False)
    Client().post(f"{one}samtykke/", {"shares_slides": "on"})
    Client().post(f"{other}samtykke/", {"recording": "on"})
    agreed = meeting.speakers.order_by("pk").values_list("shares_slides", "recording", "shows_name")
    assert list(agreed) == [(True, False, False), (False, True, False)]
    assert fetched(first).vevent.uid.value != fetched(second).vevent.uid.value
    actions.remove_speaker(first, by=secretariat)
    assert (Client().get(one).status_code, Client().get(other).status_code) == (404, 200)


class TestMails:
    """What is mailed; read from a real mail server."""

    pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("loaded")]

    @pytest.fixture
    def meeting(self, request):
        request.getfixturevalue("loaded")  # before the meeting, whatever order the marks are read in
        return make_meeting(make_season())

    def test_the_entry_moves_with_the_programme_and_the_meeting_and_goes_with_the_talk(
        self, meeting, speaker, secretariat, mail_server
    ):
        uid = f"oplaeg-{speaker.pk}@localhost"
        actions.send_link(speaker, at=NOW, by=secretariat)
        ((to, _subject, _text, calendar),) = told(mail_server)
        assert (to, *entry_of(calendar)) == ("oplaeg", "REQUEST", uid, "0", at(9), "KL-huset, København")
        assert calendar.vevent.attendee.value == "mailto:oplaeg@example.org"

        item = add(meeting, secretariat, starts=time(10), ends=time(11), speakers=[speaker])
        release(meeting, secretariat)
        ((_to, _subject, _text, calendar),) = told(mail_server)
        assert entry_of(calendar)[:4] == ("REQUEST", uid, "2", at(10))

        starts, ends = START + timedelta(days=1), END + timedelta(days=1)
        current = Meeting.objects.get(pk=meeting.pk)
        actions.change_meeting(current, at=NOW, by=secretariat, starts_at=starts, ends_at=ends)
        ((_to, _subject, _text, calendar),) = told(mail_server)
        assert entry_of(calendar)[:4] == ("REQUEST", uid, "4", at(10, day=21))

        item.speakers.clear()
        add(meeting, secretariat, "Et andet", time(12), time(13))
        release(meeting, secretariat)
        ((_to, _subject, _text, calendar),) = told(mail_server)
        assert entry_of(calendar)[:3] == ("CANCEL", uid, "7")
        assert calendar.vevent.status.value == "CANCELLED"

        item.speakers.set([speaker])
        release(meeting, secretariat)
        ((_to, _subject, _text, calendar),) = told(mail_server)
        assert entry_of(calendar)[:3] == ("REQUEST", uid, "8")

        actions.remove_speaker(speaker, by=secretariat)
        ((_to, subject, text, calendar),) = told(mail_server)
        assert entry_of(calendar)[:3] == ("CANCEL", uid, "9")
        assert subject == "Du skal ikke længere holde oplæg: Udlejning og anvisning, 21. maj 2026"
        assert ("er slettet" in text, "/oplaeg/" in text) == (True, False)

    def test_whoever_never_heard_of_it_and_whoever_has_spoken_is_not_told_when_she_is_deleted(
        self, meeting, speaker, secretariat, mail_server, time_machine
    ):
        held = make_speaker(meeting, name="Eksempel Afholdt", email="afholdt@example.org", invited_at=NOW)
        actions.remove_speaker(speaker, by=secretariat)
        time_machine.move_to(END + timedelta(hours=1))
        actions.remove_speaker(held, by=secretariat)
        assert told(mail_server) == []

    def test_two_speakers_with_the_same_mail_get_each_their_own(self, meeting, secretariat, mail_server):
        for name in ("Eksempel Ene", "Eksempel Anden"):
            actions.send_link(make_speaker(meeting, name=name), at=NOW, by=secretariat)
        mails = told(mail_server)
        assert {text.splitlines()[0] for _to, _subject, text, _calendar in mails} == {
            "Kære Eksempel Ene", "Kære Eksempel Anden",
        }  # fmt: skip
        assert len({calendar.vevent.uid.value for *_rest, calendar in mails}) == 2
