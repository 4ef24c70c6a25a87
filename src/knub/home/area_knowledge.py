"""What others have shared about an area and about areas that resemble it, with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knub.areas import queries as areas
from knub.areas.access import visible_areas
from knub.domain.similarity import Alike, alike
from knub.knowledge import queries as knowledge
from knub.knowledge.access import visible_news, visible_pages
from knub.people.access import User
from knub.sparring.access import visible_questions
from knub.sparring.queries import open_questions_of_areas

MOST_ALIKE, SHOWN = 8, 5


@dataclass(frozen=True)
class Shared:
    """Pages and questions about the area itself and about areas like it, and news that touches it."""

    here: Sequence[Any]
    like_it: Sequence[tuple[Any, Any, Alike]]  # page, area, why it resembles
    news: Sequence[Any]
    asked_here: Sequence[Any] = ()
    asked_like_it: Sequence[tuple[Any, Any, Alike]] = ()  # question, area, why it resembles


def shared(area: Any, user: User, *, compared_on: Any, categories: Sequence[str], today: date) -> Shared:
    """Return what bears on an area; four queries, and one for those who may read sparring.

    compared_on : the newest list that is loaded with all its figures, by which areas resemble each other; or None
    categories : those the area stands in now; news can touch a category
    """
    every = {one.key: one for one in visible_areas(user)}
    like = _alike(area.key, every, compared_on)
    found = knowledge.of_areas(visible_pages(user), [area.key, *like])
    news = knowledge.news_of_area(visible_news(user), area, list(categories), on=today)
    asked = open_questions_of_areas(visible_questions(user), [area.key, *like])
    return Shared(
        here=[page for page, key in found if key == area.key][:SHOWN],
        like_it=[(page, every[key], like[key]) for page, key in found if key in like][:SHOWN],
        news=list(news[:SHOWN]),
        asked_here=_once(question for question, key in asked if key == area.key)[:SHOWN],
        asked_like_it=[(question, every[key], like[key]) for question, key in asked if key in like][:SHOWN],
    )


def _once(questions: Iterable[Any]) -> list[Any]:
    return list({question.pk: question for question in questions}.values())


def _alike(key: str, every: Mapping[str, Any], on: Any) -> Mapping[str, Alike]:
    if on is None:
        return {}
    table = areas.figures_table(list(every.values()), on=on)
    return {found.area: found for found in alike(key, table, among=list(every), history={})[:MOST_ALIKE]}
