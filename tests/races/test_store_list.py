"""Two secretaries store the same list at once: each number once, and neither meets an error."""

import threading
import time
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.utils import IntegrityError

from knub.areas.actions import storing
from knub.areas.models import OfficialList, PublishedFigure
from knub.areas.queries.stating import Number, Stated

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2031, 12, 1)
STATED = Stated(on=DAY, numbers=(Number("aarhus-bispehaven", "income", Decimal("0.5"), "50.0", "published", "x"),))


@pytest.fixture
def pause_between_check_and_write(monkeypatch):
    """Make the moment between reading what is stored and writing long enough for the other to come in."""
    current = storing._current_numbers

    def slowly(stored):
        found = current(stored)
        time.sleep(0.4)
        return found

    monkeypatch.setattr(storing, "_current_numbers", slowly)


def store_twice_at_once():
    """Return the errors that two simultaneous stores of the same list met."""
    OfficialList.objects.get_or_create(date=DAY)
    start, errors = threading.Barrier(2), []

    def store():
        try:
            start.wait()
            storing.store_list(STATED, by=None)
        except IntegrityError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=store) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_two_at_once_store_each_number_once(loaded, pause_between_check_and_write):
    assert store_twice_at_once() == []
    assert PublishedFigure.objects.filter(list__date=DAY, replaced_at__isnull=True).count() == 1


def test_without_the_lock_one_of_them_fails(loaded, pause_between_check_and_write, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    assert len(store_twice_at_once()) == 1
