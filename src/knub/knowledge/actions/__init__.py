"""Write, publish, approve, keep and archive knowledge."""

from knub.knowledge.actions.keeping import archive, keep_fresh, put_in_index, restore, set_use, still_right, supersede
from knub.knowledge.actions.writing import (
    approve,
    delete_draft,
    name_owner,
    publish,
    send_back,
    start_page,
    store_page,
)

__all__ = [
    "approve", "archive", "delete_draft", "keep_fresh", "name_owner", "publish", "put_in_index", "restore",
    "send_back", "set_use", "start_page", "still_right", "store_page", "supersede",
]  # fmt: skip
