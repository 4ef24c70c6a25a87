"""The report of a network year: who came, what was tried, what was asked; no name, and nothing of too few answers."""

import io
import uuid
from datetime import date

import pytest
from django.test import Client
from pypdf import PdfReader

from knub.meetings import actions
from knub.memberships.models import Season
from knub.sparring.models import Question
from tests.conftest import person
from tests.meetings.conftest import NOW, YEAR, colleague, make_meeting, make_season, sign_up
from tests.meetings.evaluating import AFTER, answer, held_meeting, opened
from tests.sparring.conftest import answer as reply
from tests.sparring.conftest import ask

pytestmark = pytest.mark.django_db
QUERIES = 24
PAGE = f"/sekretariat/rapport/{YEAR}/"


@pytest.fixture
def season(loaded, time_machine):
    time_machine.move_to(NOW)
    return make_season()


def held(season, time_machine, *, number=2, answers=6):
    """A meeting of nine from Aarhus, with an evaluation and two things to try, of which one is done."""
    meeting, people = held_meeting(season, came=9, number=number, title=f"Møde {number} (eksempel)")
    time_machine.move_to(AFTER)
    evaluation = opened(meeting)
    for who in people[:answers]:
        answer(evaluation, who)
    actions.close_evaluation(evaluation, at=AFTER, by=person("sekretaer"))
    doing = {"group": None, "mine": True, "at": AFTER}
    tried = [
        actions.intend(meeting, text, key=uuid.uuid4(), by=who, **doing)
        for text, who in zip(("Vaskeri", "Lektiecafé"), people, strict=False)
    ]
    actions.tell_what_came_of_it(tried[0], "done", "Det virkede.", at=AFTER, by=people[0])
    return people


def get(address=PAGE, *, by="sekretaer"):
    client = Client()
    client.force_login(person(by))
    return client.get(address)


def text_of(address=PAGE):
    return " ".join(get(address).content.decode().split())


def test_it_tells_what_a_year_came_to_in_numbers_and_names_nobody(season, time_machine):
    people = held(season, time_machine)
    text = text_of()
    assert "2 kommuner er med i netværksåret 2126." in text
    assert "2 ting skulle prøves." in text
    assert "1 er gjort, 1 er der ikke fortalt om endnu." in text
    assert "Møde 2 (eksempel)" in text
    assert "9 personer" in text
    assert "100 pct." in text
    assert not any(one.name in text for one in people)


def test_too_few_answers_are_not_shown_and_four_who_came_are_not_told(season, time_machine):
    held(season, time_machine, answers=4)
    small = make_meeting(season, number=3, title="Lille møde (eksempel)", physical_capacity=None)
    sign_up(small, colleague("lille"))
    text = text_of()
    assert "vises ikke" in text
    assert "pct." not in text
    assert "under 5 personer" in text


def test_who_asks_answers_nobody_and_what_is_hidden_is_not_counted(season):
    asking = person("kollega")
    Question.objects.all().delete()
    question, hidden = ask(at=NOW, by=asking), ask(at=NOW, by=asking)
    reply(question, "Tak!", by=asking, at=NOW)
    reply(hidden, "Se vores plan.", at=NOW)
    Question.objects.filter(pk=hidden.pk).update(hidden_at=NOW)
    text = text_of()
    assert "1 spørgsmål er stillet i Sparring; 0 af dem har fået svar." in text
    assert "0 svar er skrevet." in text
    reply(question, "Det gør vi sådan.", at=NOW)
    assert "1 af dem har fået svar." in text_of()


def test_the_pdf_is_tagged_and_says_the_same(season, time_machine):
    people = held(season, time_machine)
    got = get(f"{PAGE}rapport.pdf")
    read = PdfReader(io.BytesIO(got.content))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert b"<pdfuaid:part>1" in got.content
    assert "Rapport om netværksåret 2126" in text
    assert "2 ting skulle prøves." in text
    assert "100 pct." in text
    assert not any(one.name in text for one in people)


def test_a_year_in_which_nothing_has_happened_says_so(season):
    Season.objects.create(
        network=season.network, year=2127, name="Eksempel", starts_on=date(2127, 1, 1), ends_on=date(2127, 12, 31)
    )
    assert "Intet at fortælle endnu" in text_of("/sekretariat/rapport/2127/")
    assert "Der er endnu ikke skrevet noget ned, som skal prøves." in text_of()
    assert get("/sekretariat/rapport/").status_code == 302
    assert get("/sekretariat/rapport/1999/").status_code == 404


def test_only_the_secretariat_reads_it(season):
    for address in (PAGE, f"{PAGE}rapport.pdf", "/sekretariat/rapport/"):
        for who in ("kontaktperson", "kollega", "gaest", "udenfor"):
            assert get(address, by=who).status_code in {403, 404}
    assert Client().get(PAGE).status_code == 302


def test_it_costs_the_same_for_any_number(season, time_machine, django_assert_num_queries):
    held(season, time_machine)
    client = Client()
    client.force_login(person("sekretaer"))
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    for number in (3, 4, 5):
        held(season, time_machine, number=number)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
