"""Store what the lists say, and answer those who report errors."""

from knub.areas.actions.drafts import add_area, keep_draft, store_draft
from knub.areas.actions.faults import answer_fault, report_fault, working_days_after
from knub.areas.actions.storing import Stored, release_list, store_area, store_list

__all__ = [
    "Stored",
    "add_area",
    "answer_fault",
    "keep_draft",
    "release_list",
    "report_fault",
    "store_area",
    "store_draft",
    "store_list",
    "working_days_after",
]
