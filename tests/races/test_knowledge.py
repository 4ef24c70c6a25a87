"""Two colleagues store the same page at once: one is told, and nothing is lost."""

import threading
from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.utils import IntegrityError

from knub.knowledge import actions, queries
from knub.knowledge.actions import writing
from knub.knowledge.content import Content
from knub.knowledge.models import Revision
from knub.ui.editing import EditedMeanwhileError
from tests.conftest import person
from tests.knowledge.conftest import NOW, join, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pause_between_check_and_write(monkeypatch):
    """Let each wait between looking at the version and writing until the other is there too, or cannot come."""
    check, both_there = writing.refuse_if_edited, threading.Barrier(2)

    def slowly(**versions):
        check(**versions)
        with suppress(threading.BrokenBarrierError):
            both_there.wait(timeout=1)

    monkeypatch.setattr(writing, "refuse_if_edited", slowly)


def store_twice_at_once():
    """Return what two simultaneous edits of one version met, by kind of error."""
    join("aarhus")
    page, start, met = write(), threading.Barrier(2), []
    content = Content.from_json(queries.newest(page).content)

    def store(words):
        try:
            start.wait()
            actions.store_page(page, content.changed({"summary": words}), seen="1", at=NOW, by=person("kollega"))
            met.append("stored")
        except (EditedMeanwhileError, IntegrityError) as error:
            met.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=store, args=[words]) for words in ("Min.", "Din.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(met)


def test_one_of_two_is_told_that_the_other_was_first(loaded, pause_between_check_and_write):
    assert store_twice_at_once() == ["EditedMeanwhileError", "stored"]
    assert Revision.objects.filter(page__slug="eksempel-moeder-i-vaskeriet").count() == 2


def test_without_the_lock_one_of_them_meets_an_error(loaded, pause_between_check_and_write, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    assert store_twice_at_once() == ["IntegrityError", "stored"]
