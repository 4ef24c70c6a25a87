"""Årets udbytte: what a municipality tried and what came of it, and its year in numbers; for its own people only."""

import io
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from knub.meetings import actions
from knub.meetings.models import Record, Seat
from knub.memberships.models import Membership, Season
from tests.conftest import person
from tests.knowledge.conftest import write
from tests.meetings.conftest import NOW, YEAR, colleague, make_season, sign_up
from tests.meetings.evaluating import AFTER, held_meeting
from tests.sparring.conftest import answer, ask

pytestmark = pytest.mark.django_db
QUERIES = 24
INSIDE = "/jeres-kommune/aarhus/"
PAGE = f"{INSIDE}udbytte/{YEAR}/"
PAPER = f"{PAGE}udbytte.pdf"


@pytest.fixture
def season(loaded, time_machine):
    """Aarhus and Randers are members of the only network year that runs, and nothing has happened in it."""
    time_machine.move_to(NOW)
    Membership.objects.all().delete()
    return make_season()


def held(season, time_machine, *, number=2, released=True):
    """A meeting of three from Aarhus and one from Randers; each of two from Aarhus was to try something."""
    meeting, people = held_meeting(season, came=3, number=number, title=f"Møde {number} (eksempel)")
    other = colleague(f"{number}99", "randers")
    sign_up(meeting, other, slug="randers")
    time_machine.move_to(AFTER)
    tried = [
        actions.intend(meeting, text, key=uuid.uuid4(), by=who, group=None, mine=True, at=AFTER)
        for text, who in (("Åbent vaskeri", people[0]), ("Lektiecafé", people[1]), ("Fodbold i Randers", other))
    ]
    actions.tell_what_came_of_it(tried[0], "done", "Flere kom.", at=AFTER, by=people[0])
    Record.objects.update_or_create(meeting=meeting, defaults={"released_at": AFTER if released else None})
    return people


def client_of(who):
    client = Client()
    client.force_login(who)
    return client


def get(address=PAGE, *, by="kollega"):
    return client_of(person(by)).get(address)


def text_of(address=PAGE, *, by="kollega"):
    return " ".join(get(address, by=by).content.decode().split())


def test_what_was_tried_comes_first_and_is_only_that_of_the_municipality(season, time_machine):
    people = held(season, time_machine)
    text = text_of()
    assert "2 ting skulle prøves." in text
    assert text.index("Åbent vaskeri") < text.index("Flere kom.") < text.index("Året i tal")
    assert people[0].name in text
    assert "Fodbold i Randers" not in text


def test_meetings_and_seats_are_counted(season, time_machine):
    held(season, time_machine)
    text = text_of()
    assert "I deltog i 1 af 1 møde, der er holdt." in text
    assert "I havde 3 pladser i alt." in text
    assert "Møde 2 (eksempel)" in text


def test_where_some_were_noted_as_present_the_others_did_not_come(season, time_machine):
    people = held(season, time_machine)
    Seat.objects.filter(person=people[0]).update(attended_at=AFTER)
    assert get().context["rows"] == [["Møde 2 (eksempel)", "20. maj 2026", 3, 1]]
    Seat.objects.update(attended_at=None)
    Seat.objects.filter(sign_up__municipality__slug="randers").update(attended_at=AFTER)
    assert get().context["rows"] == [["Møde 2 (eksempel)", "20. maj 2026", 3, 0]]
    assert "I deltog i 0 af 1 møde, der er holdt." in text_of()


def test_questions_answers_and_pages_of_the_year_are_counted(season, time_machine):
    time_machine.move_to(AFTER)
    question = ask(at=AFTER)
    answer(question, by=person("gaest"), at=AFTER)
    ask(at=AFTER)
    answer(question, "Eksempel: Tak.", by=person("kollega"), at=AFTER)  # her own question: no answer
    answer(question, by=colleague("svar"), at=AFTER)
    write(at=AFTER)
    text = text_of()
    assert "I stillede 2 spørgsmål i Sparring; 1 af dem har fået svar." in text
    assert "I skrev 1 svar i Sparring." in text
    assert "1 af jeres sider blev udgivet i Viden." in text


@pytest.mark.parametrize("who", ["kollega", "kontaktperson", "sekretaer"])
def test_a_question_that_hides_its_municipality_is_counted_for_nobody(season, time_machine, who):
    time_machine.move_to(AFTER)
    hidden = ask(at=AFTER, hides_municipality=True)
    answer(hidden, by=person("kollega"), at=AFTER)
    ask(at=AFTER)
    text = text_of(by=who)
    assert "I stillede 1 spørgsmål i Sparring;" in text
    assert "I har ikke skrevet svar i Sparring." in text


