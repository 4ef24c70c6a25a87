"""What the pages of meetings say, to whom, and how many queries they cost."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knub.meetings import actions, queries
from knub.meetings.models import Meeting, Seat, SignUp
from knub.people.models import Person
from tests.meetings.conftest import NOW, START, YEAR, colleague, make_meeting, sign_up, states

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def address(name="meeting", meeting=None):
    return reverse(f"meetings:{name}", args=[YEAR, meeting.number if meeting else 2])


def send(client, **typed):
    """Open the form, type into it, and send it as a browser would."""
    form = client.get(address("sign_up")).context["form"]
    values = {"key": str(form["key"].value()), "mode": form["mode"].value(), **typed}
    return client.post(address("sign_up"), values)


def test_a_member_signs_herself_up_in_one_step(meeting, member):
    client = client_of(member)
    got = send(client, people=[member.pk])
    page = client.get(got.url).content.decode()
    assert "Du har en plads." in page
    assert states(meeting) == {"Eksempel Kollega": "confirmed"}


def test_five_in_one_form_known_new_and_unnamed(season, member, coordinator):
    meeting = make_meeting(season, physical_capacity=None)
    got = send(
        client_of(coordinator),
        people=[coordinator.pk, member.pk],
        name_1="Eksempel Ny", mail_1="Ny@Aarhus.example.org",
        unnamed="2",
    )  # fmt: skip
    assert got.status_code == 302
    assert states(meeting) == {
        "Eksempel Kontaktperson": "confirmed",
        "Eksempel Kollega": "confirmed",
        "Eksempel Ny": "confirmed",
        "–": ["confirmed", "confirmed"],
    }
    assert Person.objects.get(name="Eksempel Ny").email == "ny@aarhus.example.org"


def test_the_ordinary_form_shows_no_queue(meeting, member):
    page = client_of(member).get(address("sign_up")).content.decode()
    assert "venteliste" not in page.casefold().replace("ventelisten til mødet", "")


def test_a_full_meeting_asks_what_to_do_and_keeps_what_was_typed(meeting, member):
    client = client_of(member)
    sign_up(meeting, by=member, unnamed=2)
    got = send(client, people=[member.pk], unnamed="1")
    page = got.content.decode()
    assert got.status_code == 409
    assert "Der er ikke plads til alle" in page
    assert "Tag den 1 plads, der er, og sæt resten på ventelisten" in page
    assert f'value="{member.pk}"' in page
    typed = got.context["form"].data
    got = client.post(address("sign_up"), {**typed.dict(), "people": typed.getlist("people"), "shortage": "some"})
    assert "Du er nr. 1" not in (page := client.get(got.url).content.decode())
    assert "I har en plads." in page
    assert "I er nr. 1 på ventelisten til mødet, fordi alle pladser i lokalet er taget." in page


def test_who_finds_the_room_full_is_offered_the_screen_where_there_is_room(season, member, guest):
    meeting = make_meeting(season, format="both", physical_capacity=1, online_capacity=1)
    sign_up(meeting, guest, slug="randers")
    client = client_of(member)
    got = send(client, people=[member.pk], mode="physical")
    page = got.content.decode()
    assert (got.status_code, states(meeting)) == (409, {"Eksempel Gæst": "confirmed"})
    assert "Deltag online i stedet: Der er plads til alle" in page
    typed = got.context["form"].data
    client.post(address("sign_up"), {**typed.dict(), "people": [member.pk], "shortage": "other"})
    assert meeting.seats.get(person=member).mode == "online"
    page = send(client_of(colleague(1)), unnamed="1", mode="physical").content.decode()
    assert ("Sæt mig på ventelisten" in page, "Deltag online i stedet" in page) == (True, False)


def test_nobody_ticked_is_said_at_the_field(meeting, member):
    got = send(client_of(member))
    assert got.status_code == 400
    assert got.context["form"].errors["people"] == [
        "Sæt kryds ved dem, der kommer, eller skriv, hvor mange pladser I skal bruge."
    ]


def test_a_name_without_a_mail_is_asked_for(meeting, member):
    got = send(client_of(member), name_1="Eksempel Ny")
    assert got.context["form"].errors["mail_1"] == ["Skriv arbejdsmailen for Eksempel Ny."]


def test_somebody_else_s_colleague_cannot_be_ticked(meeting, member, guest):
    got = send(client_of(member), people=[guest.pk])
    assert got.status_code == 400


def test_the_form_sent_twice_is_one_sign_up(meeting, member):
    client = client_of(member)
    form = client.get(address("sign_up")).context["form"]
    typed = {"key": str(form["key"].value()), "mode": "physical", "unnamed": "2"}
    first, second = client.post(address("sign_up"), typed), client.post(address("sign_up"), typed)
    assert first.url == second.url
    assert SignUp.objects.count() == 1


def test_who_is_not_a_member_is_led_to_joining(meeting, outsider):
    page = client_of(outsider).get(address("sign_up")).content.decode()
    assert "Jeres kommune skal være medlem først" in page
    assert Client().get(address("sign_up")).url == f"/log-ind/?next={address('sign_up')}"


def test_signing_up_costs_as_much_for_five_as_for_one(season, member, coordinator):
    meeting = make_meeting(season, physical_capacity=None)
    five = [colleague(number).pk for number in range(5)]
    counts = []
    for people in ([coordinator.pk], five):
        client = client_of(coordinator)
        form = client.get(address("sign_up", meeting)).context["form"]
        typed = {"key": str(form["key"].value()), "mode": "physical", "people": people}
        with CaptureQueriesContext(connection) as posted:
            client.post(address("sign_up", meeting), typed)
        counts.append(len(posted))
    assert counts == [15, 15]


def test_form_sign_up_and_receipt_together(meeting, member):
    client = client_of(member)
    with CaptureQueriesContext(connection) as whole:
        got = send(client, people=[member.pk])
        client.get(got.url)
    assert len(whole) <= 35


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_list_costs_the_same_for_any_number(season, meetings, django_assert_num_queries):
    for number in range(meetings):
        make_meeting(season, number=number + 1)
    with django_assert_num_queries(2):
        assert Client().get("/moeder/").status_code == 200


@pytest.mark.parametrize("seats", [1, 3])
def test_the_page_of_a_meeting_costs_the_same_for_any_number(meeting, member, seats, django_assert_num_queries):
    sign_up(meeting, by=member, unnamed=seats)
    client = client_of(member)
    with django_assert_num_queries(12):
        assert client.get(address()).status_code == 200


def test_the_link_is_shown_to_those_who_have_a_seat(season, member, guest):
    meeting = make_meeting(season, format="online")
    sign_up(meeting, member, mode="online")
    link = "https://moede.example.org/rum"
    assert link in client_of(member).get(address()).content.decode()
    for client in (client_of(guest), Client()):
        page = client.get(address()).content.decode()
        assert link not in page
        assert "De tilmeldte får linket." in page


def test_a_meeting_that_is_not_published_is_the_secretariat_s(season, member, as_secretariat):
    meeting = make_meeting(season, published_at=None, title="Et møde i støbeskeen")
    assert client_of(member).get(address()).status_code == 404
    assert meeting.title not in client_of(member).get("/moeder/").content.decode()
    assert "Kun sekretariatet ser mødet." in as_secretariat.get(address()).content.decode()
    as_secretariat.post(address("publish"))
    assert client_of(member).get(address()).status_code == 200


def test_who_comes_is_shown_to_those_who_come(meeting, member, guest):
    sign_up(meeting, member)
    assert "Eksempel Kollega" in client_of(member).get(address("participants")).content.decode()
    assert client_of(guest).get(address("participants")).status_code == 403
    Seat.objects.update(on_list=False)
    page = client_of(member).get(address("participants"))
    assert page.context["participants"] == []


def test_what_people_need_is_the_secretariat_s_without_names_and_forgotten(meeting, member, as_secretariat):
    sign_up(meeting, member)
    Seat.objects.update(diet="Ingen nødder", needs="Plads til kørestol", question="Hvad kostede det?")
    page = as_secretariat.get(address("participants")).content.decode()
    assert all(text in page for text in ("Ingen nødder", "Plads til kørestol", "Hvad kostede det?"))
    assert "Ingen nødder" not in client_of(member).get(address("participants")).content.decode()
    actions.forget_needs(now=meeting.ends_at + timedelta(days=14))
    assert Seat.objects.get().diet == "Ingen nødder"
    actions.forget_needs(now=meeting.ends_at + timedelta(days=14, seconds=1))
    assert (Seat.objects.get().diet, Seat.objects.get().needs) == ("", "")


def test_cancelling_says_first_what_it_costs(season, member):
    steps = [{"days_before": 90, "percent": 50}]
    meeting = make_meeting(season, fee=Decimal(1800), cancellation_steps=steps)
    seat = sign_up(meeting, member).seats.get()
    client, page = client_of(member), reverse("meetings:cancel", args=[seat.pk])
    assert "Det koster 900,00 kr. uden moms at melde afbud nu." in client.get(page).content.decode()
    actions.change_meeting(meeting, at=NOW, by=member, starts_at=START + timedelta(hours=1))
    assert "Det koster ikke noget at melde afbud." in client.get(page).content.decode()
    client.post(page)
    assert states(meeting) == {}


def test_a_colleague_is_sent_in_two_clicks(meeting, member, coordinator):
    seat = sign_up(meeting, member).seats.get()
    page = reverse("meetings:substitute", args=[seat.pk])
    client = client_of(member)
    assert [person.name for person in client.get(page).context["known"]] == ["Eksempel Kontaktperson"]
    client.post(page, {"person": coordinator.pk})
    assert states(meeting) == {"Eksempel Kontaktperson": "confirmed"}


def test_a_new_colleague_is_sent_by_name_and_mail(meeting, member):
    seat = sign_up(meeting, member).seats.get()
    client = client_of(member)
    page = reverse("meetings:substitute", args=[seat.pk])
    assert client.post(page, {"name": "Eksempel Ny", "email": "ikke en mail"}).status_code == 400
    Person.objects.create(name="Eksempel Væk", email="vaek@aarhus.example.org", is_active=False)
    got = client.post(page, {"name": "Eksempel Væk", "email": "Vaek@aarhus.example.org"})
    assert "adgang er lukket" in got.content.decode()
    assert states(meeting) == {"Eksempel Kollega": "confirmed"}
    client.post(page, {"name": "Eksempel Ny", "email": "ny@example.org"})
    assert states(meeting) == {"Eksempel Ny": "confirmed"}


def test_the_waiting_list_says_why_to_those_who_wait(meeting, member, guest):
    sign_up(meeting, by=member, unnamed=3)
    sign_up(meeting, guest, slug="randers", least=1)
    page = client_of(guest).get(address("waiting_list")).content.decode()
    assert "Ingen pladser er ledige i lokalet." in page
    assert client_of(colleague(1)).get(address("waiting_list")).status_code == 403


def test_the_room_and_the_screen_have_a_waiting_list_each(season, member, guest):
    meeting = make_meeting(season, number=4, format="both", physical_capacity=0, online_capacity=0)
    sign_up(meeting, member, mode="physical", least=1)
    made = sign_up(meeting, guest, slug="randers", mode="online", least=1)
    _state, places = queries.waiting_list(meeting)
    assert [(place.number, place.sign_up.mode) for place in places] == [(1, "physical"), (1, "online")]
    assert "Du er nr. 1 på ventelisten" in queries.receipt(made).waits
    page = client_of(guest).get(f"/moeder/{YEAR}/4/venteliste/").content.decode()
    assert [mode in page for mode in ("Fysisk", "Online")] == [True, True]


def test_whoever_types_a_colleague_with_a_seat_is_told_so(meeting, member):
    other = colleague(1)
    sign_up(meeting, other, by=other)
    client = client_of(member)
    typed = {"key": str(uuid.uuid4()), "mode": "physical", "name_1": other.name, "mail_1": other.email.upper()}
    page = client.post(address("sign_up"), typed, follow=True).content.decode()
    assert "Alle, du har skrevet, har en plads eller venter allerede" in page
    assert Seat.objects.count() == 1


def test_the_receipt_says_where_each_takes_part_also_after_a_change(season, member, coordinator):
    meeting = make_meeting(season, number=4, format="both")
    made = sign_up(meeting, member, coordinator)
    page = f"/moeder/tilmelding/{made.pk}/"
    assert "KL-huset, København</p>" in client_of(member).get(page).content.decode()
    actions.switch_mode(made.seats.get(person=member), "online", at=NOW, by=member)
    assert "KL-huset, København · Online</p>" in client_of(member).get(page).content.decode()


def test_how_a_meeting_is_held_is_one_of_the_ways_and_nothing_else(season, as_secretariat):
    form = as_secretariat.get("/moeder/nyt/").context["form"]
    assert [value for value, _label in form.fields["format"].choices] == ["physical", "online", "both"]


def test_a_secretary_plans_copies_and_moves(season, as_secretariat, secretariat):
    typed = {
        "season": season.pk, "number": 1, "title": "Fysiske greb", "theme": "physical", "day": "2026-04-17",
        "starts": "09:00", "ends": "15:00", "format": "online", "follows_seat_rule": "on",
    }  # fmt: skip
    got = as_secretariat.post(reverse("meetings:new"), typed)
    made = Meeting.objects.get(season=season)
    assert got.url == address("meeting", made)
    typed["version"] = queries.version_of_meeting(made)
    as_secretariat.post(address("edit", made), {**typed, "day": "2026-04-18", "closes_on": "2026-04-10"})
    made.refresh_from_db()
    assert (made.day.isoformat(), queries.moved_from(made).isoformat()) == ("2026-04-18", "2026-04-17")
    assert made.sign_up_closes_at.isoformat() == "2026-04-10T21:59:59+00:00"
    where = {"season": season.pk, "number": 3, "day": "2026-10-25", "starts": "09:00"}
    as_secretariat.post(address("copy", made), where)
    copy = Meeting.objects.get(season=season, number=3)
    assert (copy.starts_at.isoformat(), copy.ends_at - copy.starts_at) == (
        "2026-10-25T08:00:00+00:00",
        timedelta(hours=6),
    )
    again = as_secretariat.post(reverse("meetings:new"), typed)
    assert "Der er allerede et møde 1 i netværksåret." in again.content.decode()


def test_a_secretary_who_writes_a_new_link_reads_how_many_get_it(season, member, coordinator, as_secretariat):
    meeting = make_meeting(season, format="both")
    sign_up(meeting, member, mode="online")
    sign_up(meeting, coordinator)
    form = as_secretariat.get(address("edit")).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    typed |= {"day": "2026-05-20", "starts": "09:00", "ends": "15:00", "link": "https://moede.example.org/nyt"}
    said = "1 person, der deltager online, får en mail med det nye link."
    pages = [as_secretariat.post(address("edit"), typed, follow=True).content.decode() for _twice in range(2)]
    assert [said in page for page in pages] == [True, False]


@pytest.mark.parametrize("name", ["edit", "copy", "publish"])
def test_only_the_secretariat_plans(meeting, coordinator, name):
    assert client_of(coordinator).post(address(name)).status_code == 403


def test_others_cannot_touch_a_seat(meeting, member, guest, coordinator, secretariat):
    seat = sign_up(meeting, member).seats.get()
    pages = [reverse(f"meetings:{name}", args=[seat.pk]) for name in ("seat", "cancel", "substitute")]
    pages.append(reverse("meetings:receipt", args=[seat.sign_up_id]))
    for person, status in ((guest, 404), (coordinator, 200), (secretariat, 200), (colleague(9), 404)):
        assert {client_of(person).get(page).status_code for page in pages} == {status}
