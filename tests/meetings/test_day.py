"""The day of a meeting, its lists, and the calendar that follows one's seats."""

from datetime import UTC, timedelta
from io import BytesIO

import openpyxl
import pypdf
import pytest
import vobject
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from knub.meetings import actions, queries
from knub.meetings.models import Meeting, Seat
from knub.people import actions as people
from knub.people.models import Token
from tests.meetings.conftest import END, NOW, START, YEAR, colleague, make_meeting, sign_up
from tests.meetings.test_desk import client_of, text_of

pytestmark = pytest.mark.django_db
DAY = f"/moeder/{YEAR}/2/pladser/dagen/"


def listed(key, form=""):
    name, args = ("sheet_download", [YEAR, 2, key, form]) if form else ("sheet", [YEAR, 2, key])
    return reverse(f"meetings:{name}", args=args)


def tick(client, seat, **more):
    return client.post(DAY, {"seat": seat.pk, "do": "here", **more})


def test_who_is_here_is_ticked_with_one_press_and_taken_back(meeting, member, as_secretariat):
    seat = sign_up(meeting, member).seats.get()
    assert tick(as_secretariat, seat).url == f"{DAY}#plads-{seat.pk}"
    tick(as_secretariat, seat)
    assert queries.day(meeting).here == 1
    assert "Er her" not in text_of(as_secretariat.get(DAY))
    tick(as_secretariat, seat, do="gone")
    assert queries.day(meeting).here == 0
    history = text_of(as_secretariat.get(f"/historik/plads/{seat.pk}/"))
    assert history.count("krydsede") == 1


def test_a_missing_name_is_written_at_the_door_also_after_the_start(meeting, member, secretariat, time_machine):
    seat = sign_up(meeting, by=member, unnamed=1).seats.get()
    time_machine.move_to(START + timedelta(minutes=5))
    as_secretariat = client_of(secretariat)
    empty = as_secretariat.post(DAY, {"seat": seat.pk, "do": "name", "name": ""}, follow=True)
    assert "Skriv et navn." in text_of(empty)
    as_secretariat.post(DAY, {"seat": seat.pk, "do": "name", "name": "Eksempel Sen"})
    seat.refresh_from_db()
    assert (seat.name, seat.attended_at is not None, seat.person) == ("Eksempel Sen", True, None)
    with pytest.raises(ValidationError, match="har allerede et navn"):
        actions.name_at_the_door(seat, "Eksempel Anden", at=START, by=member)


def test_a_seat_that_was_given_up_meanwhile_is_not_ticked(meeting, member, as_secretariat):
    seat = sign_up(meeting, member).seats.get()
    actions.cancel_seat(seat, at=NOW, by=member)
    assert "er opgivet i mellemtiden" in text_of(as_secretariat.post(DAY, {"seat": seat.pk, "do": "here"}, follow=True))
    assert Seat.objects.get().attended_at is None


def test_names_and_municipalities_are_found(meeting, member, guest, as_secretariat):
    sign_up(meeting, member)
    sign_up(meeting, guest, slug="randers")
    found = as_secretariat.get(DAY, {"q": "randers"}).context["day"]
    assert ([str(seat) for seat in found.seats], found.all) == (["Eksempel Gæst"], 2)
    pressed = as_secretariat.post(f"{DAY}?q=randers+g", {"seat": Seat.objects.get(person=guest).pk, "do": "here"})
    assert pressed.url.startswith(f"{DAY}?q=randers+g#plads-")


@pytest.mark.parametrize("seats", [1, 3])
def test_the_day_and_the_lists_cost_the_same_for_any_number(
    meeting, member, as_secretariat, seats, django_assert_num_queries
):
    sign_up(meeting, by=member, unnamed=seats)
    for page in (DAY, listed("doer"), listed("koekken")):
        with django_assert_num_queries(6):
            as_secretariat.get(page)


def test_the_lists_say_what_each_may_know(season, member, guest, as_secretariat):
    meeting = make_meeting(season, format="both", physical_capacity=10)
    sign_up(meeting, member, colleague(1), unnamed=1)
    sign_up(meeting, guest, slug="randers", mode="online")
    Seat.objects.filter(person=member).update(diet="Ingen  nødder", on_list=False)
    Seat.objects.filter(person=guest).update(diet="Vegetar")
    rows = {key: queries.sheet(meeting, key).rows for key in queries.SHEETS}
    assert [row[0] for row in rows["deltagere"]] == ["Eksempel Gæst", "Eksempel Kollega 1"]
    assert [row[0] for row in rows["navneskilte"]] == ["Eksempel Kollega", "Eksempel Kollega 1"]
    assert rows["koekken"] == (("Ingen nødder", 1), ("Ingen ønsker", 2), ("I alt", 3))
    assert [row[:2] for row in rows["doer"]] == [
        ("☐", "Eksempel Kollega"), ("☐", "Eksempel Kollega 1"), ("☐", "En plads uden navn"),
    ]  # fmt: skip
    assert "Eksempel Kollega" not in text_of(as_secretariat.get(listed("koekken"))).split("<main")[1]


