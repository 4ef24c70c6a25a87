"""“Jeres kommune”: who gets in, what stands there, and that it costs the same however much there is."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from knub.areas import actions, queries
from knub.areas.actions import Stated
from knub.areas.models import Area
from knub.people import actions as people
from knub.people.models import Organisation

pytestmark = pytest.mark.django_db
AREA = "/omraader/aarhus-bispehaven"
INSIDE_QUERIES, MASTER_QUERIES = 28, 10
PAGES = [
    "/jeres-kommune/aarhus/",
    f"{AREA}/stamdata/",
    f"{AREA}/stamdata.csv",
    "/jeres-kommune/dokumenter/kommune/aarhus/",
]
TO_CHANGE = [
    "/jeres-kommune/aarhus/netvaerket/", f"{AREA}/stamdata/boliger/", f"{AREA}/stamdata/udviklingsplan/",
    "/jeres-kommune/dokumenter/omraade/aarhus-bispehaven/nyt/",
]  # fmt: skip
TO_SPEAK = [f"{AREA}/bemaerkning/"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path


@pytest.fixture
def aarhus(db):
    return Organisation.objects.get(slug="aarhus")


@pytest.fixture
def area(db):
    return Area.objects.select_related("municipality").get(key="aarhus-bispehaven")


def as_(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def newcomer(kind, *organisations):
    roles = [(kind, one) for one in organisations]
    return people.store_demo_person(name="Ny", email="ny@example.org", roles=roles, starts_on=date(2020, 1, 1))


def said(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("name", "sees", "changes", "speaks"),
    [
        ("secretariat", 200, 200, 200),
        ("coordinator", 200, 200, 200),
        ("member", 200, 200, 403),
        ("guest", 403, 403, 403),
        ("outsider", 403, 403, 403),
        (None, 302, 302, 302),
    ],
)
def test_who_gets_in(request, name, sees, changes, speaks):
    client = as_(request.getfixturevalue(name) if name else None)
    assert {client.get(page).status_code for page in PAGES} == {sees}
    assert {client.get(page).status_code for page in TO_CHANGE} == {changes}
    assert {client.get(page).status_code for page in TO_SPEAK} == {speaks}


@pytest.mark.parametrize(("kind", "sees"), [("manager", 200), ("finance", 200), ("speaker", 403)])
def test_a_manager_reads_and_a_speaker_does_not(aarhus, kind, sees):
    client = as_(newcomer(kind, aarhus))
    assert {client.get(page).status_code for page in PAGES} == {sees}
    assert {client.get(page).status_code for page in [*TO_CHANGE, *TO_SPEAK]} == {403}


def test_somebody_who_has_left_is_out_the_next_day(aarhus):
    left = newcomer("coordinator", aarhus)
    people.end_role(left.roles.get(), on=date(2021, 1, 1))
    assert {as_(left).get(page).status_code for page in [*PAGES, *TO_CHANGE, *TO_SPEAK]} == {403}


def test_one_municipality_is_led_to_and_several_are_chosen_from(member, aarhus, outsider, secretariat):
    assert as_(member).get("/jeres-kommune/")["Location"] == "/jeres-kommune/aarhus/"
    several = newcomer("member", aarhus, Organisation.objects.get(slug="randers"))
    page = said(as_(several).get("/jeres-kommune/"))
    assert 'href="/jeres-kommune/aarhus/"' in page
    assert 'href="/jeres-kommune/randers/"' in page
    assert "Du har ingen rolle i en kommune" in said(as_(outsider).get("/jeres-kommune/"))
    assert "Som sekretariat" in said(as_(secretariat).get("/jeres-kommune/"))


def test_unknown_addresses_are_404(coordinator):
    client = as_(coordinator)
    unknown = ["/jeres-kommune/findes-ikke/", f"{AREA}/stamdata/findes-ikke/", f"{AREA}/stamdata/fjern/99999/"]
    of_documents = ["/jeres-kommune/dokumenter/hund/aarhus/", "/jeres-kommune/dokumenter/kommune/aarhus/99999/"]
    for page in unknown + of_documents:
        assert client.get(page).status_code == 404


def test_the_page_costs_the_same_with_one_area_and_with_many(coordinator, area, django_assert_num_queries):
    client = as_(coordinator)
    aarhus = area.municipality
    with django_assert_num_queries(INSIDE_QUERIES):
        client.get("/jeres-kommune/aarhus/")
    for number in range(3):
        more = Area.objects.create(key=f"aarhus-eksempel-{number}", name=f"Eksempel {number}", municipality=aarhus)
        write(more, coordinator)
        store(more, coordinator)
    with django_assert_num_queries(INSIDE_QUERIES):
        assert said(client.get("/jeres-kommune/aarhus/")).count("27 boliger") == 3


def test_master_data_cost_the_same_with_much_history(coordinator, area, django_assert_num_queries):
    client = as_(coordinator)
    store(area, coordinator)
    with django_assert_num_queries(MASTER_QUERIES):
        client.get(f"{AREA}/stamdata/")
    for _time in range(3):
        store(area, coordinator)
    with django_assert_num_queries(MASTER_QUERIES):
        client.get(f"{AREA}/stamdata/")


def write(area, by, *, text="Vi bygger om.", shows_name=False):
    now = queries.remark(area)
    return actions.write_remark(
        area, text=text, title="Kontoret", shows_name=shows_name, seen=queries.version_of(now), at=timezone.now(), by=by
    )


def store(area, by, on=date(2026, 1, 1)):
    seen = queries.master_state(area, on=on).version
    actions.store_master_values(
        area, {"all_dwellings": Stated(number=Decimal(27))}, on=on, source="BBR", seen=seen, by=by
    )


def test_everybody_reads_a_remark_but_not_its_writers_name(area, coordinator, client):
    write(area, coordinator)
    page = said(client.get(f"{AREA}/"))
    assert "Her taler Aarhus Kommune, ikke KNUB eller ministeriet." in page
    assert "Vi bygger om." in page
    assert coordinator.name not in page
    write(area, coordinator, shows_name=True)
    assert coordinator.name in said(client.get(f"{AREA}/"))


def test_a_withdrawn_remark_is_seen_by_the_municipality_only(area, coordinator, client, guest):
    actions.withdraw_statement(write(area, coordinator), at=timezone.now(), by=coordinator)
    for reader in (client, as_(guest)):
        assert "Vi bygger om." not in said(reader.get(f"{AREA}/"))
    assert "Trukket tilbage" in said(as_(coordinator).get(f"{AREA}/bemaerkning/"))


def test_markup_in_a_remark_is_text(area, coordinator, client):
    write(area, coordinator, text="<script>alert(1)</script> & <b>fed</b>")
    page = client.get(f"{AREA}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;fed&lt;/b&gt;" in page


def test_a_personal_number_in_a_remark_is_refused_with_the_text_kept(coordinator):
    typed = {"text": "Beboeren 010190-1234 er flyttet.", "title": "Kontoret", "version": ""}
    response = as_(coordinator).post(f"{AREA}/bemaerkning/", typed)
    assert response.status_code == 400
    assert "ligner et cpr-nummer" in said(response)
    assert "Beboeren 010190-1234 er flyttet." in said(response)


def test_the_second_writer_sees_both_texts_and_decides(area, coordinator, secretariat):
    client = as_(coordinator)
    client.get(f"{AREA}/bemaerkning/")
    first = write(area, secretariat, text="Sekretariatets udgave.")
    typed = {"text": "Min udgave.", "title": "Kontoret", "version": ""}
    response = client.post(f"{AREA}/bemaerkning/", typed)
    page = said(response)
    assert response.status_code == 400
    assert "En anden har ændret det, mens du skrev." in page
    assert "Min udgave." in page
    assert "Sekretariatets udgave." in page
    assert f'name="version" value="{first.pk}"' in page
    assert client.post(f"{AREA}/bemaerkning/", {**typed, "version": first.pk}).status_code == 302
    assert queries.remark(area).text == "Min udgave."
    assert [one.text for one in queries.earlier_statements("remark", area.municipality, area)] == [
        "Sekretariatets udgave."
    ]


def test_master_data_are_typed_the_danish_way(area, member):
    typed = {
        "on": "2026-01-01",
        "source": "BBR",
        "family_dwellings": "1.200",
        "counts_demolished": "no",
        "version": "0",
    }
    assert as_(member).post(f"{AREA}/stamdata/boliger/", typed).status_code == 302
    found = queries.master_data(area, on=date(2026, 1, 1))
    assert (found.family_dwellings.value, found.counts_demolished.value) == (1200, False)
    assert "Nu: 1.200, pr. 1. januar 2026." in said(as_(member).get(f"{AREA}/stamdata/boliger/"))


@pytest.mark.parametrize(
    ("group", "typed", "says"),
    [
        ("boliger", {}, "Skriv mindst ét tal."),
        ("boliger", {"family_dwellings": "mange"}, "Skriv et helt tal, for eksempel 1.200."),
        ("boliger", {"family_dwellings": "-1"}, "Tallet kan ikke være under 0."),
        ("boliger", {"family_dwellings": "9", "on": "2999-01-01"}, "Dagen er ikke kommet endnu."),
        ("boliger", {"family_dwellings": "9", "source": ""}, "Skriv, hvor oplysningerne kommer fra"),
        ("boliger", {"family_dwellings": "9", "on": ""}, "Vælg en dato."),
        ("maal", {"percent": "101"}, "100"),
        ("udviklingsplan", {"text": "Plan", "starts_on": "2026-01-01", "ends_on": "2025-01-01"}, "Planen slutter, før"),
        ("udviklingsplan", {"text": "Plan", "link": "javascript:alert(1)"}, "Skriv hele adressen"),
        ("boligorganisationer", {"text": "  "}, "Skriv navnet på mindst én boligorganisation."),
    ],
)
def test_what_is_wrong_stands_there_and_nothing_is_stored(area, member, group, typed, says):
    sent = {"on": "2026-01-01", "source": "BBR", "version": "0", **typed}
    response = as_(member).post(f"{AREA}/stamdata/{group}/", sent)
    assert response.status_code == 400
    assert says in said(response)
    assert queries.master_state(area, on=date(2999, 1, 1)).rows == ()


def test_every_group_can_be_filled_in_and_is_shown(area, member):
    client, common = as_(member), {"on": "2026-01-01", "source": "Eksempelkilde"}
    sent = {
        "boliger": {"family_dwellings": "600", "business_area": "7.500"},
        "maal": {"percent": "60"},
        "boligorganisationer": {"text": "Eksempelbo\n\nEksempelgård"},
        "udviklingsplan": {"text": "Eksempelplan", "starts_on": "2019-06-01", "link": "example.org/plan"},
        "boligsocial-helhedsplan": {"text": "Eksempelindsats", "ends_on": "2027-12-31"},
        "fysisk-helhedsplan": {"text": "Eksempelrenovering"},
    }
    for group, typed in sent.items():
        version = queries.master_state(area, on=date(2026, 1, 1)).version
        response = client.post(f"{AREA}/stamdata/{group}/", {**common, **typed, "version": version})
        assert response.status_code == 302, group
    page = said(client.get(f"{AREA}/stamdata/"))
    for shown in (
        "7.500 m²",
        "60,0 pct.",
        "Eksempelgård",
        "https://example.org/plan",
        "til 31. december 2027",
        "Eksempelkilde",
    ):
        assert shown in page


def test_two_figures_that_do_not_agree_are_both_shown(area, member):
    values = dict.fromkeys(("family_dwellings", "youth_dwellings", "elderly_dwellings", "other_dwellings"), Decimal(10))
    stated = {key: Stated(number=value) for key, value in (values | {"all_dwellings": Decimal(41)}).items()}
    actions.store_master_values(area, stated, on=date(2026, 1, 1), source="BBR", seen="0", by=member)
    assert "Boliger i alt er oplyst til 41, men de fire slags giver tilsammen 40." in said(
        as_(member).get(f"{AREA}/stamdata/")
    )


def test_a_value_is_taken_back_after_a_question(area, member):
    store(area, member)
    row = queries.master_state(area, on=date(2026, 1, 1)).rows[0]
    client, address = as_(member), f"{AREA}/stamdata/fjern/{row.pk}/"
    assert "Træk oplysningen tilbage?" in said(client.get(address))
    assert client.post(address).status_code == 302
    assert queries.master_data(area, on=date(2026, 1, 1)).all_dwellings is None
    assert client.get(address).status_code == 404


def test_what_the_network_is_used_for_is_not_for_outsiders(area, member, secretariat, outsider, client):
    assert as_(member).post("/jeres-kommune/aarhus/netvaerket/", {"text": "Sparring om udlejning."}).status_code == 302
    assert "Sparring om udlejning." in said(as_(secretariat).get("/kommuner/aarhus/"))
    for reader in (client, as_(outsider)):
        page = said(reader.get("/kommuner/aarhus/"))
        assert "Sparring om udlejning." not in page
        assert "Jeres kommune" not in page
