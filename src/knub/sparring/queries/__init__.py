"""Read questions and answers; every function costs a fixed number of queries."""

from knub.sparring.queries.about import about, waiting
from knub.sparring.queries.asking_around import SHOW_AFTER, asked_about, long_unanswered, places_left
from knub.sparring.queries.corrections import corrections
from knub.sparring.queries.finding import question_findables, question_url
from knub.sparring.queries.following import followed, follows
from knub.sparring.queries.listing import (
    Exchanged,
    Filter,
    Standing,
    counted,
    exchanged,
    filtered,
    found_questions,
    municipality_for,
    open_questions_of_areas,
    questions_on_rule,
    shown_answers,
    with_standing,
)
from knub.sparring.queries.matching import Helper, helpers, reasons_for
from knub.sparring.queries.reading import Shown, answers, asker, signed
from knub.sparring.queries.similar import similar

__all__ = [
    "SHOW_AFTER",
    "Exchanged",
    "Filter",
    "Helper",
    "Shown",
    "Standing",
    "about",
    "answers",
    "asked_about",
    "asker",
    "corrections",
    "counted",
    "exchanged",
    "filtered",
    "followed",
    "follows",
    "found_questions",
    "helpers",
    "long_unanswered",
    "municipality_for",
    "open_questions_of_areas",
    "places_left",
    "question_findables",
    "question_url",
    "questions_on_rule",
    "reasons_for",
    "shown_answers",
    "signed",
    "similar",
    "waiting",
    "with_standing",
]
