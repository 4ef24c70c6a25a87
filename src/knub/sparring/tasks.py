"""What the worker runs: each morning, what nobody has answered."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.sparring import actions


@app.periodic(cron="20 6 * * *")
@app.task(name="sparring.tell_of_unanswered", queue="house", queueing_lock="tell_of_unanswered")
def tell_of_unanswered(timestamp: int) -> None:  # noqa: ARG001
    """Each morning, tell the secretariat once of each question that has waited five working days."""
    try:
        actions.tell_of_unanswered(now=timezone.now())
    finally:
        connection.close()
