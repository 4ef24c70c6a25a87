"""Ask, answer and settle, as colleagues meet it."""

import re
from datetime import timedelta

import pytest

from knub.parameters import rule_book
from knub.people import actions as people
from knub.people.models import Organisation
from knub.sparring import actions
from knub.sparring.models import Answer, Question, Use
from tests.knowledge.conftest import client_of, write
from tests.sparring.conftest import NOW, TYPED, answer, ask

pytestmark = pytest.mark.usefixtures("members")
TAGS = re.compile(r"<[^>]+>")


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def typed(**values):
    return {**TYPED, "municipality": Organisation.objects.get(slug="aarhus").pk, **values}


def test_a_question_is_asked_answered_and_solved(as_member, as_guest):
    asked = as_member.post("/sparring/spoerg/", typed())
    question = Question.objects.get()
    assert asked.url == f"/sparring/{question.pk}/"
    as_guest.post(f"/sparring/{question.pk}/svar/", {"text": "Flyt det til **vaskeriet**."})
    page = as_member.get(asked.url)
    assert "Eksempel Gæst, Randers Kommune" in text(page)
    assert "<strong>vaskeriet</strong>" in page.content.decode()
    found = Answer.objects.get()
    as_member.post(f"/sparring/svar/{found.pk}/hjalp/", {"hjalp": "ja"})
    assert "(1)" in text(as_member.get("/sparring/?stand=loest"))
    assert "Det hjalp" in text(as_guest.get(asked.url))


def test_only_the_asker_and_the_secretariat_say_what_helped(as_guest, as_secretariat, coordinator):
    found = answer(ask())
    for client in (as_guest, client_of(coordinator)):
        assert client.post(f"/sparring/svar/{found.pk}/hjalp/", {"hjalp": "ja"}).status_code == 403
    assert as_secretariat.post(f"/sparring/svar/{found.pk}/hjalp/", {"hjalp": "ja"}).status_code == 302
    found.refresh_from_db()
    assert found.helped_at == NOW


def test_a_helpful_answer_taken_back_opens_the_question_again(as_member, as_guest):
    question = ask()
    found = answer(question)
    actions.set_helped(found, helped=True, at=NOW, by=question.asked_by)
    as_guest.post(f"/sparring/svar/{found.pk}/traek-tilbage/")
    assert "1 spørgsmål" in text(as_member.get("/sparring/?stand=venter"))
    assert found.text not in text(as_member.get(f"/sparring/{question.pk}/"))


def test_a_question_solved_elsewhere_is_closed_with_a_line_and_still_found(as_member, as_guest):
    question = ask()
    assert as_member.post(f"/sparring/{question.pk}/luk/", {"line": ""}).status_code == 400
    as_member.post(f"/sparring/{question.pk}/luk/", {"line": "Eksempel: Vi ringede til Randers."})
    assert "Vi ringede til Randers." in text(as_guest.get(f"/sparring/{question.pk}/"))
    hits = as_guest.get("/soeg/", {"q": "beboere med", "slags": "sparring"}).context["hits"]
    assert [hit[1] for hit in hits] == [question.title]


def test_each_municipality_says_once_that_it_can_use_an_answer(as_member, coordinator):
    question = ask()
    found = answer(question)
    for client in (as_member, client_of(coordinator)):
        client.post(f"/sparring/svar/{found.pk}/kan-bruges/", {"kommune": "aarhus", "bruger": "ja"})
    assert [use.municipality.slug for use in Use.objects.all()] == ["aarhus"]
    assert "Kan bruge det: Aarhus Kommune" in text(as_member.get(f"/sparring/{question.pk}/"))
    assert as_member.post(f"/sparring/svar/{found.pk}/kan-bruges/", {"kommune": "randers"}).status_code == 404
    as_member.post(f"/sparring/svar/{found.pk}/kan-bruges/", {"kommune": "aarhus", "bruger": "nej"})
    assert not Use.objects.exists()


def test_what_is_like_the_question_is_shown_before_it_is_asked(as_guest, as_member):
    question = ask()
    page = write(title="Eksempel: Beboere med til møder i vaskeriet")
    shown = as_guest.post("/sparring/spoerg/", {**typed(), "title": "Hvordan får vi flere beboere med?", "look": "1"})
    assert f'href="/sparring/{question.pk}/"' in shown.content.decode()
    assert f'href="/viden/{page.slug}/"' in shown.content.decode()
    assert "Hvordan får vi flere beboere med?" in shown.content.decode()
    assert Question.objects.count() == 1
    live = as_guest.get("/sparring/lignende/", {"title": "flere beboere"})
    assert f'href="/sparring/{question.pk}/"' in live.content.decode()


