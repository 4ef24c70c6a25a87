"""Two people write the same remark at once: one is told, and both texts are there."""

import threading
import time
from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.utils import IntegrityError
from django.utils import timezone

from knub.areas import actions
from knub.areas.actions import statements
from knub.areas.models import Area, Statement
from knub.ui.editing import EditedMeanwhileError
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pause_between_check_and_write(monkeypatch):
    """Make the moment between seeing what stands and writing long enough for the other to come in."""
    check = statements.refuse_if_edited

    def slowly(**versions):
        check(**versions)
        time.sleep(0.3)

    monkeypatch.setattr(statements, "refuse_if_edited", slowly)


def write_twice_at_once():
    """Return what two simultaneous writers of the first remark met."""
    area, start, met = Area.objects.first(), threading.Barrier(2), []

    def write(email):
        by = person(email)
        try:
            start.wait()
            actions.write_remark(
                area, text=f"Fra {email}.", title="Kontoret", shows_name=False, seen="", at=timezone.now(), by=by
            )
        except (EditedMeanwhileError, IntegrityError) as error:
            met.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[email]) for email in ("kontaktperson", "sekretaer")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


def test_the_second_is_told_and_the_first_stands(loaded, pause_between_check_and_write):
    assert write_twice_at_once() == [EditedMeanwhileError]
    assert Statement.objects.filter(ended_at__isnull=True).count() == 1


def test_without_the_lock_the_second_meets_an_error_of_the_database(loaded, pause_between_check_and_write, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    assert write_twice_at_once() == [IntegrityError]


def test_without_lock_and_constraint_both_stand(loaded, pause_between_check_and_write, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    constraint = next(one for one in Statement._meta.constraints if one.name == "one_statement_now")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Statement, constraint)
    try:
        assert write_twice_at_once() == []
        assert Statement.objects.filter(ended_at__isnull=True).count() == 2
    finally:
        Statement.objects.all().delete()
        with suppress(IntegrityError), connection.schema_editor() as editor:
            editor.add_constraint(Statement, constraint)
