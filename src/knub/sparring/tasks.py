"""What the worker runs: what is new, at once and gathered, and each morning what nobody has answered."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.sparring import actions


@app.task(name="sparring.tell_of_question", queue="mail")
def tell_of_question(question_id: int) -> None:
    """Tell those who follow what a new question is about."""
    try:
        actions.tell_of_question(question_id, now=timezone.now())
    finally:
        connection.close()


@app.task(name="sparring.tell_of_answer", queue="mail")
def tell_of_answer(answer_id: int) -> None:
    """Tell the asker and those who follow her question of a new answer."""
    try:
        actions.tell_of_answer(answer_id, now=timezone.now())
    finally:
        connection.close()


@app.periodic(cron="0 * * * *")
@app.task(name="sparring.send_digests", queue="house", queueing_lock="send_digests")
def send_digests(timestamp: int) -> None:  # noqa: ARG001
    """Each hour, send what is gathered and due; at eight in Copenhagen, or later where the worker was down."""
    try:
        actions.send_digests(now=timezone.now())
    finally:
        connection.close()


@app.periodic(cron="20 6 * * *")
@app.task(name="sparring.tell_of_unanswered", queue="house", queueing_lock="tell_of_unanswered")
def tell_of_unanswered(timestamp: int) -> None:  # noqa: ARG001
    """Each morning, tell the secretariat once of each question that has waited five working days."""
    try:
        actions.tell_of_unanswered(now=timezone.now())
        actions.forget_seen(now=timezone.now())
    finally:
        connection.close()
