"""Two people replace the same document at once: both files are kept, one after the other."""

import threading
import time
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.utils import IntegrityError

from knub.areas.models import Area
from knub.files import actions
from knub.files.intake import checked, keep
from tests.conftest import person
from tests.files.making import CONTENT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def pause_before_writing(monkeypatch, settings, tmp_path):
    """Make the moment between finding the newest version and writing the next long enough for the other to come in."""
    settings.FILES = tmp_path

    def slowly(found, folder):
        time.sleep(0.3)
        return keep(found, folder)

    monkeypatch.setattr(actions.intake, "keep", slowly)


def a_file():
    return checked(BytesIO(CONTENT["pdf"]), "plan.pdf", size=len(CONTENT["pdf"]))


def replace_twice_at_once():
    """Return the document, and the errors that two simultaneous replacements met."""
    by, now = person("kollega"), datetime.now(UTC)
    document = actions.store(a_file(), thing=Area.objects.first(), slot="plan", title="Plan", at=now, by=by)
    start, errors = threading.Barrier(2), []

    def replace():
        try:
            start.wait()
            actions.replace(document, a_file(), at=now, by=by)
        except IntegrityError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=replace) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return document, errors


def test_two_at_once_are_both_kept(loaded):
    document, errors = replace_twice_at_once()
    assert errors == []
    assert [version.number for version in document.versions.all()] == [3, 2, 1]


def test_without_the_lock_one_is_lost(loaded, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    document, errors = replace_twice_at_once()
    assert len(errors) == 1
    assert document.versions.count() == 2
