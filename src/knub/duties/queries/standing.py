"""How the rules stand to areas: from what the lists say and what municipalities have confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from knub.areas.models import OfficialList
from knub.areas.queries import ListStatus
from knub.domain.duties import Duty, ListedOn, duties
from knub.domain.rules import Rule
from knub.duties.models import StatusConfirmation
from knub.parameters import rule_book

EVERY_CATEGORY = frozenset({"vulnerable", "parallel_society", "transformation", "prevention"})


@dataclass(frozen=True)
class Standing:
    """How every rule stands to an area, on what day its status is known, and who says so.

    confirmed : what the municipality has confirmed; `is_today` says whether that is the status of today
    """

    status_on: date | None
    confirmed: StatusConfirmation | None
    is_today: bool
    duties: tuple[Duty, ...]

    def of(self, rule: Rule) -> Duty:
        """Return how one rule stands to the area."""
        return next(one for one in self.duties if one.rule.key == rule.key)

    def in_state(self, *states: str) -> tuple[Duty, ...]:
        """Return the rules of areas and municipalities that stand so; those that hold everywhere are left out."""
        return tuple(one for one in self.duties if one.state in states and one.rule.categories)


def standings(
    histories: Mapping[str, Sequence[ListStatus]],
    lists: Iterable[OfficialList],
    confirmations: QuerySet[StatusConfirmation],
    *,
    today: date,
) -> Mapping[str, Standing]:
    """Return how every rule in force stands to each area, by the key of the area; one query.

    histories : what each list says of each area, as areas.queries.municipality_history returns it
    lists : the same lists, which know what is complete
    confirmations : those the reader may see
    """
    complete = {found.date: frozenset(found.complete_categories) for found in lists}
    found = confirmations.filter(area__key__in=histories).select_related("area__municipality")
    confirmed = {one.area.key: one for one in found}
    return {
        key: _standing(history, complete, confirmed.get(key), today=today) for key, history in histories.items()
    }


def _standing(
    history: Sequence[ListStatus],
    complete: Mapping[date, frozenset[str]],
    confirmed: StatusConfirmation | None,
    *,
    today: date,
) -> Standing:
    known = [ListedOn(one.on, one.categories, complete[one.on]) for one in history]
    if confirmed:
        known.append(ListedOn(confirmed.as_of, frozenset(confirmed.categories), EVERY_CATEGORY))
    newest = max((one.on for one in known), default=None)
    is_newest = confirmed is not None and confirmed.as_of == newest
    return Standing(
        status_on=newest,
        confirmed=confirmed if is_newest else None,
        is_today=is_newest and confirmed is not None and confirmed.holds_on(today),
        duties=duties(rule_book().law, known, on=today),
    )
