"""What the worker runs: each morning, what is overdue."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.knowledge import actions


@app.periodic(cron="10 6 * * *")
@app.task(name="knowledge.keep_fresh", queue="house", queueing_lock="keep_knowledge_fresh")
def keep_fresh(timestamp: int) -> None:  # noqa: ARG001
    """Each morning, tell owners once of pages that are overdue, and let them come later in search."""
    try:
        actions.keep_fresh(now=timezone.now())
        actions.forget_sources(now=timezone.now())
        actions.index_all_news(on=timezone.localdate())
    finally:
        connection.close()