def test_a_personal_number_is_refused_with_the_text_kept(as_member, as_guest):
    refused = as_member.post("/sparring/spoerg/", typed(challenge="Borgeren 010190-1234 vil ikke."))
    assert refused.status_code == 400
    assert "Borgeren 010190-1234 vil ikke." in refused.content.decode()
    refused = as_guest.post(f"/sparring/{ask().pk}/svar/", {"text": "Spørg 010190-1234."})
    assert refused.status_code == 400
    assert "Spørg 010190-1234." in refused.content.decode()
    assert not Answer.objects.exists()


def test_the_eleventh_question_in_an_hour_waits_with_its_text_kept(as_member):
    for minute in range(10):
        ask(at=NOW - timedelta(minutes=50 - minute))
    refused = as_member.post("/sparring/spoerg/", typed(title="Eksempel: Den ellevte"))
    assert refused.status_code == 429
    assert "Du har skrevet 10 på en time. Prøv igen om 10 minutter. Din tekst står her stadig." in text(refused)
    assert "Eksempel: Den ellevte" in refused.content.decode()
    assert Question.objects.count() == 10


def test_text_cannot_become_markup(as_guest):
    question = ask(title="<script>x</script>", challenge="[her](javascript:alert(1)) <img src=x onerror=y>")
    page = as_guest.get(f"/sparring/{question.pk}/").content.decode()
    assert "<script>x" not in page
    assert 'href="javascript' not in page
    assert "<img src=x" not in page


def test_a_post_keeps_the_municipality_of_its_day(as_member, guest):
    question = ask()
    answer(question)
    assert "Eksempel Gæst, Randers Kommune" in text(as_member.get(f"/sparring/{question.pk}/"))
    Answer.objects.update(written_at=NOW - timedelta(days=30), changed_at=NOW - timedelta(days=30))
    guest.roles.update(ends_on=NOW.date() - timedelta(days=1))
    assert "Eksempel Gæst, dengang i Randers Kommune" in text(as_member.get(f"/sparring/{question.pk}/"))


def test_a_deleted_writers_answer_stays_without_her_name(as_member, guest):
    question = ask()
    answer(question)
    people.delete_person(guest, by=None)
    page = text(as_member.get(f"/sparring/{question.pk}/"))
    assert "En tidligere bruger, Randers Kommune" in page
    assert "Eksempel Gæst" not in page


def test_the_second_of_two_writers_is_told_and_keeps_her_text(as_member, coordinator):
    question = ask()
    form = as_member.get(f"/sparring/{question.pk}/ret/").context["form"]
    seen = form["version"].value()
    actions.edit_question(
        question, {**TYPED, "challenge": "Den anden skrev dette."}, seen=seen, at=NOW + timedelta(minutes=1),
        by=coordinator,
    )  # fmt: skip
    refused = as_member.post(f"/sparring/{question.pk}/ret/", {**TYPED, "challenge": "Mit.", "version": seen})
    assert refused.status_code == 400
    assert "Mit." in refused.content.decode()
    assert "Den anden skrev dette." in text(refused)
    now = refused.context["form"]["version"].value()
    again = as_member.post(f"/sparring/{question.pk}/ret/", {**TYPED, "challenge": "Mit.", "version": now})
    assert again.status_code == 302


def test_nobody_outside_the_members_reads_it(outsider, client):
    question = ask()
    for address in ("/sparring/", f"/sparring/{question.pk}/", "/sparring/spoergsmaal.csv", "/sparring/spoerg/"):
        assert client.get(address).status_code == 302
        assert client_of(outsider).get(address).status_code in {403, 404}
    assert client.get("/soeg/", {"q": "beboere med"}).context["found"].kinds.get("question") is None


@pytest.mark.parametrize("many", [1, 3])
def test_pages_cost_the_same_with_1_and_3(as_guest, django_assert_num_queries, many):
    questions = [ask(areas=["aarhus-bispehaven"]) for _number in range(many)]
    for _number in range(many):
        answer(questions[0])
    with django_assert_num_queries(11):
        as_guest.get("/sparring/")
    with django_assert_num_queries(33):
        as_guest.get(f"/sparring/{questions[0].pk}/")


def test_the_card_of_a_rule_leads_to_questions_about_it_and_to_asking(members, as_member, client):
    key = next(iter(rule_book().rules))
    card = f"/regler/{key}/"
    assert "Ingen har spurgt om reglen endnu." in as_member.get(card).content.decode()
    question = ask(rule=key)
    page = as_member.get(card).content.decode()
    assert f'href="/sparring/{question.pk}/"' in page
    assert f'href="/sparring/spoerg/?regel={key}"' in page
    assert f'value="{key}" selected' in as_member.get(f"/sparring/spoerg/?regel={key}").content.decode()
    assert question.title not in client.get(card).content.decode()
