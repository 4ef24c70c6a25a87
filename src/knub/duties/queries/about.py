"""What this room holds about a person."""

from typing import Any

from knub.duties.models import RuleState, StatusConfirmation
from knub.people.models import Person


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return the statuses a person confirmed and the answers she gave, for the copy of her own data; two queries."""
    confirmed = StatusConfirmation.objects.filter(confirmed_by=person)
    answered = RuleState.objects.filter(changed_by=person)
    return {
        "duties.statusconfirmation": [dict(row) for row in confirmed.values("area__name", "as_of", "confirmed_at")],
        "duties.rulestate": [dict(row) for row in answered.values("municipality__name", "rule", "state", "changed_at")],
    }
