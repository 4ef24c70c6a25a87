"""What the worker runs each morning: ask about billing data in time, and tell of memberships that have ended."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.memberships import actions


@app.periodic(cron="5 6 * * *")
@app.task(name="memberships.ask_about_billing", queue="house", queueing_lock="ask_about_billing")
def ask_about_billing(timestamp: int) -> None:  # noqa: ARG001
    """Ask orderers whose invoice goes out within two weeks."""
    try:
        actions.ask_about_billing(at=timezone.now())
    finally:
        connection.close()


@app.periodic(cron="10 0 * * *")
@app.task(name="memberships.tell_ended", queue="house", queueing_lock="tell_ended")
def tell_ended(timestamp: int) -> None:  # noqa: ARG001
    """Tell the rooms above of memberships whose last day has passed, and forget the managers of old ones."""
    try:
        actions.tell_ended(today=timezone.localdate())
        actions.forget_approvers(today=timezone.localdate())
    finally:
        connection.close()
