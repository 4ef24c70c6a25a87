"""What may go wrong in the domain.

KnubError
├── ParameterError   a number of the law, the board or a layout is missing, has no source, or cannot be read
├── FiguresError     a table of figures does not hold together
├── DistanceError    a distance was asked for where none is given
├── SeatError        a wish for seats that cannot be meant
└── StockError       dwellings that are not there, or an area without any
"""

__all__ = ["DistanceError", "FiguresError", "KnubError", "ParameterError", "SeatError", "StockError"]


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


class StockError(KnubError):
    """Dwellings that are not there, or an area without any."""
