"""Store what the lists and the municipalities say, and answer those who report errors."""

from knub.areas.actions.documents import delete_document, replace_document, restore_document, upload_document
from knub.areas.actions.drafts import add_area, keep_draft, store_draft
from knub.areas.actions.faults import answer_fault, report_fault, working_days_after
from knub.areas.actions.master import Stated, remove_master_value, store_master_values
from knub.areas.actions.statements import forget_author, withdraw_statement, write_network_use, write_remark
from knub.areas.actions.storing import Stored, fill_list, release_list, store_area, store_list

__all__ = [
    "Stated",
    "Stored",
    "add_area",
    "answer_fault",
    "delete_document",
    "fill_list",
    "forget_author",
    "keep_draft",
    "release_list",
    "remove_master_value",
    "replace_document",
    "report_fault",
    "restore_document",
    "store_area",
    "store_draft",
    "store_list",
    "store_master_values",
    "upload_document",
    "withdraw_statement",
    "working_days_after",
    "write_network_use",
    "write_remark",
]
