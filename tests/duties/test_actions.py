"""A status is confirmed one at a time, and an answer replaces the one before."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from knub.areas.models import Area
from knub.areas.queries import ListStatus
from knub.audit.models import Entry
from knub.duties import actions
from knub.duties.models import RuleState, StatusConfirmation
from knub.parameters import rule_book
from knub.people.models import Organisation

DAY = date(2023, 12, 1)
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
RULE = rule_book().rules["refugee-placement-ban"]


@pytest.fixture
def area(db):
    return Area.objects.get(key="aarhus-bispehaven")


def status(on, *categories):
    return ListStatus(on, frozenset(categories), frozenset(), known=True, source="", note="")


def confirm(area, by, *, as_of=date(2025, 12, 1), categories=("vulnerable",), lists=(), at=AT):
    return actions.confirm_status(
        area, categories=categories, as_of=as_of, basis="official_list", source="https://example.org/liste",
        lists=lists, at=at, by=by,
    )  # fmt: skip


def test_a_confirmation_replaces_the_one_before(area, member):
    confirm(area, member)
    confirm(area, member, categories=())
    assert [one.categories for one in StatusConfirmation.objects.filter(replaced_at__isnull=True)] == [[]]
    assert StatusConfirmation.objects.count() == 2
    assert Entry.objects.filter(verb="status_confirmed", actor_id=member.pk).count() == 2


def test_a_confirmation_may_not_contradict_the_list_of_its_day(area, member):
    with pytest.raises(ValidationError) as refused:
        confirm(area, member, as_of=DAY, lists=[status(DAY, "vulnerable", "parallel_society")])
    assert refused.value.code == "list_says_otherwise"
    assert not StatusConfirmation.objects.exists()


def test_a_confirmation_may_not_be_older_than_a_list_that_is_known(area, member):
    with pytest.raises(ValidationError) as refused:
        confirm(area, member, as_of=date(2022, 12, 1), lists=[status(date(2023, 12, 1), "vulnerable")])
    assert refused.value.code == "older_than_list"


@pytest.mark.parametrize(
    ("confirmed", "today", "holds"),
    [(date(2026, 11, 27), date(2026, 11, 30), True), (date(2026, 11, 27), date(2026, 12, 1), False),
     (date(2026, 12, 1), date(2027, 11, 30), True), (date(2026, 12, 1), date(2027, 12, 1), False)],
)  # fmt: skip
def test_a_confirmation_holds_until_the_next_list_is_due(area, member, confirmed, today, holds):
    at = datetime(confirmed.year, confirmed.month, confirmed.day, 12, tzinfo=UTC)
    assert confirm(area, member, at=at).holds_on(today) == holds


def test_an_answer_replaces_the_one_before_and_can_be_taken_back(member):
    aarhus = Organisation.objects.get(slug="aarhus")
    actions.set_state(aarhus, RULE, "in_progress", at=AT, by=member)
    actions.set_state(aarhus, RULE, "done", at=AT, by=member)
    assert [one.state for one in RuleState.objects.all()] == ["done"]
    actions.set_state(aarhus, RULE, "", at=AT, by=member)
    assert not RuleState.objects.exists()
    verbs = Entry.objects.filter(verb__startswith="rule_state").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["rule_state_set", "rule_state_set", "rule_state_cleared"]
