"""Two colleagues confirm the same status at once: one holds, and neither meets an error."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.utils import IntegrityError

from knub.areas.models import Area
from knub.duties import actions
from knub.duties.models import RuleState, StatusConfirmation
from knub.parameters import rule_book
from knub.people.models import Organisation
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)


def at_once(work, times=4):
    """Return the errors of several threads that begin together."""
    start, errors = threading.Barrier(times), []

    def run():
        try:
            start.wait()
            work()
        except IntegrityError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _one in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.fixture
def confirm(loaded):
    area, by = Area.objects.get(key="aarhus-bispehaven"), person("kollega")

    def work():
        actions.confirm_status(
            area, categories=["vulnerable"], as_of=date(2025, 12, 1), basis="own_statement", source="x", lists=(),
            at=AT, by=by,
        )  # fmt: skip

    return work


def test_four_at_once_leave_one_confirmation_that_holds(confirm):
    assert at_once(confirm) == []
    assert StatusConfirmation.objects.filter(replaced_at__isnull=True).count() == 1


def test_without_the_lock_some_of_them_fail(confirm, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    assert at_once(confirm, times=8) != []


def test_four_answers_at_once_are_one(loaded):
    aarhus, by, rule = Organisation.objects.get(slug="aarhus"), person("kollega"), rule_book().rules["swap-limit"]
    assert at_once(lambda: actions.set_state(aarhus, rule, "done", at=AT, by=by)) == []
    assert RuleState.objects.count() == 1
