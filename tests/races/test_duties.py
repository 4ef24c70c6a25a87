"""Two colleagues confirm the same status at once: one holds, and neither meets an error."""

from datetime import UTC, date, datetime

import pytest

from knub.areas.models import Area
from knub.duties import actions
from knub.duties.models import RuleState, StatusConfirmation
from knub.parameters import rule_book
from knub.people.models import Organisation
from tests.conftest import person
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)


@pytest.fixture
def confirm(loaded):
    area, by = Area.objects.get(key="aarhus-bispehaven"), person("kollega")

    def work():
        actions.confirm_status(
            area, categories=["vulnerable"], as_of=date(2025, 12, 1), basis="own_statement", source="x", lists=(),
            at=AT, by=by,
        )  # fmt: skip

    return work


def test_two_at_once_leave_one_confirmation_that_holds(confirm, lock, monkeypatch):
    slowed(monkeypatch, StatusConfirmation.objects, "create", lock=lock, first=True)
    assert both(*[confirm] * 2) == ([] if lock else ["broken"])
    assert StatusConfirmation.objects.filter(replaced_at__isnull=True).count() == 1


def test_four_answers_at_once_are_one(loaded):
    aarhus, by, rule = Organisation.objects.get(slug="aarhus"), person("kollega"), rule_book().rules["swap-limit"]
    assert both(*[lambda: actions.set_state(aarhus, rule, "done", at=AT, by=by)] * 4) == []
    assert RuleState.objects.count() == 1
