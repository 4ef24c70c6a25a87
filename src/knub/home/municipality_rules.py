"""The rules against the areas of a municipality, and its year of deadlines."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from knub.areas import queries as areas
from knub.areas.access import visible_areas, visible_lists
from knub.domain.deadlines import Day, days_between
from knub.domain.duties import Duty
from knub.domain.rules import Rule
from knub.duties import queries
from knub.duties.access import visible_confirmations
from knub.duties.queries import RuleFilter, Standing
from knub.people.access import User

APPLIES = ("applies", "after_the_list")
FIRST_LIST = date(2018, 12, 1)  # before it there were none of today's categories


@dataclass(frozen=True)
class AreaColumn:
    """An area with its page, and how the rules stand to it."""

    key: str
    name: str
    standing: Standing


@dataclass(frozen=True)
class Row:
    """A rule against every area of a municipality."""

    rule: Rule
    cells: tuple[tuple[str, Duty], ...]  # name of the area, and how the rule stands to it

    @property
    def matters(self) -> bool:
        """Whether the rule applies to an area, lives on, or cannot be decided."""
        return any(duty.state in {"applies", "after_the_list", "unknown"} for _name, duty in self.cells)


@dataclass(frozen=True)
class Event:
    """A day that something is due, for some areas; none where it is due whatever the lists say."""

    day: Day
    rule: Rule
    areas: tuple[str, ...]


def columns(user: User, municipality_id: int, *, today: date | None = None) -> tuple[AreaColumn, ...]:
    """Return the areas that a list since 2018 or the municipality has named, in Danish order; four queries."""
    found = visible_areas(user).filter(municipality=municipality_id)
    lists = list(visible_lists(user))
    histories = areas.municipality_history(found, lists)
    standings = queries.standings(
        histories, lists, visible_confirmations(user), today=today or timezone.localdate()
    )
    return tuple(
        AreaColumn(area.key, area.name, standings[area.key])
        for area in found
        if standings[area.key].confirmed or _was_listed(histories[area.key])
    )


def rows(found: Sequence[AreaColumn], chosen: RuleFilter) -> tuple[Row, ...]:
    """Return the rules that turn on the lists and fit the filter, each against every area."""
    if not found:
        return ()
    in_force = {duty.rule.key for duty in found[0].standing.duties}
    wanted = [rule for rule in queries.rules(chosen) if rule.categories and rule.key in in_force]
    by_area = [(one.name, {duty.rule.key: duty for duty in one.standing.duties}) for one in found]
    return tuple(Row(rule, tuple((name, duties[rule.key]) for name, duties in by_area)) for rule in wanted)


def events(found: Sequence[AreaColumn], *, first: date, last: date) -> tuple[Event, ...]:
    """Return what is due for the areas from a day to another, and what is due whatever the lists say."""
    named: dict[tuple[Day, str], list[str]] = defaultdict(list)
    rules: dict[str, Rule] = {}
    for column in found:
        for duty in column.standing.duties:
            if duty.rule.due and duty.state in APPLIES:
                rules[duty.rule.key] = duty.rule
                for day in days_between(duty.rule.due, listed=duty.listed, first=first, last=last):
                    named[day, duty.rule.key].append(column.name)
    return _sorted(named, rules)


def later(found: Sequence[AreaColumn], *, after: date) -> tuple[Event, ...]:
    """Return the fixed days that come after the year shown."""
    every = events(found, first=after, last=date(after.year + 20, 12, 31))
    return tuple(event for event in every if event.rule.due and not event.rule.due.yearly)


def _sorted(named: Mapping[tuple[Day, str], list[str]], rules: Mapping[str, Rule]) -> tuple[Event, ...]:
    found = [
        Event(day, rules[key], tuple(names) if rules[key].categories else ()) for (day, key), names in named.items()
    ]
    return tuple(sorted(found, key=lambda event: (event.day.on, event.rule.key)))


def _was_listed(history: Sequence[areas.ListStatus]) -> bool:
    return any(one.categories for one in history if one.on >= FIRST_LIST)
