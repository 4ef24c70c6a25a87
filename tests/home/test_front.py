"""The front page: what the network is, where to find an area, and one's own areas first."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knub.areas.actions import report_fault
from knub.areas.models import Area
from knub.meetings.models import Meeting, Seat, SignUp
from knub.memberships.models import Membership
from knub.people.models import AccessRequest, Organisation

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def front_page_of(person):
    client = Client()
    client.force_login(person)
    return client.get("/")


def test_a_visitor_is_told_what_this_is_and_where_to_start(client):
    page = text(client.get("/"))
    assert "Her lærer kommuner, der arbejder med udsatte boligområder, af hinanden" in page
    assert "Navn på et område, en by eller en regel" in page
    assert 'href="/omraader/egne-tal/"' in page
    assert "Den officielle liste afgør" in page


def test_the_newest_list_has_its_date_and_what_is_missing(client, time_machine):
    time_machine.move_to("2026-11-24 12:00+01:00")
    page = text(client.get("/"))
    assert "Den nyeste liste, KNUB kender: 1. december 2024" in page
    assert "offentliggjort lister pr. 1. december 2025. De er ikke indlæst i KNUB." in page
    assert "8 af 12 kendt" in page


def test_no_later_list_is_spoken_of_before_it_is_published(client, time_machine):
    time_machine.move_to("2025-11-30 12:00+01:00")
    assert "De er ikke indlæst i KNUB" not in text(client.get("/"))


def test_every_municipality_can_be_chosen(client):
    page = client.get("/")
    assert len(page.context["municipalities"]) == 98
    assert client.get("/kommuner/", {"kommune": "aarhus"}).url == "/kommuner/aarhus/"
    assert client.get("/kommuner/", {"kommune": "findes-ikke"}).status_code == 404


def test_a_visitor_sees_the_next_meeting_and_can_ask_whether_it_is_for_her(client):
    page = text(client.get("/"))
    assert page.index("Næste møde") < page.index("Er netværket noget for jer?") < page.index("Navn på et område")
    assert 'action="/bliv-medlem/"' in page
    assert "Venter på dig" not in page


def test_a_member_meets_her_next_meeting_and_what_waits_before_the_search(member):
    page = text(front_page_of(member))
    order = ["Velkommen, Eksempel Kollega", "Dit næste møde", "Venter på dig", "Jeres kommunes områder", "Navn på et"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert ("Du er ikke tilmeldt." in page, "/tilmeld/\"" in page) == (True, True)
    assert ("Jeres kommune: Aarhus Kommune" in page, "Er netværket noget for jer?</h2>" in page) == (False, False)


def test_her_areas_say_what_the_newest_list_says_of_each(member, time_machine):
    time_machine.move_to("2026-11-24 12:00+01:00")
    page = text(front_page_of(member))
    area = page[page.index("Gellerupparken/Toveshøj") :]
    assert "1. december 2024" in area[:300]


def test_a_contact_person_sees_what_her_municipality_waits_for(coordinator, time_machine):
    time_machine.move_to("2026-11-24 12:00+01:00")
    aarhus = Organisation.objects.get(slug="aarhus")
    Membership.objects.filter(municipality=aarhus).update(billing_profile=None)
    AccessRequest.objects.create(
        organisation=aarhus, name="Eksempel Ny", email="ny@x.dk", asked_at=timezone.now(), confirmed_at=timezone.now()
    )
    page = text(front_page_of(coordinator))
    assert page.index("Jeres kommune: Aarhus Kommune") < page.index("Dit næste møde")
    assert "Eksempel Ny beder om adgang. Sig ja eller nej." in page
    assert "Oplys, hvor fakturaen for Eksempel: Netværket 2026 skal sendes hen." in page
    assert "Forny til Eksempel: Netværket 2027. Prisen ændrer sig om 128 dage." in page


def test_seats_without_a_name_and_an_offered_seat_wait(coordinator):
    now = timezone.now()
    meeting = Meeting.objects.filter(starts_at__gt=now).earliest("starts_at")
    aarhus = Organisation.objects.get(slug="aarhus")
    sign_up = SignUp.objects.create(
        meeting=meeting, municipality=aarhus, mode="physical", ordered_by=coordinator, made_at=now, queued_at=now,
        offer_until=now + timedelta(days=1),
    )  # fmt: skip
    for state, person in (("confirmed", None), ("confirmed", None), ("offered", coordinator)):
        confirmed = {"confirmed_at": now} if state == "confirmed" else {}
        Seat.objects.create(
            sign_up=sign_up, meeting=meeting, mode="physical", state=state, person=person, **confirmed
        )
    page = text(front_page_of(coordinator))
    assert f"2 pladser til »{meeting.title}« mangler et navn." in page
    assert f"Du har fået tilbudt en plads til »{meeting.title}«" in page


def test_ones_own_areas_come_before_the_newest_list(member):
    page = text(front_page_of(member))
    assert page.index("Jeres kommunes områder") < page.index("Gellerupparken/Toveshøj") < page.index("Den nyeste liste")


def test_nobody_without_a_role_has_areas_of_her_own(client, outsider):
    assert "Jeres kommunes områder" not in text(front_page_of(outsider))
    assert "Jeres kommunes områder" not in text(client.get("/"))


def test_the_front_page_costs_the_same_for_every_visitor(client, django_assert_num_queries):
    with django_assert_num_queries(7):
        client.get("/")


def test_the_front_page_costs_the_same_for_two_areas_and_for_five(member, guest, django_assert_num_queries):
    for person, areas in ((member, 5), (guest, 2)):
        client = Client()
        client.force_login(person)
        with django_assert_num_queries(29):
            page = client.get("/")
        assert len(page.context["own"]) == areas


def test_the_tour_leads_to_pages_that_are_there(client, settings):
    if not settings.DEMO:
        assert client.get("/demo/rundtur/").status_code == 404
        return
    stops = client.get("/demo/rundtur/").context["stops"]
    assert len(stops) >= 8
    for stop in stops:
        assert client.get(stop["url"]).status_code in {200, 302}, stop["url"]


def test_the_secretariat_sees_what_waits_first_and_the_days_to_the_lists(as_secretariat, time_machine):
    time_machine.move_to("2026-11-22 09:00+01:00")
    page = text(as_secretariat.get("/"))
    assert "9 dage til 1. december, hvor ministeriet offentliggør listerne." in page
    area = Area.objects.get(key="aarhus-bispehaven")
    report_fault(area=area, text="Tallet er et andet.", reply_to="", at=timezone.now())
    page = text(as_secretariat.get("/"))
    assert page.index("Venter på sekretariatet") < page.index("Bispehaven") < page.index("Navn på et område")


def test_nobody_else_sees_what_waits(member):
    client = Client()
    client.force_login(member)
    assert "Venter på sekretariatet" not in text(client.get("/"))
