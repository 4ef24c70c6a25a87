"""A meeting that is over, and people who came to it."""

from datetime import timedelta

from knub.meetings import actions
from knub.meetings.models import Evaluation, Invited
from tests.conftest import person
from tests.meetings.conftest import END, colleague, make_meeting, sign_up

AFTER = END + timedelta(hours=2)


def held_meeting(season, *, came, **more):
    """Return a meeting and the colleagues who had a seat at it."""
    meeting = make_meeting(season, physical_capacity=None, **more)
    people = [colleague(f"{meeting.number}{n:02}") for n in range(came)]
    for one in people:
        sign_up(meeting, one)
    return meeting, people


def opened(meeting, *, with_names=False):
    """Return the evaluation of a meeting that is over, sent to those who came."""
    secretary = person("sekretaer")
    evaluation = actions.prepare_evaluation(meeting, by=secretary)
    if with_names:
        actions.keep_names(evaluation, with_names=True, by=secretary)
    actions.open_evaluation(evaluation, at=AFTER, by=secretary)
    return Evaluation.objects.get(pk=evaluation.pk)


def scales(evaluation):
    return list(evaluation.questions.filter(kind="scale"))


def boxes(evaluation):
    return list(evaluation.questions.filter(kind="text"))


def answer(evaluation, who, *, degree=4, text=""):
    """Answer every scale with one degree, and every box with a text."""
    invited = Invited.objects.get(evaluation=evaluation, person=who)
    degrees = {question.pk: degree for question in scales(evaluation)}
    texts = {question.pk: text for question in boxes(evaluation)} if text else {}
    actions.answer_evaluation(invited, degrees=degrees, texts=texts)
