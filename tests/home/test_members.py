"""The secretary's table of members: what it says, its filter, map and sheet, at the same number of queries for all."""

import re
from io import BytesIO

import openpyxl
import pytest

from knub.memberships.models import Membership
from knub.people.models import Organisation
from tests.home.conftest import make_member, make_person, make_season

pytestmark = pytest.mark.django_db
ADDRESS = "/sekretariat/medlemmer/"
TAGS = re.compile(r"<[^>]+>")


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def names(response):
    return [row.municipality.name for row in response.context["members"].rows]


@pytest.fixture
def three(season):
    """Aarhus with everything, Randers without a reference, Viborg without a contact person."""
    make_member("aarhus", season=season, checked=True)
    make_member("randers", season=season, reference="", price=None)
    make_member("viborg", season=season)
    make_person("Eksempel Randers", "randers@example.org", "randers", kind="coordinator")
    return season


def test_a_member_is_shown_with_all_that_the_secretary_asks_for(as_secretariat, three):
    shown = text(as_secretariat.get(ADDRESS))
    assert "3 medlemskommuner" in shown
    assert "Aarhus 12. januar 2026 , se medlemskabet 18.000,00 kr. bekræftet Eksempel Kontaktperson 2" in shown
    assert "Randers 12. januar 2026 , se medlemskabet ikke fastsat endnu mangler Eksempel Randers 2" in shown
    assert "Viborg 12. januar 2026 , se medlemskabet 18.000,00 kr. oplyst ingen 0" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Randers", "Viborg", "Aarhus"]),
        ("?reference=mangler", ["Randers"]),
        ("?reference=bekraeftet", ["Aarhus"]),
        ("?kontakt=mangler", ["Viborg"]),
        ("?kontakt=har&reference=mangler", ["Randers"]),
        ("?q=aar", ["Aarhus"]),
        ("?q=findes-ikke", []),
        ("?orden=-kommune", ["Aarhus", "Viborg", "Randers"]),
        ("?orden=pris", ["Viborg", "Aarhus", "Randers"]),
        ("?orden=vrøvl&reference=vrøvl&kontakt=vrøvl", ["Randers", "Viborg", "Aarhus"]),
        ("?aar=1900", []),
        ("?aar=vrøvl", ["Randers", "Viborg", "Aarhus"]),
    ],
)
def test_the_filter_is_kept_in_the_address(as_secretariat, three, query, found):
    assert names(as_secretariat.get(f"{ADDRESS}{query}")) == found


def test_those_who_were_in_last_year_only_stand_beside_the_map(as_secretariat, three):
    make_member("aalborg", season=make_season(three.year - 1))
    make_member("aarhus", season=make_season(three.year - 1))
    response = as_secretariat.get(ADDRESS)
    assert [one.name for one in response.context["members"].earlier] == ["Aalborg"]
    kinds = {place["label"]: place["kind"] for place in response.context["places"].values()}
    assert kinds == {"Aalborg": "before", "Aarhus": "now", "Randers": "now", "Viborg": "now"}


def test_a_year_without_members_says_so(as_secretariat, season):
    assert "Ingen har tilmeldt sig dette netværksår endnu" in text(as_secretariat.get(ADDRESS))


def test_the_sheet_has_the_rows_of_the_filter(as_secretariat, three):
    response = as_secretariat.get(f"{ADDRESS}medlemmer.xlsx?reference=bekraeftet")
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    heading, row = sheet.iter_rows(values_only=True)
    found = dict(zip(heading, row, strict=True))
    assert (found["Kommune"], found["Pris uden moms"], found["EAN-nummer (GLN)"], found["Personreference"]) == (
        "Aarhus Kommune", 18000, "5798000000005", "ABCDE",
    )  # fmt: skip
    assert (found["Kontaktpersoner"], found["Mail"]) == ("Eksempel Kontaktperson", "kontaktperson@example.org")


def test_a_member_that_has_left_says_until_when(as_secretariat, three):
    found = Membership.objects.get(season=three, municipality__slug="viborg")
    found.withdrawn_at, found.ends_on = found.joined_at, found.starts_on.replace(month=6, day=30)
    found.save()
    assert f"med til og med 30. juni {three.year}" in text(as_secretariat.get(ADDRESS))


@pytest.mark.parametrize("count", [1, 3, 98])
def test_the_number_of_queries_is_the_same_however_many_members(
    as_secretariat, season, django_assert_num_queries, count
):
    for municipality in Organisation.objects.filter(kind="municipality")[:count]:
        make_member(municipality.slug, season=season)
        make_person("Eksempel", f"a{municipality.pk}@example.org", municipality.slug, kind="coordinator")
    as_secretariat.get(ADDRESS)
    with django_assert_num_queries(11):  # session, person, roles, years, season, rows, contacts, people, rules, earlier
        assert len(names(as_secretariat.get(ADDRESS))) == count


@pytest.mark.parametrize("who", ["coordinator", "member", "guest", "outsider"])
def test_only_the_secretariat_sees_the_table(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(address).status_code for address in (ADDRESS, f"{ADDRESS}medlemmer.csv")] == [403, 403]
