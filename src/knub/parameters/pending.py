"""The pending case that bears on the rules, and when somebody last looked for news of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, open_yaml

__all__ = ["PendingCase", "pending_case"]


@dataclass(frozen=True)
class PendingCase:
    """A case whose outcome is awaited; the texts have places for {checked}, {date} and {name}."""

    case: str
    starts: date
    text: Text
    checked: Text
    stale: Text
    checked_on: date
    checked_by: Text
    stale_after_days: int
    source: str

    def is_stale(self, today: date) -> bool:
        """Return whether it is too long since somebody looked."""
        return today > self.checked_on + timedelta(days=self.stale_after_days)


@cache
def pending_case() -> PendingCase:
    """Return the case C-417/23 as the box on the pages tells it."""
    document = open_yaml(PARAMETERS / "pending_case.yaml")
    document.only(
        "case", "from", "text", "checked", "stale", "checked_on", "checked_by", "stale_after_days", "unit", "source"
    )
    return PendingCase(
        case=document.words("case"),
        starts=document.day("from"),
        text=document.both("text"),
        checked=document.both("checked"),
        stale=document.both("stale"),
        checked_on=document.day("checked_on"),
        checked_by=document.both("checked_by"),
        stale_after_days=document.count("stale_after_days"),
        source=document.words("source"),
    )
