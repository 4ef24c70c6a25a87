"""Read knowledge."""

from knub.knowledge.queries.about import about, waiting
from knub.knowledge.queries.changes import Change, difference, earlier, newest, shown_content, version_of
from knub.knowledge.queries.finding import findable, weight_of
from knub.knowledge.queries.pages import (
    Filter,
    candidates,
    current_first,
    filtered,
    kinds_counted,
    others_on_paragraph,
    owner,
    paragraphs,
    readings,
    users_of,
)
from knub.knowledge.queries.plain import plain_text

__all__ = [
    "Change", "Filter", "about", "candidates", "current_first", "difference", "earlier", "filtered", "findable",
    "kinds_counted", "newest", "others_on_paragraph", "owner", "paragraphs", "plain_text", "readings", "shown_content",
    "users_of", "version_of", "waiting", "weight_of",
]  # fmt: skip
