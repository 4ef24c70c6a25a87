"""Two people write the same remark at once: one is told, and both texts are there."""

from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.utils import IntegrityError
from django.utils import timezone

from knub.areas import actions
from knub.areas.actions import statements
from knub.areas.models import Area, Statement
from tests.conftest import person
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)


def write_twice_at_once():
    """Return what two simultaneous writers of the first remark met."""
    area = Area.objects.first()

    def write(email):
        by, at = person(email), timezone.now()
        return lambda: actions.write_remark(
            area, text=f"Fra {email}.", title="Kontoret", shows_name=False, seen="", at=at, by=by
        )

    return both(write("kontaktperson"), write("sekretaer"))


def test_the_second_is_told_and_the_first_stands(loaded, lock, monkeypatch):
    slowed(monkeypatch, statements, "refuse_if_edited", lock=lock)
    assert write_twice_at_once() == (["edited_meanwhile"] if lock else ["broken"])
    assert Statement.objects.filter(ended_at__isnull=True).count() == 1


def test_without_lock_and_constraint_both_stand(loaded, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    slowed(monkeypatch, statements, "refuse_if_edited", lock=False)
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
