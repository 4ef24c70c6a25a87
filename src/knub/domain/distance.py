"""How far an area is from a limit, in percentage points and persons, with the doubt that the sources leave.

Only for the four socio-economic criteria. The act's special condition has no distance: it is a gate, not an aim.
"""

from dataclasses import dataclass
from typing import Literal

from knub.domain.criteria import Criterion
from knub.domain.values import Range, Text

__all__ = ["DISTANCE_FIGURES", "Distance", "Route", "distance"]

DISTANCE_FIGURES = ("unattached", "convicted", "basic_education", "income")


@dataclass(frozen=True)
class Route:
    """One way in which the criterion's status would change, and how many persons it takes."""

    kind: Literal[
        "status_change", "leave_without_replacement", "only_non_holders_move_in", "holders_move_in",
        "non_holders_leave", "more_in_work", "fewer_in_work",
    ]  # fmt: skip
    persons: int
    label: Text


@dataclass(frozen=True)
class Distance:
    """How far a figure is from its limit."""

    figure: str
    points: float  # percentage points, value minus limit
    met: bool
    direction: Literal["to_leave", "to_be_met"]
    within_rounding: bool  # the printed figure is so close that its rounding could decide
    persons: int  # whole persons by the first route
    persons_exact: float  # the same before rounding to whole persons
    persons_low: int
    persons_high: int
    routes: tuple[Route, ...]
    typical_movement_points: float | None
    typical_movement_persons: int | None

    def persons_text(self) -> Text:
        """Return the persons with their interval; one to four are "under 5 personer"."""
        raise NotImplementedError

    def movement_text(self) -> Text | None:
        """Return how much the figure usually moves in a year."""
        raise NotImplementedError


def distance(
    criterion: Criterion,
    *,
    value: float,
    residents: float,
    limit: float,
    population_share: Range,
    decimals: int,
    movement: float | None = None,
    slope: Range | None = None,
) -> Distance:
    """Return how far a figure is from its limit; DistanceError for any other figure than the four."""
    raise NotImplementedError
