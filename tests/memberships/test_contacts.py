"""Contacts: seen by members only, each showing what she wants, found by what is shown."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone

from knub.memberships.models import Membership, Network, Season
from knub.people import actions
from knub.people.models import Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_aarhus_and_randers(time_machine):
    time_machine.move_to("2026-06-01 12:00+02:00")
    Membership.objects.all().delete()
    network = Network.objects.create(key="kontakter", name="Netværk om Udsatte Boligområder")
    season = Season.objects.create(
        network=network, year=2126, name="Netværket 2126", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    for slug in ("aarhus", "randers"):
        Membership.objects.create(
            season=season,
            municipality=Organisation.objects.get(slug=slug),
            joined_at=timezone.now(),
            starts_on=season.starts_on,
            ends_on=season.ends_on,
        )


def colleague(name, slug="randers", kind="member", **details):
    person = Person.objects.create(name=name, email=f"{len(name)}{name.split()[-1].lower()}@example.com", **details)
    actions.grant_role(person, Organisation.objects.get(slug=slug), kind, starts_on=date(2026, 1, 1))
    return person


def page(by, query=""):
    client = Client()
    client.force_login(by)
    return client.get(f"/kontakter/{query}").content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("secretariat", 200), ("coordinator", 200), ("member", 200), ("guest", 200), ("outsider", 403)]
)
def test_who_of_the_people_may_see_them(request, name, status):
    client = Client()
    client.force_login(request.getfixturevalue(name))
    assert client.get("/kontakter/").status_code == status
    assert client.get("/kontakter/kontakter.csv").status_code == status


@pytest.mark.parametrize("kind", ["state", "housing_organisation", "foundation", "association"])
def test_other_organisations_never_see_them(kind):
    other = Organisation.objects.create(kind=kind, name="Eksempel", slug=f"eksempel-{kind}")
    client = Client()
    client.force_login(colleague("Eksempel Udefra", slug=other.slug))
    assert client.get("/kontakter/").status_code == 403


def test_speakers_never_see_them_nor_stand_among_them(member):
    speaker = colleague("Eksempel Oplægsholder", slug="aarhus", kind="speaker")
    client = Client()
    client.force_login(speaker)
    assert client.get("/kontakter/").status_code == 403
    assert "Eksempel Oplægsholder" not in page(member)


def test_people_of_municipalities_that_are_no_members_are_not_there(member):
    colleague("Eksempel Nabo", slug="aeroe")
    assert "Eksempel Nabo" not in page(member)


def test_each_decides_what_shows(member):
    shown = {"phone": "11111111", "ask_me_about": ["Genhusning"], "shows_phone": True}
    colleague("Eksempel Åben", **shown)
    closed = colleague(
        "Eksempel Lukket", phone="22222222", ask_me_about=["Nedrivning"], shows_email=False, shows_ask_me=False
    )
    colleague("Eksempel Usynlig", in_contacts=False)
    seen = page(member)
    assert "11111111" in seen
    assert "Genhusning" in seen
    assert "Eksempel Lukket" in seen
    assert [hidden for hidden in ("22222222", "Nedrivning", closed.email, "Eksempel Usynlig") if hidden in seen] == []


def test_what_is_hidden_does_not_help_to_find_her(member):
    colleague("Eksempel Lukket", ask_me_about=["Nedrivning"], shows_ask_me=False)
    colleague("Eksempel Åben", ask_me_about=["Nedrivning"])
    found = page(member, "?q=nedrivning")
    assert "Eksempel Åben" in found
    assert "Eksempel Lukket" not in found


def test_they_are_filtered_by_municipality_subject_area_and_theme(member):
    colleague("Eksempel Skole", subject_areas=["school"], themes=["social"])
    colleague("Eksempel Bolig", slug="aarhus", subject_areas=["housing"], themes=["letting"])
    for query, right, wrong in (
        ("?fagomraade=school", "Eksempel Skole", "Eksempel Bolig"),
        ("?tema=letting", "Eksempel Bolig", "Eksempel Skole"),
        ("?kommune=randers", "Eksempel Skole", "Eksempel Bolig"),
    ):
        found = page(member, query)
        assert right in found
        assert wrong not in found


def test_a_filter_that_does_not_exist_shows_all(member):
    assert "Eksempel Gæst" in page(member, "?fagomraade=findes-ikke")


def test_nobody_found_says_what_to_do(member):
    assert "Ingen passer" in page(member, "?q=zzzz")


def test_the_spreadsheet_has_the_same_people_and_hides_the_same(member):
    colleague("=Eksempel Skole", subject_areas=["school"], phone="22222222", themes=["law"])
    colleague("Eksempel Bolig", subject_areas=["housing"])
    client = Client()
    client.force_login(member)
    content = client.get("/kontakter/kontakter.csv?fagomraade=school&tema=law").content.decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(content), delimiter=";")
    assert (row["Navn"], row["Kommune"], row["Fagområder"], row["Telefon"]) == (
        "'=Eksempel Skole", "Randers Kommune", "Skole", "",
    )  # fmt: skip
    assert client.get("/kontakter/kontakter.xlsx").content[:2] == b"PK"


def test_somebody_in_two_municipalities_stands_once_with_both(member):
    both = colleague("Eksempel Begge")
    actions.grant_role(both, Organisation.objects.get(slug="aarhus"), "member", starts_on=date(2026, 1, 1))
    seen = page(member)
    assert seen.count("Eksempel Begge") == 1
    assert "Randers Kommune, Aarhus Kommune" in seen or "Aarhus Kommune, Randers Kommune" in seen


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many(member, django_assert_num_queries, count):
    for number in range(count):
        colleague(f"Eksempel {'x' * number}")
    client = Client()
    client.force_login(member)
    with django_assert_num_queries(8):
        client.get("/kontakter/")
