"""Two secretaries press Send at once: one sending, and the other is told."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet

from knub.audit.queries import history
from knub.notify import actions
from knub.notify.actions import bulk as sending
from knub.notify.models import Mail
from knub.notify.queries import Receiver
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)
RECEIVERS = tuple(Receiver(f"a{number}@example.org") for number in range(3))


@pytest.fixture
def pause_between_check_and_write(monkeypatch):
    """Make the moment between reading the draft and sending long enough for the other to come in."""
    found = sending.written

    def slowly(*arguments):
        time.sleep(0.2)
        return found(*arguments)

    monkeypatch.setattr(sending, "written", slowly)


def send_twice_at_once():
    """Return the draft, and the codes of what the two met."""
    by = person("sekretaer")
    draft = actions.write_bulk(subject="Hej", body="Hej", choice={}, by=by)
    start, met = threading.Barrier(2), []

    def send():
        try:
            start.wait()
            actions.send_bulk(draft, RECEIVERS, expected=3, by=by)
            met.append("sent")
        except ValidationError as error:
            met.append(f"refused: {error.code}")
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return draft, met


def test_two_at_once_are_one_sending(loaded, pause_between_check_and_write):
    draft, met = send_twice_at_once()
    assert Mail.objects.filter(bulk_mail=draft).count() == 3
    assert (sorted(met), history(draft).count()) == (["refused: sent", "sent"], 1)


def test_without_the_lock_both_believe_they_sent(loaded, pause_between_check_and_write, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    draft, met = send_twice_at_once()
    assert (met, history(draft).count()) == (["sent", "sent"], 2)
    assert Mail.objects.filter(bulk_mail=draft).count() == 3  # one key is one mail even then
