"""How far an area is from a limit, in percentage points and persons, with the doubt that the sources leave.

Only for the four socio-economic criteria. The act's special condition has no distance: it is a gate, not an aim.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Literal

from knub.domain.criteria import Comparison, Criterion
from knub.domain.errors import DistanceError
from knub.domain.values import Range, Text, number

__all__ = ["DISTANCE_FIGURES", "Distance", "Route", "distance"]

DISTANCE_FIGURES = ("unattached", "convicted", "basic_education", "income")
FEWEST_SHOWN = 5  # one to four persons are never told as a number
EXACT = 9  # decimals kept before a number is rounded to whole persons

RouteKind = Literal[
    "status_change", "leave_without_replacement", "only_non_holders_move_in", "holders_move_in",
    "non_holders_leave", "more_in_work", "fewer_in_work",
]  # fmt: skip

LABELS: dict[RouteKind, Text] = {
    "status_change": Text("når beboere skifter status og bliver boende", "when residents change status and stay"),
    "leave_without_replacement": Text("når de flytter, og boligen er tom", "when they move and the home is empty"),
    "only_non_holders_move_in": Text("når kun andre flytter ind i nye boliger", "when only others move into new homes"),
    "holders_move_in": Text("når de flytter ind i nye boliger", "when they move into new homes"),
    "non_holders_leave": Text("når andre flytter, og boligen er tom", "when others move and the home is empty"),
    "more_in_work": Text("når flere kommer i arbejde", "when more come into work"),
    "fewer_in_work": Text("når færre er i arbejde", "when fewer are in work"),
}


@dataclass(frozen=True)
class Route:
    """One way in which the criterion's status would change, and how many persons it takes."""

    kind: RouteKind
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
        if self.persons_high < FEWEST_SHOWN:
            return Text(f"under {FEWEST_SHOWN} personer", f"under {FEWEST_SHOWN} persons")
        if self.persons < FEWEST_SHOWN:
            high = number(self.persons_high)
            few = _few(self.persons)
            return Text(f"{few.da} personer, højst {high.da}", f"{few.en} persons, at most {high.en}")
        middle = _few(self.persons)
        if self.persons_low == self.persons_high:
            return Text(f"{middle.da} personer", f"{middle.en} persons")
        low, high = _few(self.persons_low), number(self.persons_high)
        return Text(
            f"omkring {middle.da} personer (mellem {low.da} og {high.da})",
            f"about {middle.en} persons (between {low.en} and {high.en})",
        )

    def movement_text(self) -> Text | None:
        """Return how much the figure usually moves in a year."""
        if self.typical_movement_points is None or self.typical_movement_persons is None:
            return None
        points, persons = number(self.typical_movement_points, decimals=1), _few(self.typical_movement_persons)
        return Text(
            f"Tallet flytter sig typisk {points.da} procentpoint om året, svarende til {persons.da} personer.",
            f"The figure usually moves {points.en} percentage points a year, or {persons.en} persons.",
        )


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
    """Return how far a figure is from its limit; DistanceError for any other figure than the four.

    value, limit : shares, 0-1
    residents : persons in the area; the criterion looks at population_share of them
    decimals : of the published percent, which says how far rounding may have moved it
    movement : percentage points the figure usually moves in a year
    slope : points the income share moves when one point of the population finds work (income only)
    """
    if criterion.figure not in DISTANCE_FIGURES:
        raise DistanceError(f"There is no distance for '{criterion.figure}': only for {', '.join(DISTANCE_FIGURES)}.")
    if criterion.comparison == "below" and slope is None:
        raise DistanceError("The distance in income is told as persons in work. Give the slope.")
    points = round((value - limit) * 100, EXACT)
    met = _is_met(points, criterion.comparison)
    half = 0.5 * 10**-decimals
    spread = [
        _persons(points + rounding, residents * share, criterion.comparison, met=met, slope=tilt)
        for rounding, share, tilt in product((-half, half), _ends(population_share), _slopes(slope))
    ]
    middle_slope = slope.value if slope else None
    population = residents * population_share.value
    exact = abs(points) / 100 * population / (abs(middle_slope) if middle_slope else 1)
    persons = _persons(points, population, criterion.comparison, met=met, slope=middle_slope)
    return Distance(
        figure=criterion.figure,
        points=points,
        met=met,
        direction="to_leave" if met else "to_be_met",
        within_rounding=abs(points) <= half + 1e-9,
        persons=persons,
        persons_exact=round(exact, 1),
        persons_low=min(spread),
        persons_high=max(spread),
        routes=_routes(points, limit, population, criterion.comparison, met=met, first=persons),
        typical_movement_points=movement,
        typical_movement_persons=None if movement is None else round(movement / 100 * population),
    )


def _is_met(points: float, comparison: Comparison) -> bool:
    if comparison == "above":
        return points > 0
    return points >= 0 if comparison == "at_least" else points < 0


def _ends(share: Range) -> Iterable[float]:
    return (share.low, share.high)


def _slopes(slope: Range | None) -> Iterable[float | None]:
    return (slope.low, slope.high) if slope else (None,)


def _persons(points: float, population: float, comparison: Comparison, *, met: bool, slope: float | None) -> int:
    """Return how many must change status for the criterion to turn; 0 where rounding has already turned it."""
    gap = points / 100 * population / (abs(slope) if slope else 1)
    gap = round(gap if comparison != "below" else -gap, EXACT)  # how far on the met side of the limit
    on_the_limit_is_met = comparison == "at_least"
    if met:
        return max(0, math.floor(gap) + 1 if on_the_limit_is_met else math.ceil(gap))
    return max(0, math.ceil(-gap) if on_the_limit_is_met else math.floor(-gap) + 1)


def _routes(
    points: float, limit: float, population: float, comparison: Comparison, *, met: bool, first: int
) -> tuple[Route, ...]:
    if comparison == "below":
        return (_route("more_in_work" if met else "fewer_in_work", first),)
    gap = abs(points) / 100 * population
    strict = 1 if met == (comparison == "at_least") else 0
    others: list[tuple[RouteKind, float]] = (
        [("leave_without_replacement", 1 - limit), ("only_non_holders_move_in", limit)]
        if met
        else [("holders_move_in", 1 - limit), ("non_holders_leave", limit)]
    )
    found = [(kind, _whole(gap / share, strict)) for kind, share in others]
    return (_route("status_change", first), *(_route(kind, persons) for kind, persons in found))


def _whole(persons: float, strict: int) -> int:
    exact = round(persons, EXACT)
    return math.floor(exact) + 1 if strict else math.ceil(exact)


def _route(kind: RouteKind, persons: int) -> Route:
    return Route(kind, persons, LABELS[kind])


def _few(persons: int) -> Text:
    if persons < FEWEST_SHOWN:
        return Text(f"under {FEWEST_SHOWN}", f"under {FEWEST_SHOWN}")
    return number(persons)
