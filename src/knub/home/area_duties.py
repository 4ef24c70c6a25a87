"""What the law asks of one area: the section on its page."""

from dataclasses import dataclass

from knub.domain.duties import Duty
from knub.domain.rules import Force
from knub.duties.queries import Standing

FORCES: tuple[Force, ...] = ("must", "may_not", "may", "follows")


@dataclass(frozen=True)
class AreaDuties:
    """The rules of an area by what they say, and those that live on, cannot be decided, or hold everywhere."""

    standing: Standing
    applies: tuple[tuple[Force, tuple[Duty, ...]], ...]
    after: tuple[Duty, ...]
    unknown: tuple[Duty, ...]
    everywhere: int

    @property
    def is_disputed(self) -> bool:
        """Whether a rule that applies or lives on turns on the status that case C-417/23 is about."""
        applying = [duty for _force, found in self.applies for duty in found]
        return any(duty.rule.is_disputed for duty in (*applying, *self.after))


def area_duties(standing: Standing) -> AreaDuties:
    """Return what the page of an area says of the rules."""
    applying = standing.in_state("applies")
    by_force = [(force, tuple(one for one in applying if one.rule.force == force)) for force in FORCES]
    return AreaDuties(
        standing=standing,
        applies=tuple((force, found) for force, found in by_force if found),
        after=standing.in_state("after_the_list"),
        unknown=standing.in_state("unknown"),
        everywhere=sum(not one.rule.categories for one in standing.duties),
    )
