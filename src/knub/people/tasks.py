"""What the worker runs: answer those who ask for access, remind, ask who is still there, and forget."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.people import actions


@app.task(name="people.answer_request", queue="mail")
def answer_request(request_id: int) -> None:
    """Mail somebody who asked for access what she can do."""
    try:
        actions.answer_request(request_id)
    finally:
        connection.close()


@app.periodic(cron="27 3 * * *")
@app.task(name="people.forget_sessions", queue="house", queueing_lock="forget_sessions")
def forget_sessions(timestamp: int) -> None:  # noqa: ARG001
    """Each night, delete the sessions that have run out, and the invitations and requests kept long enough."""
    actions.forget_sessions()
    actions.forget_old(now=timezone.now())


@app.periodic(cron="12 7 * * *")
@app.task(name="people.remind", queue="house", queueing_lock="people_remind")
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Each morning, remind of unanswered invitations and pass on requests; the mails' keys make each once."""
    try:
        actions.remind_and_pass_on(now=timezone.now())
        actions.ask_who_is_still_here(now=timezone.now())
    finally:
        connection.close()
