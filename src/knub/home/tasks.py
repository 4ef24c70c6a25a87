"""What the worker runs: keep what can be found up to date."""

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.home.indexing import index_everything
from knub.search import actions as search


@app.periodic(cron="*/10 * * * *")
@app.task(name="home.index", queue="house", queueing_lock="index")
def index(timestamp: int) -> None:  # noqa: ARG001
    """Put what has been released or renamed since the last time where it is found."""
    try:
        index_everything(AnonymousUser())
        search.forget_misses(on=timezone.localdate())
    finally:
        connection.close()
