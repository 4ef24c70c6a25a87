"""How far municipalities are with the rules: each its own, and the network from five answers up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from knub.domain.rules import Rule
from knub.duties.models import RuleState
from knub.parameters import rule_book
from knub.people.models import Organisation

FEWEST_ANSWERS = 5


@dataclass(frozen=True)
class Progress:
    """How far the network is with a rule; the counts are empty while fewer than five have answered."""

    rule: Rule
    answers: int
    counts: Mapping[str, int]

    @property
    def parts(self) -> list[tuple[str, int, float, float]]:
        """The states with their count, and where their piece of a bar of length 100 begins and how long it is."""
        found, start = [], 0.0
        for state in RuleState.State:
            length = 100 * self.counts.get(state, 0) / self.answers
            found.append((str(state.label), self.counts.get(state, 0), start, length))
            start += length
        return found


def states_of(states: QuerySet[RuleState], municipality: Organisation) -> Mapping[str, RuleState]:
    """Return the answers of a municipality by rule, of those the reader may see; one query."""
    return {one.rule: one for one in states.filter(municipality=municipality)}


def progress(theme: str = "") -> tuple[tuple[Progress, ...], int]:
    """Return the rules with five answers or more, and how many have fewer; one query.

    Nothing says which municipality answered what, and nothing is counted of a rule with fewer than five answers.
    """
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    rows = RuleState.objects.values("rule", "state").annotate(number=Count("pk")).order_by()
    for row in rows:
        counted[row["rule"]][row["state"]] = row["number"]
    rules = [rule for rule in rule_book().law if rule.key in counted and theme in {"", rule.theme}]
    every = [Progress(rule, sum(counted[rule.key].values()), counted[rule.key]) for rule in rules]
    enough = tuple(one for one in every if one.answers >= FEWEST_ANSWERS)
    return enough, len(every) - len(enough)
