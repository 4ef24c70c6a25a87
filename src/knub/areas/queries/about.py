"""What stands around a list on its page: its neighbours, what has come since, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knub.areas.models import OfficialList
from knub.areas.queries.changes import Changes, changes
from knub.areas.queries.statuses import later_lists
from knub.domain.criteria import CriteriaVersion
from knub.domain.values import Text
from knub.parameters import criteria_on, list_dates


@dataclass(frozen=True)
class About:
    """A list among the others. `later` are days on which the ministry published again, without KNUB having it."""

    list: OfficialList
    version: CriteriaVersion
    others: tuple[OfficialList, ...]
    later: tuple[date, ...]
    note: Text | None

    @property
    def before(self) -> OfficialList | None:
        """The list before this one."""
        return next((other for other in self.others if other.date < self.list.date), None)

    @property
    def stamp(self) -> tuple[str, ...]:
        """What changes whenever a list does: the page of one list also shows others."""
        return tuple(f"{one.date} {one.changed_at}" for one in (self.list, *self.others))


@dataclass(frozen=True)
class Compared:
    """Two lists, the earlier first, and what changed between them."""

    earlier: OfficialList
    later: OfficialList
    changes: Changes


def about_list(found: OfficialList, lists: Sequence[OfficialList], *, today: date) -> About:
    """Return what stands around a list; no query besides that of the lists."""
    others = tuple(other for other in lists if other.date != found.date)
    newest = all(other.date < found.date for other in others)
    return About(
        list=found,
        version=criteria_on(found.date),
        others=others,
        later=tuple(later_lists(found, today)) if newest else (),
        note=note_of(found),
    )


def note_of(found: OfficialList) -> Text | None:
    """Return what must be known to read a list."""
    facts = list_dates().get(found.date)
    return facts.note if facts else None


def compare(about: About, other_date: str) -> Compared | None:
    """Return what changed between a list and the one of a date, else the one before it; None if there is no other."""
    chosen = next((one for one in about.others if one.date.isoformat() == other_date), about.before)
    if chosen is None:
        return None
    earlier, later = sorted([about.list, chosen], key=lambda one: one.date)
    return Compared(earlier, later, changes(earlier, later))