def test_a_list_is_a_file_in_which_no_cell_is_a_formula(meeting, member, as_secretariat):
    actions.sign_up_for(
        meeting, actions.Wish(mode="physical", municipality=None, names=["=1+1"], kind="guest"), at=NOW, by=member
    )
    sheet = openpyxl.load_workbook(BytesIO(as_secretariat.get(listed("doer", "xlsx")).content)).active
    assert [cell.value for cell in sheet[2]] == ["☐", "=1+1", "Gæst", "Hele mødet"]
    assert sheet["B2"].data_type == "s"
    assert "'=1+1" in as_secretariat.get(listed("doer", "csv")).content.decode("utf-8-sig")


def test_the_day_is_the_secretariat_s(meeting, coordinator):
    lists = reverse("meetings:lists", args=[YEAR, 2])
    for page in (DAY, lists, listed("doer"), listed("doer", "csv")):
        assert client_of(coordinator).get(page).status_code == 403
        assert Client().get(page).status_code == 302


def test_a_list_that_does_not_exist_and_a_meeting_of_old_have_none(meeting, as_secretariat):
    assert as_secretariat.get(listed("findes-ikke")).status_code == 404
    assert as_secretariat.get(reverse("meetings:day", args=[2021, 3])).status_code == 404


# ---- the calendar that follows one's seats


def address_of(client):
    """Make the calendar address as a person does, and return it."""
    page = "/min-side/kalender/"
    client.post(page, {"do": "make"})
    return client.get(page).context["address"].removeprefix("http://localhost:8000")


def entries(address):
    """Return the seats in a calendar; the last days of hearings stand there too."""
    got = Client().get(address)
    found = {one.uid.value: one for one in vobject.readOne(got.content.decode()).contents.get("vevent", [])}
    return {uid: one for uid, one in found.items() if not uid.startswith("hearing-")}


def test_the_calendar_follows_seats_moves_and_cancelling(meeting, member, secretariat):
    seat = sign_up(meeting, member).seats.get()
    address = address_of(client_of(member))
    uid = f"plads-{seat.pk}-0@localhost"
    assert entries(address)[uid].dtstart.value.astimezone(UTC) == START.astimezone(UTC)
    earlier = {"starts_at": START - timedelta(days=1), "ends_at": END - timedelta(days=1)}
    actions.change_meeting(meeting, at=NOW, by=secretariat, **earlier)
    moved = entries(address)[uid]
    assert (moved.dtstart.value.astimezone(UTC), moved.sequence.value) == (earlier["starts_at"].astimezone(UTC), "1")
    actions.cancel_seat(seat, at=NOW, by=member)
    assert entries(address) == {}


def test_the_address_is_shown_once_and_a_new_one_ends_the_old(meeting, member):
    client = client_of(member)
    first = address_of(client)
    assert first not in text_of(client.get("/min-side/kalender/"))
    second = address_of(client)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    assert not Token.objects.filter(digest__contains=second.split("/")[-1]).exists()
    client.post("/min-side/kalender/", {"do": "end"})
    assert Client().get(second).status_code == 404


def test_the_address_dies_with_the_access(meeting, member):
    address = address_of(client_of(member))
    people.deactivate(member)
    assert Client().get(address).status_code == 404


def test_drafts_and_waiting_are_not_in_the_calendar(meeting, member, guest):
    sign_up(meeting, member, unnamed=2)
    sign_up(meeting, guest, slug="randers", least=1)
    assert entries(address_of(client_of(guest))) == {}
    Meeting.objects.update(published_at=None)
    assert entries(address_of(client_of(member))) == {}


# ---- the lists on paper


def paper(client, key):
    response = client.get(reverse("meetings:sheet_pdf", args=[YEAR, 2, key]))
    assert response["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(response.content)).pages)


def test_the_lists_are_paper_that_says_what_each_may_know(meeting, member, as_secretariat):
    sign_up(meeting, member, colleague(1))
    Seat.objects.filter(person=member).update(diet="Ingen nødder", on_list=False)
    assert "Udlejning og anvisning, 20. maj 2026 kl. 9-15" in paper(as_secretariat, "doer")
    assert "☐ Eksempel Kollega Aarhus" in paper(as_secretariat, "doer")
    assert "Ingen nødder 1" in paper(as_secretariat, "koekken")
    assert "Eksempel" not in paper(as_secretariat, "koekken")
    participants = paper(as_secretariat, "deltagere")
    assert ("Eksempel Kollega 1" in participants, "Eksempel Kollega\n" in participants) == (True, False)
    assert "Eksempel Kollega" in paper(as_secretariat, "navneskilte")


def test_the_pages_of_the_lists_lead_to_the_paper_that_is_the_secretariat_s(meeting, coordinator, as_secretariat):
    address = reverse("meetings:sheet_pdf", args=[YEAR, 2, "doer"])
    for page in (listed("doer"), reverse("meetings:lists", args=[YEAR, 2])):
        assert f'href="{address}"' in as_secretariat.get(page).content.decode()
    assert client_of(coordinator).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert as_secretariat.get(address.replace("doer", "findes-ikke")).status_code == 404
