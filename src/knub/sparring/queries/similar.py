"""What is like a question that is being written, so that nobody asks what has been answered."""

from collections.abc import Sequence

from knub.knowledge.access import visible_pages
from knub.knowledge.queries import found_pages
from knub.people.access import User
from knub.search.queries import Hit, alike
from knub.sparring.access import visible_questions
from knub.sparring.queries.listing import found_questions

MOST = 5


def similar(text: str, user: User, *, without: int | None = None) -> Sequence[Hit]:
    """Return the questions and pages a reader may see that share most words with a text; one query."""
    questions = visible_questions(user).exclude(pk=without) if without else visible_questions(user)
    visible = {"question": found_questions(questions), "knowledge": found_pages(visible_pages(user)), "rule": None}
    return alike(text, visible=visible)[:MOST]
