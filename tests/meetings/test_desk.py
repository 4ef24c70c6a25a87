"""What the secretariat sees of a meeting and does for others, and what a member asks for after the deadline."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knub.audit.models import Entry
from knub.meetings import actions, queries
from knub.meetings.models import ChecklistTask, LateRequest, Seat, SignUp, Speaker
from knub.notify.models import BulkMail, Mail
from tests.meetings.conftest import NOW, YEAR, colleague, make_meeting, municipality, sign_up, states, wish

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(days=11)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def address(name):
    return reverse(f"meetings:{name}", args=[YEAR, 2])


def text_of(got):
    return got.content.decode()


@pytest.fixture
def closed(season, time_machine):
    """A meeting whose deadline was yesterday."""
    meeting = make_meeting(season, sign_up_closes_at=NOW + timedelta(days=10))
    time_machine.move_to(LATE)
    return meeting


def test_the_desk_shows_seats_queue_and_what_is_missing(meeting, member, guest, as_secretariat):
    sign_up(meeting, member, unnamed=2)
    sign_up(meeting, guest, slug="randers", least=1)
    Mail.objects.create(
        key="x", to=member.email, subject="Du har en plads", text="x", message_id="x", created_at=NOW, failed_at=NOW,
        state="refused",
    )  # fmt: skip
    page = as_secretariat.get(address("desk"))
    found = page.context["desk"]
    assert [(one.capacity, one.given, one.waiting, one.free) for one in found.modes] == [(3, 3, 1, 0)]
    assert [(one.name, one.given, one.waiting) for one in found.shares] == [
        ("Randers Kommune", 0, 1), ("Aarhus Kommune", 3, 0),
    ]  # fmt: skip
    assert [len(one.seats) for one in found.missing] == [2]
    assert [mail.to for mail in found.mails] == [member.email]
    assert "Ingen pladser er ledige i lokalet." in text_of(page)
    assert client_of(member).get(address("desk")).status_code == 403


@pytest.mark.parametrize("seats", [1, 3])
def test_the_desk_costs_the_same_for_any_number(season, member, as_secretariat, seats, django_assert_num_queries):
    meeting = make_meeting(season, physical_capacity=seats)
    sign_up(meeting, by=member, unnamed=seats)
    for number in range(seats):
        sign_up(meeting, colleague(number), least=1)
        Speaker.objects.create(meeting=meeting, name=f"Eksempel Oplægsholder {number}")
        ChecklistTask.objects.create(meeting=meeting, title=f"Opgave {number}", days=-70 + number)
        Mail.objects.create(
            key=f"x{number}", to="x@example.org", subject=f"Mail {number}", text="x", message_id=f"x{number}",
            created_at=NOW, about=meeting.thing,
        )  # fmt: skip
    with django_assert_num_queries(18):
        as_secretariat.get(address("desk"))
    with django_assert_num_queries(7):
        as_secretariat.get(address("mails"))


def test_the_desk_shows_what_is_late_and_what_the_speakers_lack(meeting, as_secretariat):
    silent = Speaker.objects.create(meeting=meeting, name="Eksempel Tavs", email="tavs@example.org", invited_at=NOW)
    ChecklistTask.objects.create(meeting=meeting, title="Book lokalet", days=-90)
    ChecklistTask.objects.create(meeting=meeting, title="Bestil mad", days=-7)
    found, text = (got := as_secretariat.get(address("desk"))).context["desk"], text_of(got)
    assert [(one.speaker, one.missing) for one in found.awaited] == [(silent, ("Et svar", "Slides", "Samtykker"))]
    assert [task.title for task in found.checklist.late] == ["Book lokalet"]
    assert [task.title for task in found.checklist.to_come] == ["Bestil mad"]
    needs, rest = text.split("Hvor fyldt er det?")
    assert ("Book lokalet" in needs, "Eksempel Tavs" in needs, "Bestil mad" in needs) == (True, True, False)
    assert ("Bestil mad" in rest, "1 oplægsholder. Der mangler noget fra 1." in rest) == (True, True)


def test_the_outbox_of_a_meeting_has_its_mails_and_its_drafts(season, meeting, member, guest, as_secretariat):
    other = make_meeting(season, number=3, title="Et andet møde")
    sign_up(meeting, member, colleague(1), unnamed=1)
    sign_up(other, guest, slug="randers")
    seats = Seat.objects.filter(person__isnull=False).values_list("pk", flat=True)
    actions.tell_seats([(what, seat) for seat in seats for what in ("confirmed", "signed_up")])
    batches = {one.subject: (one.due + one.sent, one.failed) for one in queries.desk(meeting).batches}
    when = "Udlejning og anvisning, 20. maj 2026"
    assert batches == {f"Du har en plads: {when}": (2, 0), f"Kvittering: {when}": (1, 0)}
    every = text_of(as_secretariat.get(address("mails")))
    assert (every.count(f">{member.email}<"), guest.email in every) == (2, False)
    one = text_of(as_secretariat.get(address("mails"), {"emne": f"Kvittering: {when}"}))
    assert one.count(f">{member.email}<") == 1
    assert client_of(member).get(address("mails")).status_code == 403


def test_the_secretariat_writes_to_everybody_with_a_seat(meeting, member, guest, as_secretariat):
    sign_up(meeting, member, unnamed=2)
    sign_up(meeting, guest, slug="randers", least=1)
    page = f"/sekretariat/udbakke/ny/?moede={YEAR}-2"
    assert "Alle med plads på »Udlejning og anvisning«" in text_of(as_secretariat.get(page))
    look = as_secretariat.post(page, {"subject": "Vi ses {fornavn}", "body": "Fra {kommune}.", "seen": ""}).url
    shown = text_of(as_secretariat.get(look))
    assert ("Fra Aarhus Kommune." in shown, guest.email in shown) == (True, False)
    draft = BulkMail.objects.get()
    desk = text_of(as_secretariat.get(address("desk")))
    assert (f'/sekretariat/udbakke/{draft.pk}/"' in desk, "Kladde" in desk) == (True, True)
    assert as_secretariat.get(f"/sekretariat/udbakke/{draft.pk}/modtagere/").url == look
    as_secretariat.post(look, {"count": "1"})
    assert list(Mail.objects.filter(bulk_mail=draft).values_list("to", "subject")) == [
        (member.email, "Vi ses Eksempel"),
    ]  # fmt: skip
    assert f"/sekretariat/udbakke/{draft.pk}/sendt/" in text_of(as_secretariat.get(address("desk")))
    assert queries.desk(make_meeting(meeting.season, number=3)).letters == ()
    for wrong in ("x", f"{YEAR}-9", "2021-3", ""):
        assert as_secretariat.get("/sekretariat/udbakke/ny/", {"moede": wrong}).status_code == 404


def test_a_municipality_is_signed_up_after_the_deadline_as_if_its_contact_person_had(
    closed, member, coordinator, secretariat, as_secretariat
):
    assert "Aarhus" in text_of(as_secretariat.get(address("sign_up_for")))
    form_address = f"{address('sign_up_for')}?kommune=aarhus"
    form = as_secretariat.get(form_address).context["form"]
    typed = {"key": str(form["key"].value()), "mode": "physical", "people": [member.pk], "unnamed": "1"}
    got = as_secretariat.post(form_address, typed)
    assert "I har to pladser." in text_of(as_secretariat.get(got.url))
    made = SignUp.objects.get()
    assert (made.ordered_by, states(closed)) == (coordinator, {"Eksempel Kollega": "confirmed", "–": "confirmed"})
    assert Entry.objects.get(verb="signed_up").actor == secretariat.name
    full = as_secretariat.post(form_address, {**typed, "key": "", "people": [], "unnamed": "5"})
    assert full.status_code == 400


def test_guests_speakers_and_staff_take_room_but_nothing_of_a_municipality(meeting, as_secretariat):
    typed = {"kind": "guest", "names": "Eksempel Gæst\n\nEksempel  Anden", "mode": "physical", "municipality": ""}
    as_secretariat.post(address("others"), typed)
    odense = municipality("odense")
    as_secretariat.post(address("others"), {**typed, "names": "", "unnamed": "1", "municipality": odense.pk})
    assert list(Seat.objects.values_list("name", "sign_up__municipality__slug", "state")) == [
        ("Eksempel Gæst", None, "confirmed"), ("Eksempel Anden", None, "confirmed"), ("", "odense", "confirmed"),
    ]  # fmt: skip
    state = queries.state_of(meeting)
    assert (state.room.free("physical"), state.room.counted) == (0, {})
    full = as_secretariat.post(address("others"), typed)
    assert (full.status_code, Seat.objects.count()) == (400, 3)
    nobody = as_secretariat.post(address("others"), {**typed, "names": " "})
    assert nobody.context["form"].errors["names"] == ["Skriv navne, eller hvor mange pladser uden navn."]


def test_priority_needs_a_reason_and_stands_on_the_page_and_in_the_history(meeting, member, guest, as_secretariat):
    sign_up(meeting, by=member, unnamed=3)
    sign_up(meeting, colleague(1), least=1)
    second = sign_up(meeting, guest, slug="randers", least=1)
    page = reverse("meetings:prioritise", args=[second.pk])
    assert as_secretariat.post(page, {"reason": ""}).status_code == 400
    assert as_secretariat.post(page, {"reason": "Holder oplæg"}).url == address("desk")
    assert "Kommer først, fordi: Holder oplæg." in text_of(as_secretariat.get(address("desk")))
    history = text_of(as_secretariat.get(f"/historik/moede/{meeting.pk}/"))
    assert "Holder oplæg" in history
    assert client_of(member).get(f"/historik/moede/{meeting.pk}/").status_code == 404
    assert client_of(guest).get(page).status_code == 403


def test_whoever_waits_accepts_fewer_and_comes_in(meeting, member, guest):
    made = sign_up(meeting, by=member, unnamed=5, least=5)
    page, client = reverse("meetings:accept_fewer", args=[made.pk]), client_of(member)
    assert client.post(page, {"least": "6"}).status_code == 400
    assert "I har tre pladser." in text_of(client.post(page, {"least": "2"}, follow=True))
    assert client_of(guest).get(page).status_code == 404
    client.post(page, {"least": "1"})
    actions.cancel_for(made.seats.first(), reason="Syg", at=NOW, by=member)
    assert states(meeting) == {"–": ["confirmed"] * 3 + ["waiting"]}


def test_the_secretariat_cancels_for_somebody_after_the_deadline_with_a_reason(closed, member, as_secretariat):
    seat = actions.sign_up(closed, wish(member, late=True), at=LATE, by=member).seats.get()
    page = reverse("meetings:cancel", args=[seat.pk])
    assert client_of(member).post(page).status_code == 409
    assert as_secretariat.post(page, {"reason": ""}).status_code == 400
    assert as_secretariat.post(page, {"reason": "Syg"}).url == address("desk")
    assert states(closed) == {}
    history = text_of(as_secretariat.get(f"/historik/plads/{seat.pk}/"))
    assert "på andres vegne: Syg" in history


def test_a_member_asks_after_the_deadline_and_is_given_seats(closed, member, guest, as_secretariat):
    client, page = client_of(member), address("ask_late")
    assert "Bed om en plads" in text_of(client.get(reverse("meetings:meeting", args=[YEAR, 2])))
    typed = {"seats": "2", "comes_herself": "on", "mode": "physical", "text": "Vi er først blevet klar nu"}
    client.post(page, typed)
    again = client.post(page, typed)
    assert "Du har allerede spurgt." in text_of(again)
    asked = LateRequest.objects.get()
    answer = reverse("meetings:late_request", args=[asked.pk])
    assert answer in text_of(as_secretariat.get("/sekretariat/"))
    assert answer in text_of(as_secretariat.get(address("desk")))
    assert client.get(answer).status_code == 403
    as_secretariat.post(answer, {"do": "give"})
    assert states(closed) == {"Eksempel Kollega": "confirmed", "–": "confirmed"}
    assert SignUp.objects.get().ordered_by == member
    assert "allerede besvaret" in text_of(as_secretariat.post(answer, {"do": "give"}))
    assert answer not in text_of(as_secretariat.get("/sekretariat/"))


def test_a_request_is_refused_with_words(closed, member, as_secretariat):
    asked = actions.ask_late(closed, municipality("aarhus"), {"seats": 1, "mode": "physical"}, at=LATE, by=member)
    answer = reverse("meetings:late_request", args=[asked.pk])
    assert as_secretariat.post(answer, {"do": "refuse", "answer": ""}).status_code == 400
    as_secretariat.post(answer, {"do": "refuse", "answer": "Lokalet er fyldt."})
    actions.tell_refused(asked.pk)
    actions.tell_refused(asked.pk)
    mail = Mail.objects.get(key=f"late-request-{asked.pk}-refused")
    assert (mail.to, "Sekretariatet skriver: »Lokalet er fyldt.«" in mail.text) == (member.email, True)
    assert states(closed) == {}


def test_more_than_there_is_room_for_is_not_given_late(closed, member, secretariat):
    values = {"seats": 5, "mode": "physical", "comes_herself": False}
    asked = actions.ask_late(closed, municipality("aarhus"), values, at=LATE, by=member)
    with pytest.raises(ValidationError, match="kun tre pladser"):
        actions.give_late(asked, at=timezone.now(), by=secretariat)
    asked.refresh_from_db()
    assert (asked.answered_at, states(closed)) == (None, {})


def test_before_the_deadline_one_signs_up_instead(meeting, member):
    assert client_of(member).get(address("ask_late")).url == address("sign_up")


def test_own_history_tells_of_the_seat_only(meeting, member, guest):
    made = sign_up(meeting, member, unnamed=1)
    own, other = made.seats.order_by("pk")
    actions.cancel_seat(other, at=NOW, by=member)
    seat_page = text_of(client_of(member).get(f"/historik/plads/{own.pk}/"))
    assert ("lavede en tilmelding" in seat_page, "opgav" in seat_page) == (True, False)
    assert "opgav" in text_of(client_of(member).get(f"/historik/tilmelding/{made.pk}/"))
    assert client_of(guest).get(f"/historik/plads/{own.pk}/").status_code == 404


def own_meetings(client):
    page = " ".join(text_of(client.get("/jeres-kommune/aarhus/")).split())
    section = page.partition('id="moeder"')[2].partition("</section>")[0]
    return re.sub("<[^>]+>", "|", section)


def test_a_municipality_reads_who_has_a_seat_how_many_names_are_missing_and_who_waits(season, member, coordinator):
    meeting = make_meeting(season, physical_capacity=4)
    make_meeting(season, number=3, title="Tomt møde")
    make_meeting(season, number=4, title="Ikke udgivet", published_at=None)
    make_meeting(season, number=5, title="Afholdt", starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1))
    assert "Ingen fra jeres kommune har en plads endnu." in own_meetings(client_of(coordinator))
    sign_up(meeting, member, unnamed=1)
    sign_up(meeting, by=member, slug="randers", unnamed=1)
    guests = actions.Wish(mode="physical", municipality=municipality("aarhus"), names=["Eksempel Ål"], kind="guest")
    actions.sign_up_for(meeting, guests, at=NOW, by=coordinator)
    sign_up(meeting, colleague(1), colleague(2), least=2)
    page = own_meetings(client_of(coordinator))
    assert "Eksempel Kollega, Eksempel Ål, 1 plads uden navn · 2 venter på en plads" in page
    assert page.index("Udlejning og anvisning") < page.index("Tomt møde")
    assert ("Ikke udgivet" in page, "Afholdt" in page, "Eksempel Kollega 1" in page) == (False, False, False)
    assert re.search(r"Tomt møde[|\s]+20\. maj 2026 kl\. 9-15[|\s]+Ingen fra jeres kommune har en plads endnu\.", page)
