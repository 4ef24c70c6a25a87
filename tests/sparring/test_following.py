"""What one follows is told at once or gathered: nothing already read, nothing twice, never empty, out in one click."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from knub.notify import actions as notify
from knub.notify.models import Mail
from knub.people import actions as people
from knub.people import queries as chosen
from knub.sparring import actions
from knub.sparring.models import Follow
from tests.sparring.conftest import NOW, answer, ask
from tests.sparring.test_questions import text
from tests.sparring.test_secret import tells

pytestmark = pytest.mark.usefixtures("members")
MONDAY = datetime(2026, 6, 8, 6, 0, tzinfo=UTC)  # 08:00 in Copenhagen
OUT = re.compile(r"http\S+(/afmeld/\S+/)")


def follow(person, kind, key):
    actions.set_follow(person, kind, key, follows=True, at=NOW)


def wants(person, **often):
    people.choose_mails(person, often, by=person)


def mails_to(person):
    return list(Mail.objects.filter(to=person.email).order_by("pk"))


def test_the_asker_hears_of_an_answer_at_once(member, guest):
    found = answer(ask())
    actions.tell_of_answer(found.pk, now=NOW)
    actions.tell_of_answer(found.pk, now=NOW)
    (mail,) = mails_to(member)
    assert found.text in mail.text
    assert mail.unsubscribe in mail.text
    assert mails_to(guest) == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [("theme", "social"), ("subject_area", "housing"), ("area", "aarhus-bispehaven"), ("municipality", "aarhus")],
)
def test_a_new_question_is_told_to_those_who_follow_what_it_is_about(guest, kind, key):
    wants(guest, following="at_once")
    follow(guest, kind, key)
    question = ask(areas=["aarhus-bispehaven"])
    actions.tell_of_question(question.pk, now=NOW)
    assert [mail.subject for mail in mails_to(guest)] == [f"Nyt spørgsmål: {question.title}"]


@pytest.mark.parametrize("often", ["at_once", "weekly"])
def test_who_follows_a_municipality_or_area_learns_nothing_of_a_secret_question(guest, often):
    wants(guest, following=often)
    follow(guest, "municipality", "aarhus")
    follow(guest, "area", "aarhus-bispehaven")
    question = ask(hides_municipality=True)
    actions.tell_of_question(question.pk, now=NOW)
    actions.send_digests(now=MONDAY)
    assert mails_to(guest) == []


@pytest.mark.parametrize("often", ["at_once", "weekly"])
def test_no_mail_about_a_secret_question_tells_who_asks(guest, often):
    wants(guest, following=often)
    follow(guest, "theme", "social")
    question = ask(hides_municipality=True)
    actions.tell_of_question(question.pk, now=NOW)
    actions.send_digests(now=MONDAY)
    (mail,) = mails_to(guest)
    assert tells(mail.subject + mail.text + mail.html) == []


def test_rights_are_looked_at_when_the_mail_is_made(guest):
    wants(guest, following="at_once")
    follow(guest, "theme", "social")
    question = ask()
    guest.roles.update(ends_on=NOW.date() - timedelta(days=1))
    actions.tell_of_question(question.pk, now=NOW)
    assert mails_to(guest) == []


def test_a_hidden_post_is_not_told(guest, member, secretariat):
    wants(guest, following="at_once")
    follow(guest, "theme", "social")
    question = ask()
    actions.hide(question, reason="x", at=NOW, by=secretariat)
    actions.tell_of_question(question.pk, now=NOW)
    actions.send_digests(now=MONDAY)
    assert mails_to(guest) == []


def test_a_week_is_gathered_at_eight_on_the_chosen_day_and_nothing_twice(guest):
    follow(guest, "theme", "social")
    notify.choose_digest_day(guest.email, 2)
    actions.send_digests(now=NOW)
    question = ask(at=NOW + timedelta(hours=1))
    wednesday = datetime(2026, 6, 3, 6, 0, tzinfo=UTC)
    assert actions.send_digests(now=wednesday - timedelta(minutes=1)) == 0
    assert actions.send_digests(now=wednesday) == 1
    assert actions.send_digests(now=wednesday + timedelta(hours=1)) == 0
    assert actions.send_digests(now=wednesday + timedelta(days=7)) == 0
    (mail,) = mails_to(guest)
    assert question.title in mail.text
    assert f"/sparring/{question.pk}/" in mail.text


def test_what_was_read_is_not_told(guest, as_guest):
    follow(guest, "theme", "social")
    question = ask()
    as_guest.get(f"/sparring/{question.pk}/")
    assert actions.send_digests(now=MONDAY) == 0


def test_what_was_told_at_once_is_not_gathered_too(guest):
    wants(guest, following="at_once")
    follow(guest, "theme", "social")
    actions.tell_of_question(ask().pk, now=NOW)
    wants(guest, following="daily")
    assert actions.send_digests(now=MONDAY) == 0


def test_never_is_never(guest, member):
    wants(guest, following="never")
    wants(member, sparring_answers="never")
    follow(guest, "theme", "social")
    question = ask()
    found = answer(question)
    actions.tell_of_question(question.pk, now=NOW)
    actions.tell_of_answer(found.pk, now=NOW)
    actions.send_digests(now=MONDAY)
    assert mails_to(guest) + mails_to(member) == []


def test_answers_can_be_gathered_each_day(member):
    wants(member, sparring_answers="daily")
    found = answer(ask())
    actions.tell_of_answer(found.pk, now=NOW)
    assert mails_to(member) == []
    assert actions.send_digests(now=NOW + timedelta(days=1)) == 1
    assert "Svar på dine spørgsmål siden sidst:" in mails_to(member)[0].text


def test_one_gets_out_in_one_click_without_login(guest):
    wants(guest, following="at_once")
    follow(guest, "theme", "social")
    actions.tell_of_question(ask().pk, now=NOW)
    link = OUT.search(mails_to(guest)[0].text)[1]
    program = Client(enforce_csrf_checks=True)
    assert program.get(link).status_code == 200
    assert chosen.wants(guest, "following") == "at_once"
    done = program.post(link, {"List-Unsubscribe": "One-Click"})
    assert "Du får ikke flere af dem" in text(done)
    assert chosen.wants(guest, "following") == "never"
    assert Client().get("/afmeld/findes-ikke/").status_code == 404


def test_one_follows_and_unfollows_on_the_pages(as_guest, guest):
    question = ask(areas=["aarhus-bispehaven"])
    page = f"/sparring/{question.pk}/"
    wanted = {"kind": "question", "key": question.pk, "foelg": "ja", "tilbage": page}
    followed = as_guest.post("/sparring/foelg/", wanted)
    assert followed.url == page
    as_guest.post("/sparring/foelger/", {"theme": ["law"], "area": "aarhus-bispehaven", "municipality": "odense"})
    assert set(guest.follows.values_list("kind", "key")) == {
        ("question", str(question.pk)), ("theme", "law"), ("area", "aarhus-bispehaven"), ("municipality", "odense"),
    }  # fmt: skip
    shown = text(as_guest.get("/sparring/foelger/"))
    assert "Område: Bispehaven" in shown
    assert f"Spørgsmål: {question.title}" in shown
    as_guest.post("/sparring/foelg/", {"kind": "question", "key": question.pk, "foelg": "nej"})
    assert not Follow.objects.filter(kind="question").exists()


def test_nobody_follows_what_she_may_not_read_or_is_led_astray(as_guest, secretariat):
    question = ask()
    actions.hide(question, reason="x", at=NOW, by=secretariat)
    assert as_guest.post("/sparring/foelg/", {"kind": "question", "key": question.pk, "foelg": "ja"}).status_code == 403
    away = {"kind": "theme", "key": "law", "foelg": "ja", "tilbage": "https://example.com/"}
    assert as_guest.post("/sparring/foelg/", away).url == "/sparring/foelger/"


def test_who_read_what_is_forgotten(as_guest, guest, settings):
    question = ask()
    as_guest.get(f"/sparring/{question.pk}/")
    assert guest.questions_seen.count() == 1
    actions.forget_seen(now=NOW + timedelta(days=settings.KEPT_DAYS["seen"] + 1))
    assert guest.questions_seen.count() == 0
