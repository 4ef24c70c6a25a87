"""Confirm the status of an area, and say how far a municipality is with a rule."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knub.areas.models import Area
from knub.areas.queries import ListStatus
from knub.audit.actions import record
from knub.domain.rules import Rule
from knub.duties.models import RuleState, StatusConfirmation
from knub.people.models import Organisation, Person


@transaction.atomic
def confirm_status(
    area: Area,
    *,
    categories: Iterable[str],
    as_of: date,
    basis: str,
    source: str,
    lists: Sequence[ListStatus],
    at: datetime,
    by: Person,
) -> StatusConfirmation:
    """Store what the municipality confirms of an area; it replaces what was confirmed before.

    lists : what the lists that KNUB has say of the area, which a confirmation may not contradict
    """
    named = frozenset(categories)
    _refuse_contradiction(named, as_of, lists)
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    current = StatusConfirmation.objects.filter(area=area, replaced_at__isnull=True)
    current.update(replaced_at=at)
    confirmed = StatusConfirmation.objects.create(
        area=area, as_of=as_of, categories=sorted(named), basis=basis, source=source, confirmed_at=at, confirmed_by=by
    )
    record("status_confirmed", area, by=by, as_of=as_of.isoformat(), categories=sorted(named), source=source)
    return confirmed


@transaction.atomic
def set_state(municipality: Organisation, rule: Rule, state: str, *, at: datetime, by: Person) -> None:
    """Store how far a municipality is with a rule; an empty state takes the answer back."""
    if state:
        answer = {"state": state, "changed_at": at, "changed_by": by}
        stored, _made = RuleState.objects.update_or_create(municipality=municipality, rule=rule.key, defaults=answer)
        record("rule_state_set", stored, by=by)
        return
    for stored in RuleState.objects.filter(municipality=municipality, rule=rule.key):
        record("rule_state_cleared", stored, by=by)
        stored.delete()


def _refuse_contradiction(named: frozenset[str], as_of: date, lists: Sequence[ListStatus]) -> None:
    same_day = next((one for one in lists if one.on == as_of), None)
    if same_day and same_day.categories and same_day.categories != named:
        raise ValidationError(
            _("The official list of that day says otherwise, and the list decides. Choose what it says, or report an "
              "error on the area's page."),
            code="list_says_otherwise",
        )  # fmt: skip
    newest = max((one.on for one in lists if one.known), default=as_of)
    if as_of < newest:
        raise ValidationError(
            _("KNUB knows a newer list. Write the day of that list or a later one."), code="older_than_list"
        )
