"""What the lists do not print and must be assumed: population shares, usual movements, the slope of income."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from knub.domain.values import Range
from knub.parameters.opening import PARAMETERS, Entry, open_yaml, range_of

__all__ = ["income_slope", "population_shares", "yearly_movements"]


@cache
def population_shares() -> Mapping[str, Range]:
    """Return, per figure, how large a share of the residents its population is."""
    return _ranges("population_shares")


@cache
def yearly_movements() -> Mapping[str, Range]:
    """Return, per figure, how many percentage points it usually moves from one list to the next."""
    return _ranges("yearly_movements")


@cache
def income_slope() -> Range:
    """Return how many points the income share moves when one point of the 18-64-year-olds find work."""
    return range_of(_document().inner("income_slope"))


def _ranges(key: str) -> Mapping[str, Range]:
    return MappingProxyType({figure: range_of(entry) for figure, entry in _document().entries(key)})


def _document() -> Entry:
    return open_yaml(PARAMETERS / "assumptions.yaml")