def test_what_belongs_to_another_year_is_not_counted(season, time_machine):
    time_machine.move_to(NOW - timedelta(days=90))
    ask(at=NOW - timedelta(days=90))
    time_machine.move_to(NOW)
    assert "Intet at fortælle endnu" in text_of()


def test_before_fra_moedet_is_released_only_the_secretariat_reads_what_will_be_tried(season, time_machine):
    held(season, time_machine, released=False)
    assert "Åbent vaskeri" not in text_of()
    assert "Åbent vaskeri" in text_of(by="sekretaer")


def test_a_municipality_that_has_left_reads_its_meetings_and_is_told_what_is_left_out(season, time_machine):
    held(season, time_machine)
    Membership.objects.filter(municipality__slug="aarhus").update(ends_on=date(2026, 4, 30))
    text = text_of()
    assert "er ikke med i netværket i dag" in text
    assert "I havde 3 pladser i alt." in text
    assert "Åbent vaskeri" not in text
    assert "spørgsmål i Sparring" not in text


def test_who_said_yes_and_the_contact_person_are_led_to_tell_and_others_are_not(season, time_machine):
    people = held(season, time_machine)
    link = "Fortæl, hvad der kom ud af det"
    assert link in text_of(by="kontaktperson")
    assert link not in text_of(by="kollega")
    owners = client_of(people[1]).get(PAGE).content.decode()
    assert owners.count(link) == 1
    assert "Ret det, der er fortalt" not in owners


@pytest.mark.parametrize(
    ("who", "status"),
    [("sekretaer", 200), ("kontaktperson", 200), ("kollega", 200), ("gaest", 403), ("udenfor", 403)],
)
def test_its_own_people_and_the_secretariat_read_it_and_nobody_else(season, who, status):
    assert [get(address, by=who).status_code for address in (PAGE, PAPER)] == [status, status]
    assert get(f"{INSIDE}udbytte/", by=who).status_code == (302 if status == 200 else status)


def test_it_asks_for_login_and_unknown_addresses_are_404(season):
    assert {Client().get(address).status_code for address in (PAGE, PAPER, f"{INSIDE}udbytte/")} == {302}
    unknown = (f"{INSIDE}udbytte/1999/", f"/jeres-kommune/findes-ikke/udbytte/{YEAR}/")
    assert {get(address).status_code for address in unknown} == {404}


def test_the_pdf_is_tagged_says_the_same_and_names_nobody(season, time_machine):
    people = held(season, time_machine)
    content = get(PAPER).content
    read = PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert b"<pdfuaid:part>1" in content
    assert "/StructTreeRoot" in read.trailer["/Root"]
    assert "Årets udbytte, Aarhus Kommune 2126" in text
    assert "Åbent vaskeri" in text
    assert "Flere kom." in text
    assert "I havde 3 pladser i alt." in text
    assert not any(one.name in text for one in people)


def test_a_year_without_anything_says_how_the_page_fills(season):
    text = text_of()
    assert "Intet at fortælle endnu" in text
    assert "Siden udfyldes af sig selv" in text
    assert 'href="/moeder/"' in text
    assert get(PAPER).status_code == 200


def test_years_of_the_municipality_are_chosen_from_and_its_page_leads_to_the_one_that_runs(season):
    next_year = Season.objects.create(
        network=season.network, year=2127, name="Eksempel", starts_on=date(2127, 1, 1), ends_on=date(2127, 12, 31)
    )
    assert f"{INSIDE}udbytte/2127/" not in text_of()
    Membership.objects.create(
        season=next_year, municipality=Membership.objects.filter(municipality__slug="aarhus").get().municipality,
        joined_at=NOW, starts_on=next_year.starts_on, ends_on=next_year.ends_on,
    )  # fmt: skip
    assert f"{INSIDE}udbytte/2127/" in text_of()
    assert f"{INSIDE}udbytte/" in text_of(INSIDE)
    assert get(f"{INSIDE}udbytte/")["Location"] == PAGE


def test_it_costs_the_same_for_any_number(season, time_machine, django_assert_num_queries):
    held(season, time_machine)
    client = client_of(person("kollega"))
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    for number in (3, 4, 5):
        held(season, time_machine, number=number)
        ask(at=AFTER)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
