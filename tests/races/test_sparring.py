"""Two at once in sparring: no more than an hour allows, no more than three asked, and no corrected text lost."""

import threading
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from knub.people.models import Person
from knub.sparring import actions
from knub.sparring.actions import asking, asking_around, limits
from knub.sparring.models import Asked, Question
from tests.conftest import person
from tests.knowledge.conftest import join
from tests.sparring.conftest import TYPED, ask

pytestmark = pytest.mark.django_db(transaction=True)


def meet(monkeypatch, module, name):
    """Let each wait after looking until the other has looked too, or cannot come."""
    look, both_there = getattr(module, name), threading.Barrier(2)

    def slowly(*arguments, **more):
        found = look(*arguments, **more)
        with suppress(threading.BrokenBarrierError):
            both_there.wait(timeout=1)
        return found

    monkeypatch.setattr(module, name, slowly)


def at_once(*deeds):
    """Return what simultaneous deeds met, by kind of error."""
    start, met = threading.Barrier(len(deeds)), []

    def do(deed):
        try:
            start.wait()
            deed()
            met.append("done")
        except ValidationError as error:
            met.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(met)


def ask_the_tenth_twice(monkeypatch):
    now = timezone.now()
    join("aarhus", "randers")
    Question.objects.all().delete()
    for _number in range(limits.QUESTIONS_AN_HOUR - 1):
        ask(at=now)
    meet(monkeypatch, asking, "refuse_too_many")
    return at_once(lambda: ask(at=now), lambda: ask(at=now))


def test_one_of_two_tenth_questions_waits(loaded, monkeypatch):
    assert ask_the_tenth_twice(monkeypatch) == ["done", "wait"]
    assert Question.objects.count() == limits.QUESTIONS_AN_HOUR


def test_without_the_lock_both_are_asked(loaded, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    assert ask_the_tenth_twice(monkeypatch) == ["done", "done"]
    assert Question.objects.count() == limits.QUESTIONS_AN_HOUR + 1


def correct_twice(monkeypatch):
    now = timezone.now()
    join("aarhus", "randers")
    question = ask(at=now)
    seen = actions.version_of(question)
    meet(monkeypatch, asking, "refuse_if_edited")

    def correct(by, text):
        later = timezone.now()
        return lambda: actions.edit_question(question, {"challenge": text}, seen=seen, at=later, by=by)

    met = at_once(correct(person("kollega"), "Min."), correct(person("kontaktperson"), "Også min."))
    question.refresh_from_db()
    return met, question


def test_the_second_of_two_who_correct_a_question_is_told_and_the_first_stands(loaded, monkeypatch):
    met, question = correct_twice(monkeypatch)
    assert met == ["done", "edited_meanwhile"]
    assert question.challenge in {"Min.", "Også min."}
    assert question.earlier_texts.get().texts["challenge"] == TYPED["challenge"]


def test_without_the_lock_one_text_is_lost(loaded, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    met, question = correct_twice(monkeypatch)
    assert met == ["done", "done"]
    assert question.earlier_texts.filter(texts__challenge__in=["Min.", "Også min."]).count() == 0


def ask_two_and_two(monkeypatch):
    now = timezone.now()
    join("aarhus", "randers")
    question = ask(at=now)
    people = [Person.objects.create(name=f"Eksempel {one}", email=f"n{one}@example.org") for one in range(4)]
    meet(monkeypatch, asking_around, "places_left")
    asker = person("kollega")
    return at_once(
        lambda: actions.ask_colleagues(question, people[:2], at=now, by=asker),
        lambda: actions.ask_colleagues(question, people[2:], at=now, by=asker),
    )


def test_no_more_than_three_are_asked(loaded, monkeypatch):
    assert ask_two_and_two(monkeypatch) == ["done", "many"]
    assert Asked.objects.count() == 2


def test_without_the_lock_four_are_asked(loaded, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    assert ask_two_and_two(monkeypatch) == ["done", "done"]
    assert Asked.objects.count() == 4
