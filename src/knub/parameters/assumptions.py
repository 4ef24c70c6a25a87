"""What the lists do not print and must be assumed: population shares, typical movements, the slope of income."""

from collections.abc import Mapping

from knub.domain.values import Range

__all__ = ["income_slope", "population_shares", "yearly_movements"]


def population_shares() -> Mapping[str, Range]:
    """Return, per figure, how large a share of the residents its population is."""
    raise NotImplementedError


def yearly_movements() -> Mapping[str, Range]:
    """Return, per figure, how many percentage points it usually moves from one list to the next."""
    raise NotImplementedError


def income_slope() -> Range:
    """Return how many points the income share moves when one point of the 18-64-year-olds find work."""
    raise NotImplementedError
