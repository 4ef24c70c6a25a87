"""Read knowledge."""

from knub.knowledge.queries.about import about, waiting
from knub.knowledge.queries.changes import Change, difference, earlier, newest, pieces, shown_content, version_of
from knub.knowledge.queries.finding import (
    file_texts,
    findables,
    found_news,
    found_pages,
    marks_of,
    news_marks_of,
    weight_of,
)
from knub.knowledge.queries.news import (
    Deadline,
    current_news,
    hearing_deadlines,
    news_filtered,
    news_findable,
    news_of_area,
    news_url,
)
from knub.knowledge.queries.pages import (
    Filter,
    candidates,
    current_first,
    filtered,
    kinds_counted,
    of_areas,
    others_on_paragraph,
    owner,
    paragraphs,
    readings,
    to_look_through,
    users_of,
)
from knub.knowledge.queries.plain import plain_text
from knub.knowledge.queries.rules import pages_on_rule, rules_of

__all__ = [
    "Change",
    "Deadline",
    "Filter",
    "about",
    "candidates",
    "current_first",
    "current_news",
    "difference",
    "earlier",
    "file_texts",
    "filtered",
    "findables",
    "found_news",
    "found_pages",
    "hearing_deadlines",
    "kinds_counted",
    "marks_of",
    "newest",
    "news_filtered",
    "news_findable",
    "news_marks_of",
    "news_of_area",
    "news_url",
    "of_areas",
    "others_on_paragraph",
    "owner",
    "pages_on_rule",
    "paragraphs",
    "pieces",
    "plain_text",
    "readings",
    "rules_of",
    "shown_content",
    "to_look_through",
    "users_of",
    "version_of",
    "waiting",
    "weight_of",
]  # fmt: skip
