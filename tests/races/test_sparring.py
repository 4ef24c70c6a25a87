"""Two at once in sparring: no more than an hour allows, no more than three asked, and no corrected text lost."""

import pytest
from django.utils import timezone

from knub.people.models import Person
from knub.sparring import actions
from knub.sparring.actions import asking, asking_around, limits
from knub.sparring.models import Asked, Question
from tests.conftest import person
from tests.knowledge.conftest import join
from tests.races.together import both, slowed
from tests.sparring.conftest import TYPED, ask

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_tenth_questions_waits(loaded, lock, monkeypatch):
    now = timezone.now()
    join("aarhus", "randers")
    Question.objects.all().delete()
    for _number in range(limits.QUESTIONS_AN_HOUR - 1):
        ask(at=now)
    slowed(monkeypatch, asking, "refuse_too_many", lock=lock)
    assert both(lambda: ask(at=now), lambda: ask(at=now)) == (["wait"] if lock else [])
    assert Question.objects.count() == limits.QUESTIONS_AN_HOUR + (0 if lock else 1)


def test_the_second_of_two_who_correct_a_question_is_told_and_without_the_lock_one_text_is_lost(
    loaded, lock, monkeypatch
):
    join("aarhus", "randers")
    question, texts = ask(at=timezone.now()), {"Min.", "Også min."}
    seen = actions.version_of(question)
    slowed(monkeypatch, asking, "refuse_if_edited", lock=lock)

    def correct(who, text):
        by, later = person(who), timezone.now()
        return lambda: actions.edit_question(question, {"challenge": text}, seen=seen, at=later, by=by)

    met = both(correct("kollega", "Min."), correct("kontaktperson", "Også min."))
    question.refresh_from_db()
    kept = {one.texts["challenge"] for one in question.earlier_texts.all()}
    assert (met, kept) == ((["edited_meanwhile"] if lock else []), {TYPED["challenge"]})
    assert question.challenge in texts


def test_no_more_than_three_are_asked(loaded, lock, monkeypatch):
    now = timezone.now()
    join("aarhus", "randers")
    question, asker = ask(at=now), person("kollega")
    people = [Person.objects.create(name=f"Eksempel {one}", email=f"n{one}@example.org") for one in range(4)]
    slowed(monkeypatch, asking_around, "places_left", lock=lock)
    met = both(
        lambda: actions.ask_colleagues(question, people[:2], at=now, by=asker),
        lambda: actions.ask_colleagues(question, people[2:], at=now, by=asker),
    )
    assert (met, Asked.objects.count()) == ((["many"], 2) if lock else ([], 4))
