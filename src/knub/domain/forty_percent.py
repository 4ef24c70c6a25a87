"""The rule on at most 40 per cent public family dwellings: almenboligloven § 168 a, stk. 1.

The share is F / (B + D + E/75): family dwellings of all dwellings, to which the act allows to add what was demolished
after 2010 without being replaced by other public family dwellings, and business floor area, 75 m² as one dwelling.
How business floor area is rounded was not read; it is a visible choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor
from typing import Literal

from knub.domain.errors import StockError

__all__ = ["GOAL", "Counting", "Measure", "MeasureKind", "Rounding", "Share", "Stock", "after", "share"]

GOAL = 0.40
M2_PER_DWELLING = 75
TOLERANCE = 1e-9
MeasureKind = Literal["build", "convert", "sell", "demolish"]
Rounding = Literal["none", "down", "nearest"]


@dataclass(frozen=True)
class Stock:
    """The dwellings of an area on a day.

    family : public family dwellings
    others : all other dwellings, public or not
    demolished : after 2010, not replaced by other public family dwellings
    business : floor area used for business, m²
    """

    family: int
    others: int
    demolished: int = 0
    business: float = 0.0

    def __post_init__(self) -> None:
        if min(self.family, self.others, self.demolished, self.business) < 0:
            raise StockError("A number of dwellings or of square metres is below 0. Write 0 or more.")
        if self.family + self.others == 0:
            raise StockError("An area without dwellings has no share. Write how many dwellings there are.")

    @property
    def dwellings(self) -> int:
        """All dwellings there are."""
        return self.family + self.others


@dataclass(frozen=True)
class Counting:
    """What is counted in the total: the act allows demolished dwellings and business area, and asks for neither."""

    demolished: bool
    business: bool
    rounding: Rounding = "none"


@dataclass(frozen=True)
class Share:
    """A share with its parts: the family dwellings, and all that they are held against."""

    family: int
    dwellings: int
    demolished: int
    business: float  # in dwellings

    @property
    def total(self) -> float:
        """All that the family dwellings are held against."""
        return self.dwellings + self.demolished + self.business

    @property
    def value(self) -> float:
        """The share, 0-1."""
        return self.family / self.total

    def meets(self, target: float) -> bool:
        """Return whether the share is at most the target, 0-1; exactly the target is enough."""
        return self.value <= target + TOLERANCE

    def margin(self, target: float) -> float:
        """Return how far the share is from the target in points 0-1; above is positive."""
        return self.value - target

    @property
    def of_one_dwelling(self) -> float:
        """How much one family dwelling more or less moves the share, 0-1."""
        return 1 / self.total


@dataclass(frozen=True)
class Measure:
    """Something that is done to dwellings.

    homes : how many are built, converted to youth dwellings, sold or demolished
    moving : in how many of them the tenants must move, as the user states it; None where that is not stated
    """

    kind: MeasureKind
    homes: int
    moving: int | None = None

    @property
    def tenants_move(self) -> int | None:
        """The homes whose tenants must move: all that are demolished, none that are built, else as stated."""
        return {"demolish": self.homes, "build": 0}.get(self.kind, self.moving)


def share(stock: Stock, counting: Counting) -> Share:
    """Return the share of family dwellings by what is counted.

    >>> stock = Stock(family=600, others=600, demolished=200, business=7500)
    >>> share(stock, Counting(demolished=True, business=True)).value
    0.4
    >>> round(share(stock, Counting(demolished=False, business=True)).value, 3)
    0.462
    """
    business = _rounded(stock.business / M2_PER_DWELLING, counting.rounding) if counting.business else 0.0
    return Share(stock.family, stock.dwellings, stock.demolished if counting.demolished else 0, business)


def after(stock: Stock, measures: Iterable[Measure]) -> Stock:
    """Return the dwellings when the measures are done, in their order; StockError if there are too few to do it to.

    Dwellings that are built are no public family dwellings. What is sold or converted stays in the area.
    >>> after(Stock(1000, 0), [Measure("demolish", 200), Measure("sell", 100)])
    Stock(family=700, others=100, demolished=200, business=0.0)
    """
    for measure in measures:
        stock = _after_one(stock, measure)
    return stock


def _after_one(stock: Stock, measure: Measure) -> Stock:
    if measure.kind == "build":
        return replace(stock, others=stock.others + measure.homes)
    if measure.homes > stock.family:
        raise StockError(
            f"{measure.homes} family dwellings are too many, since only {stock.family} are left. Write a lower number."
        )
    left = stock.family - measure.homes
    if measure.kind == "demolish":
        return replace(stock, family=left, demolished=stock.demolished + measure.homes)
    return replace(stock, family=left, others=stock.others + measure.homes)


def _rounded(dwellings: float, rounding: Rounding) -> float:
    if rounding == "down":
        return float(floor(dwellings))
    return float(floor(dwellings + 0.5)) if rounding == "nearest" else dwellings
