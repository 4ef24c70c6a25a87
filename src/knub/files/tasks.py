"""What the worker runs: read what files say, and delete those that nobody knows."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.files import actions


@app.periodic(cron="37 3 * * *")
@app.task(name="files.tidy", queue="house", queueing_lock="files_tidy")
def tidy(timestamp: int) -> None:  # noqa: ARG001
    """Each night, delete what was deleted long ago, and what killed uploads have left."""
    actions.tidy(now=timezone.now())


@app.task(name="files.read", queue="house")
def read(version_id: int) -> None:
    """Read what a file says."""
    try:
        actions.read(version_id, at=timezone.now())
    finally:
        connection.close()


@app.periodic(cron="25 * * * *")
@app.task(name="files.read_due", queue="house", queueing_lock="files_read_due")
def read_due(timestamp: int) -> None:  # noqa: ARG001
    """Each hour, read the files whose own job came to nothing."""
    try:
        actions.read_due(now=timezone.now())
    finally:
        connection.close()
