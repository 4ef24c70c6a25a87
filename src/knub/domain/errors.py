"""What may go wrong in the domain.

KnubError
├── ParameterError   a number of the law, the board or a layout is missing, has no source, or cannot be read
├── FiguresError     a table of figures does not hold together
├── DistanceError    a distance was asked for where none is given
├── SeatError        a wish for seats that cannot be meant
├── GroupingError    groups that cannot be made as they are asked for
└── StockError       dwellings that are not there, or an area without any
"""

__all__ = ["DistanceError", "FiguresError", "GroupingError", "KnubError", "ParameterError", "SeatError", "StockError"]


class KnubError(Exception):
    """Anything the domain refuses; the message says what, where and what to do."""


class ParameterError(KnubError):
    """A parameter is missing, has no source, or cannot be read."""


class FiguresError(KnubError):
    """A table of figures does not hold together."""


class DistanceError(KnubError):
    """A distance was asked for where none is given."""


class SeatError(KnubError):
    """A wish for seats that cannot be meant."""


class GroupingError(KnubError):
    """Groups that cannot be made as they are asked for."""


class StockError(KnubError):
    """Dwellings that are not there, or an area without any."""
