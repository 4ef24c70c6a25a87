"""What the worker runs: send a mail, and take up again what a killed worker left."""

from django.db import connection
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from knub.notify import actions

RETRIES = 10  # after 3, 9, 27 … 59,049 seconds: about a day in all


@app.task(
    name="notify.send",
    queue="mail",
    retry=RetryStrategy(max_attempts=RETRIES, exponential_wait=3),
    pass_context=True,
)
def send(context: JobContext, mail_id: int) -> None:
    """Send one mail; a fault is tried again, later and later, for about a day, and then shown to the secretariat."""
    try:
        actions.send_due(mail_id)
    except Exception as error:
        if context.job.attempts < RETRIES:
            raise
        actions.give_up(mail_id, reason=f"{type(error).__name__}: {error}")
    finally:
        connection.close()  # the threads of a worker come and go, and would each leave one open


@app.periodic(cron="* * * * *")
@app.task(name="notify.take_up_again", queue="house", queueing_lock="take_up_again", pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Give the jobs of workers that no longer answer to those that do."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=actions.ALIVE_WITHIN):
        await manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="notify.forget_old", queue="house", queueing_lock="forget_old_mails")
def forget_old(timestamp: int) -> None:  # noqa: ARG001
    """Each night, delete what has been kept long enough."""
    actions.forget_old(now=timezone.now())
