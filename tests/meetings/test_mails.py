"""What people are told of their seats, read from a real mail server, and what their calendars make of it."""

import re
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest
import vobject
from django.test import Client

from knub.meetings import actions
from knub.meetings.calendar import invitation
from knub.meetings.models import Meeting, Seat
from tests.conftest import person
from tests.meetings.conftest import (
    COPENHAGEN,
    END,
    NOW,
    START,
    colleague,
    make_meeting,
    make_season,
    sign_up,
    states,
    wish,
)
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season(loaded):
    return make_season()


def told(mail_server):
    """Run the worker, empty the box, and return each mail as receiver, subject, text and calendar entry."""
    work()
    found = [_read(mail) for mail in sorted(mail_server.mailbox, key=lambda mail: mail["To"])]
    mail_server.mailbox.clear()
    return found


def _read(mail):
    parts = {part.get_content_type(): part for part in mail.walk()}
    text = parts["text/plain"].get_payload(decode=True).decode()
    entry = parts.get("text/calendar")
    calendar = vobject.readOne(entry.get_payload(decode=True).decode()) if entry else None
    return mail["To"].split("@")[0], str(make_header(decode_header(mail["Subject"]))), text, calendar


def entry_of(calendar):
    """Return what a calendar makes of an entry: its method, name, number, start in UTC, and place."""
    event = calendar.vevent
    start = event.dtstart.value.astimezone(UTC)
    return calendar.method.value, event.uid.value, event.sequence.value, start, event.location.value


def test_a_seat_is_confirmed_at_once_with_an_entry_for_the_calendar(season, mail_server, member):
    meeting = make_meeting(season)
    seat = sign_up(meeting, member).seats.get()
    ((to, subject, text, calendar),) = told(mail_server)
    assert (to, subject) == ("kollega", "Du har en plads: Udlejning og anvisning, 20. maj 2026")
    assert text.startswith("Kære Eksempel Kollega\n\nDu har en plads til »Udlejning og anvisning«.\n")
    assert "Hvornår: 20. maj 2026 kl. 9.00-15.00\nHvor: KL-huset, København\n" in text
    uid = f"plads-{seat.pk}-0@localhost"
    assert entry_of(calendar) == ("REQUEST", uid, "0", START.astimezone(UTC), "KL-huset, København")
    link = re.search(r"http://localhost:8000(/moeder/min-plads/\S+)", text).group(1)
    assert "Har en plads" in Client().get(link).content.decode()
    assert "min-plads" not in calendar.serialize()


def test_the_orderer_gets_a_receipt_and_each_participant_a_mail_of_her_own(season, mail_server, member, coordinator):
    actions.sign_up(make_meeting(season), wish(member, unnamed=1), at=NOW, by=coordinator)
    own, receipt = told(mail_server)
    assert (own[0], own[1]) == ("kollega", "Du har en plads: Udlejning og anvisning, 20. maj 2026")
    assert "Eksempel Kontaktperson har tilmeldt dig." in own[2]
    assert (receipt[0], receipt[1]) == ("kontaktperson", "Kvittering: Udlejning og anvisning, 20. maj 2026")
    assert "I har to pladser." in receipt[2]
    assert "– En plads uden navn: Har en plads" in receipt[2]


def test_who_waits_is_told_so_without_a_calendar_and_who_moves_up_gets_one(season, mail_server, member, guest):
    meeting = make_meeting(season, physical_capacity=1)
    seat = sign_up(meeting, member).seats.get()
    sign_up(meeting, guest, slug="randers", least=1)
    waits = told(mail_server)[0]
    assert (waits[0], waits[1], waits[3]) == ("gaest", "Venteliste: Udlejning og anvisning, 20. maj 2026", None)
    actions.cancel_seat(seat, at=NOW, by=member)
    up, gone = told(mail_server)
    assert (up[0], up[1]) == ("gaest", "Der er blevet en plads til dig: Udlejning og anvisning, 20. maj 2026")
    assert up[3].method.value == "REQUEST"
    assert (gone[0], gone[1]) == ("kollega", "Afbud: Udlejning og anvisning, 20. maj 2026")
    assert entry_of(gone[3])[:3] == ("CANCEL", f"plads-{seat.pk}-0@localhost", "1")


def test_who_waits_leaves_the_list_by_the_link_once_and_nobody_else_is_touched(season, mail_server, member, guest):
    meeting = make_meeting(season, physical_capacity=1)
    sign_up(meeting, member)
    sign_up(meeting, guest, slug="randers", least=1)
    sign_up(meeting, colleague(1), least=1)
    text = next(text for to, _subject, text, _calendar in told(mail_server) if to == "gaest")
    link = re.search(r"http://localhost:8000(/moeder/min-plads/\S+)", text).group(1)
    assert states(meeting) == {
        "Eksempel Kollega": "confirmed", "Eksempel Gæst": "waiting", "Eksempel Kollega 1": "waiting"
    }  # fmt: skip
    statuses = [Client().post(f"{link}afbud/").status_code for _twice in range(2)]
    assert statuses == [302, 409]
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "Eksempel Kollega 1": "waiting"}
    assert [to for to, *_rest in told(mail_server)] == ["gaest"]


