"""What a post said before it was corrected is kept for those who may correct it, until the secretariat deletes it."""

from datetime import timedelta

import pytest
from django.test import Client

from knub.search.models import Document
from knub.sparring import actions
from knub.sparring.models import EarlierText
from tests.conftest import person
from tests.knowledge.conftest import client_of
from tests.sparring.conftest import NOW, TYPED, answer, ask
from tests.sparring.test_questions import text, typed
from tests.sparring.test_secret import tells

LATER = NOW + timedelta(minutes=5)
pytestmark = pytest.mark.usefixtures("members")


def correct(question, **values):
    seen = actions.version_of(question)
    return actions.edit_question(question, {**TYPED, **values}, seen=seen, at=LATER, by=question.asked_by)


def test_each_correction_shows_what_is_new_and_what_is_gone(as_member):
    question = correct(ask(), challenge="Få kommer til vores møder.")
    correct(question, challenge="Mange kommer til vores møder.")
    page = as_member.get(f"/sparring/{question.pk}/tidligere/").content.decode()
    assert "<del>Få</del><ins>Mange</ins>" in page
    assert "<ins>vores " in page
    assert f"/sparring/{question.pk}/tidligere/" in as_member.get(f"/sparring/{question.pk}/").content.decode()


def test_an_answer_keeps_its_earlier_texts_too(as_guest):
    found = answer(ask())
    changed = actions.edit_answer(found, "Ny.", seen=actions.version_of_answer(found), at=NOW, by=found.written_by)
    assert EarlierText.objects.get(answer=changed).texts == {"text": found.text}
    assert "<ins>Ny.</ins>" in as_guest.get(f"/sparring/svar/{found.pk}/tidligere/").content.decode()


def test_a_correction_that_changes_no_text_keeps_nothing():
    correct(ask(), themes=["law"])
    assert not EarlierText.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("kollega", 200), ("kontaktperson", 200), ("sekretaer", 200), ("gaest", 403), ("udenfor", 404)]
)
def test_those_who_may_correct_a_question_read_what_it_said(who, status):
    question = correct(ask(), challenge="Andet.")
    assert client_of(person(who)).get(f"/sparring/{question.pk}/tidligere/").status_code == status
    assert Client().get(f"/sparring/{question.pk}/tidligere/").status_code == 302


def test_of_a_secret_question_only_its_asker_and_the_secretariat(as_member, as_secretariat, coordinator, as_guest):
    question = correct(ask(hides_municipality=True), hides_municipality=True, challenge="Andet.")
    address = f"/sparring/{question.pk}/tidligere/"
    readers = (as_member, as_secretariat, client_of(coordinator), as_guest)
    statuses = [client.get(address).status_code for client in readers]
    assert statuses == [200, 200, 403, 403]


def test_what_named_the_municipality_before_it_was_hidden_is_not_found(as_guest):
    question = ask(challenge="Vi i Aarhus har få til møderne.")
    correct(question, challenge="Vi har få til møderne.", hides_municipality=True)
    stored = Document.objects.get(kind="question", object_id=str(question.pk))
    assert tells(" ".join([stored.names, stored.body, stored.words])) == []
    assert tells(as_guest.get(f"/sparring/{question.pk}/").content) == []


def test_the_secretariat_deletes_what_should_not_be_kept(as_secretariat, as_member):
    question = correct(ask(challenge="Om en borger."), challenge="Om noget andet.")
    address = f"/sparring/{question.pk}/tidligere/"
    assert as_member.post(address).status_code == 403
    as_secretariat.post(address)
    assert not EarlierText.objects.exists()
    assert "Teksten er ikke rettet" in text(as_secretariat.get(address))


def test_two_who_correct_at_once_lose_nothing(as_member, coordinator):
    question = ask()
    seen = as_member.get(f"/sparring/{question.pk}/ret/").context["form"]["version"].value()
    correct(question, challenge="Hendes tekst.")
    refused = as_member.post(f"/sparring/{question.pk}/ret/", typed(challenge="Min tekst.", version=seen))
    assert refused.status_code == 400
    for kept in ("Hendes tekst.", "Min tekst."):
        assert kept in text(refused)
