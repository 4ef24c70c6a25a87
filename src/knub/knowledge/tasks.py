"""What the worker runs: what is new, at once and gathered; each morning, what is overdue."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from knub.knowledge import actions


@app.task(name="knowledge.tell_of", queue="mail")
def tell_of(kind: str, pk: int) -> None:
    """Tell of a new page or piece of news."""
    try:
        actions.tell_of(kind, pk, now=timezone.now())
    finally:
        connection.close()


@app.periodic(cron="2 * * * *")
@app.task(name="knowledge.send_digests", queue="house", queueing_lock="send_knowledge_digests")
def send_digests(timestamp: int) -> None:  # noqa: ARG001
    """Each hour, send what is gathered and due; at eight in Copenhagen, or later where the worker was down."""
    try:
        actions.send_digests(now=timezone.now())
    finally:
        connection.close()


@app.periodic(cron="10 6 * * *")
@app.task(name="knowledge.keep_fresh", queue="house", queueing_lock="keep_knowledge_fresh")
def keep_fresh(timestamp: int) -> None:  # noqa: ARG001
    """Each morning, tell owners once of pages that are overdue, and let them come later in search."""
    try:
        actions.keep_fresh(now=timezone.now())
        actions.forget_sources(now=timezone.now())
        actions.forget_seen(now=timezone.now())
        actions.index_all_news(on=timezone.localdate())
    finally:
        connection.close()
