"""What the worker runs: forget logins that have run out."""

from procrastinate.contrib.django import app

from knub.people import actions


@app.periodic(cron="27 3 * * *")
@app.task(name="people.forget_sessions", queue="house", queueing_lock="forget_sessions")
def forget_sessions(timestamp: int) -> None:  # noqa: ARG001
    """Each night, delete the sessions that have run out."""
    actions.forget_sessions()