def test_a_substitute_gets_an_entry_and_the_other_s_goes(season, mail_server, member, coordinator):
    seat = sign_up(make_meeting(season), member).seats.get()
    told(mail_server)
    actions.substitute(seat, coordinator, at=NOW, by=member)
    before, now = told(mail_server)
    assert (before[0], entry_of(before[3])[:2]) == ("kollega", ("CANCEL", f"plads-{seat.pk}-0@localhost"))
    assert (now[0], entry_of(now[3])[:2]) == ("kontaktperson", ("REQUEST", f"plads-{seat.pk}-1@localhost"))


def test_a_moved_meeting_moves_the_same_entry_and_everybody_is_told_once(season, mail_server, member, secretariat):
    meeting = make_meeting(season)
    seat = sign_up(meeting, member).seats.get()
    told(mail_server)
    earlier = {"starts_at": START - timedelta(days=1), "ends_at": END - timedelta(days=1)}
    actions.change_meeting(meeting, at=NOW, by=secretariat, **earlier)
    ((to, subject, text, calendar),) = told(mail_server)
    assert (to, subject) == ("kollega", "Mødet er flyttet: Udlejning og anvisning, 19. maj 2026")
    assert "Mødet er flyttet fra 20. maj 2026 kl. 9.00 til 19. maj 2026 kl. 9.00. Din plads følger med." in text
    uid = f"plads-{seat.pk}-0@localhost"
    assert entry_of(calendar)[:4] == ("REQUEST", uid, "1", earlier["starts_at"].astimezone(UTC))
    actions.tell_moved(Meeting.objects.get(pk=meeting.pk).moves.get().pk)
    assert told(mail_server) == []


def test_an_offer_says_until_when(season, mail_server, member, guest):
    meeting = make_meeting(season, physical_capacity=1)
    seat = sign_up(meeting, member).seats.get()
    sign_up(meeting, guest, slug="randers", least=1)
    told(mail_server)
    actions.cancel_seat(seat, at=START - timedelta(hours=40), by=member)
    offer, _gone = told(mail_server)
    assert offer[1].startswith("Vil du have en plads? Svar inden 19. maj 2026 kl. 17.00")
    assert "Tag pladsen, eller sig nej tak, her:" in offer[2]


