"""Read rules, how they stand to areas, and how far municipalities are."""

from knub.duties.queries.about import about
from knub.duties.queries.catalogue import (
    ActStep,
    Group,
    News,
    RuleFilter,
    apart,
    every_rule,
    funding,
    groups,
    news,
    overdue,
    overview,
    related,
    rules,
    says_so,
    time_line,
)
from knub.duties.queries.standing import Standing, standings
from knub.duties.queries.states import FEWEST_ANSWERS, Progress, progress, states_of

__all__ = [
    "FEWEST_ANSWERS",
    "ActStep",
    "Group",
    "News",
    "Progress",
    "RuleFilter",
    "Standing",
    "about",
    "apart",
    "every_rule",
    "funding",
    "groups",
    "news",
    "overdue",
    "overview",
    "progress",
    "related",
    "rules",
    "says_so",
    "standings",
    "states_of",
    "time_line",
]
