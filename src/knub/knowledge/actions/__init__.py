"""Write, publish, approve, keep and archive knowledge; propose and release news."""

from knub.knowledge.actions.attaching import add_file, remove_file, replace_file
from knub.knowledge.actions.keeping import (
    archive,
    index_all,
    index_of_files,
    keep_fresh,
    put_in_index,
    restore,
    set_use,
    still_right,
    supersede,
)
from knub.knowledge.actions.news import (
    end_source,
    forget_sources,
    index_all_news,
    invite_source,
    propose,
    propose_mailed,
    refuse,
    release,
)
from knub.knowledge.actions.telling import forget_seen, may_get, see, send_digests, tell_of
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
    "add_file",
    "approve",
    "archive",
    "delete_draft",
    "end_source",
    "forget_seen",
    "forget_sources",
    "index_all",
    "index_all_news",
    "index_of_files",
    "invite_source",
    "keep_fresh",
    "may_get",
    "name_owner",
    "propose",
    "propose_mailed",
    "publish",
    "put_in_index",
    "refuse",
    "release",
    "remove_file",
    "replace_file",
    "restore",
    "see",
    "send_back",
    "send_digests",
    "set_use",
    "start_page",
    "still_right",
    "store_page",
    "supersede",
    "tell_of",
]  # fmt: skip