def test_reminders_come_once_seven_days_and_one_day_before_and_follow_a_move(season, mail_server, member, secretariat):
    meeting = make_meeting(season)
    sign_up(meeting, member)
    told(mail_server)
    assert actions.remind(at=START - timedelta(days=7, minutes=1)) == 0
    assert [actions.remind(at=START - timedelta(days=7) + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]
    assert actions.remind(at=START - timedelta(days=1)) == 1
    mails = [(subject, "er i morgen" in text, "/kollega/" in text) for _to, subject, text, _none in told(mail_server)]
    assert sorted(mails) == [
        ("Påmindelse: Udlejning og anvisning, 20. maj 2026", False, True),
        ("Påmindelse: Udlejning og anvisning, 20. maj 2026", True, True),
    ]
    later = {"starts_at": START + timedelta(days=30), "ends_at": END + timedelta(days=30)}
    actions.change_meeting(meeting, at=NOW, by=secretariat, **later)
    assert actions.remind(at=START + timedelta(days=23)) == 1


def test_after_the_deadline_the_reminder_offers_what_can_be_done(season, mail_server, member, secretariat):
    meeting = make_meeting(season, sign_up_closes_at=START - timedelta(days=10))
    sign_up(meeting, member)
    told(mail_server)
    actions.remind(at=START - timedelta(days=7))
    ((_to, _subject, text, _none),) = told(mail_server)
    assert ("/afbud/" in text, "/kollega/" in text) == (False, True)
    assert "Fristen for afbud er udløbet. Hvis ingen kan komme, så skriv til sekretariatet@example.org." in text
    actions.change_meeting(meeting, at=START - timedelta(days=5), by=secretariat, venue="Godsbanen, Aarhus")
    told(mail_server)
    actions.remind(at=START - timedelta(days=1))
    ((_to, _subject, text, _none),) = told(mail_server)
    assert "/afbud/" in text


def test_telling_twice_sends_nothing_twice(season, mail_server, member):
    seat = sign_up(make_meeting(season), member).seats.get()
    assert len(told(mail_server)) == 1
    actions.tell_seats([("confirmed", seat.pk)])
    assert told(mail_server) == []


@pytest.mark.parametrize(
    ("day", "utc"),
    [(datetime(2026, 3, 29, 9, tzinfo=COPENHAGEN), 7), (datetime(2026, 10, 25, 9, tzinfo=COPENHAGEN), 8)],
)
def test_an_entry_is_right_on_the_days_the_clock_changes_and_any_text_can_be_read(season, member, day, utc):
    title = "Møde; med, komma 🏘 \x0b og\nlinjer \\ her"
    meeting = make_meeting(season, title=title, starts_at=day, ends_at=day + timedelta(hours=6))
    seat = Seat.objects.select_related("meeting__season").get(sign_up=sign_up(meeting, member))
    read = vobject.readOne(invitation(seat))
    assert read.vevent.dtstart.value.astimezone(UTC).hour == utc
    assert read.vevent.summary.value == "Møde; med, komma 🏘  og\nlinjer \\ her"
    assert "BEGIN:VTIMEZONE" in invitation(seat)


def test_the_entry_can_be_fetched_by_who_has_the_seat_only(season, member):
    seat = sign_up(make_meeting(season), member).seats.get()
    client = Client()
    client.force_login(member)
    got = client.get(f"/moeder/plads/{seat.pk}/moede.ics")
    assert got["Content-Type"] == "text/calendar; charset=utf-8"
    client.force_login(person("gaest"))
    assert client.get(f"/moeder/plads/{seat.pk}/moede.ics").status_code == 404


def test_each_change_between_room_and_screen_is_told_with_a_higher_number(season, mail_server, member):
    seat = sign_up(make_meeting(season, format="both"), member).seats.get()
    told(mail_server)
    found = []
    for mode in ("online", "physical", "online"):
        actions.switch_mode(seat, mode, at=NOW, by=member)
        ((_to, subject, _text, calendar),) = told(mail_server)
        _method, uid, number, _start, place = entry_of(calendar)
        found.append((subject, uid, number, place))
    subject, uid = "Du deltager på en anden måde: Udlejning og anvisning, 20. maj 2026", f"plads-{seat.pk}-0@localhost"
    assert found == [
        (subject, uid, "1", "https://moede.example.org/rum"),
        (subject, uid, "2", "KL-huset, København"),
        (subject, uid, "3", "https://moede.example.org/rum"),
    ]


def test_those_online_are_told_once_of_a_new_link(season, mail_server, member, coordinator, secretariat):
    meeting = make_meeting(season, format="both", link="")
    seat = sign_up(meeting, member, mode="online").seats.get()
    sign_up(meeting, coordinator)
    told(mail_server)
    for link in ("https://moede.example.org/forkert", "https://moede.example.org/rigtigt"):
        actions.change_meeting(meeting, at=NOW, by=secretariat, link=link)
    ((to, subject, text, calendar),) = told(mail_server)
    assert (to, subject) == ("kollega", "Link til onlinemødet: Udlejning og anvisning, 20. maj 2026")
    assert "Online: https://moede.example.org/rigtigt" in text
    uid = f"plads-{seat.pk}-0@localhost"
    assert entry_of(calendar) == ("REQUEST", uid, "2", START.astimezone(UTC), "https://moede.example.org/rigtigt")
    actions.change_meeting(meeting, at=NOW, by=secretariat, link="")
    actions.change_meeting(meeting, at=END, by=secretariat, link="https://moede.example.org/for-sent")
    Meeting.objects.filter(pk=meeting.pk).update(published_at=None)
    actions.change_meeting(meeting, at=NOW, by=secretariat, link="https://moede.example.org/skjult")
    assert told(mail_server) == []


def test_a_later_end_and_a_place_no_longer_settled_are_told_as_what_they_are(season, mail_server, member, secretariat):
    meeting = make_meeting(season)
    sign_up(meeting, member)
    told(mail_server)
    actions.change_meeting(meeting, at=NOW, by=secretariat, ends_at=END + timedelta(hours=1))
    ((_to, subject, text, _calendar),) = told(mail_server)
    assert subject == "Mødet er ændret: Udlejning og anvisning, 20. maj 2026"
    ends = "slutter 20. maj 2026 kl. 16.00 i stedet for 20. maj 2026 kl. 15.00."
    assert f"Mødet begynder som før, men {ends} Din plads følger med." in text
    actions.change_meeting(meeting, at=NOW, by=secretariat, venue="")
    ((_to, subject, text, _calendar),) = told(mail_server)
    assert subject == "Mødet er ændret: Udlejning og anvisning, 20. maj 2026"
    assert "Stedet er ikke længere KL-huset, København. Din plads følger med." in text
    assert "Hvor: stedet er ikke fastlagt endnu\n" in text
