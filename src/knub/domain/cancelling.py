"""What it costs to say no to a seat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from knub.domain.errors import ParameterError

__all__ = ["Step", "amounts", "cost", "is_dearer", "percent_due"]

WHOLE = 100


@dataclass(frozen=True)
class Step:
    """From so many days before the meeting, this part of the fee is due. ParameterError for anything but 0-100."""

    days_before: int
    percent: int

    def __post_init__(self) -> None:
        if self.days_before < 0 or not 0 <= self.percent <= WHOLE:
            raise ParameterError(f"A step is days before the meeting and 0-100 percent of the fee, not {self}.")


def percent_due(steps: Sequence[Step], *, at: datetime, starts: datetime) -> int:
    """Return which part of the fee is due, in percent: the step with the fewest days that has been reached.

    >>> from datetime import UTC
    >>> steps = [Step(15, 50), Step(8, 100)]
    >>> start = datetime(2026, 5, 20, 9, tzinfo=UTC)
    >>> [percent_due(steps, at=datetime(2026, 5, day, 9, tzinfo=UTC), starts=start) for day in (4, 5, 12)]
    [0, 50, 100]
    """
    return _percent((starts - at).total_seconds() / 86_400, steps)


def cost(fee: Decimal | None, steps: Sequence[Step], *, at: datetime, starts: datetime, is_moved: bool) -> Decimal:
    """Return what a cancellation costs, in kroner without VAT; nothing without a fee or after the meeting was moved.

    >>> from datetime import UTC
    >>> start = datetime(2026, 5, 20, 9, tzinfo=UTC)
    >>> cost(Decimal(900), [Step(8, 50)], at=start, starts=start, is_moved=False)
    Decimal('450.00')
    """
    if fee is None or is_moved:
        return Decimal("0.00")
    return _part(fee, percent_due(steps, at=at, starts=starts))


def amounts(fee: Decimal | None, steps: Sequence[Step]) -> list[tuple[int, Decimal]]:
    """Return what cancelling costs from each day before the meeting on, in kroner, most days first.

    Nothing is listed before it costs anything.

    >>> amounts(Decimal(900), [Step(8, 100), Step(15, 50), Step(30, 0)])
    [(15, Decimal('450.00')), (8, Decimal('900.00'))]
    >>> amounts(None, [Step(8, 50)])
    []
    """
    listed = sorted(steps, key=lambda step: -step.days_before)
    found = [(step.days_before, _part(fee or Decimal(0), step.percent)) for step in listed]
    first = next((place for place, (_days, amount) in enumerate(found) if amount), len(found))
    return found[first:]


def is_dearer(fee: Decimal | None, steps: Sequence[Step], *, than: tuple[Decimal | None, Sequence[Step]]) -> bool:
    """Return whether cancelling costs more on some day than by an earlier fee and its steps.

    >>> earlier = (Decimal(900), [Step(8, 50)])
    >>> is_dearer(Decimal(900), [Step(7, 50)], than=earlier), is_dearer(Decimal(900), [Step(9, 50)], than=earlier)
    (False, True)
    """
    days = {step.days_before for step in (*steps, *than[1])}
    return any(_on(day, fee, steps) > _on(day, *than) for day in days)


def _on(days: int, fee: Decimal | None, steps: Sequence[Step]) -> Decimal:
    return _part(fee or Decimal(0), _percent(days, steps))


def _percent(days: float, steps: Sequence[Step]) -> int:
    reached = [step for step in steps if days <= step.days_before]
    return min(reached, key=lambda step: step.days_before).percent if reached else 0


def _part(fee: Decimal, percent: int) -> Decimal:
    return (fee * percent / WHOLE).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
