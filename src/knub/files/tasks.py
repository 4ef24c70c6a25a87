"""What the worker runs: delete files that nobody knows."""

from django.utils import timezone
from procrastinate.contrib.django import app

from knub.files import actions


@app.periodic(cron="37 3 * * *")
@app.task(name="files.tidy", queue="house", queueing_lock="files_tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001
    """Each night, delete what was deleted long ago, and what killed uploads have left."""
    actions.tidy(now=timezone.now())
