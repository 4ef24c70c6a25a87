"""What a question is found by: never a municipality that it hides."""

from django.urls import reverse

from knub.parameters.tags import tags
from knub.search.actions import Findable
from knub.sparring.models import Question
from knub.sparring.queries.listing import shown_answers
from knub.ui.markdown import as_text

LONGEST = 120_000  # letters of a text that are indexed


def question_findable(question: Question) -> Findable:
    """Return what a question and its answers are found by, in Danish; two queries."""
    known = tags()
    labels = [known.themes[key].da for key in question.themes if key in known.themes]
    labels += [known.subject_areas[key].da for key in question.subject_areas if key in known.subject_areas]
    answers = [as_text(answer.text) for answer in shown_answers().filter(question=question)]
    body = " ".join([as_text(question.challenge), as_text(question.tried), *answers, ", ".join(labels)])
    return Findable(
        str(question.pk),
        title=question.title,
        url=question_url(question),
        names=_names(question),
        body=body[:LONGEST],
        of=question.touched_at,
    )


def question_url(question: Question) -> str:
    """Return the address of a question."""
    return reverse("sparring:question", args=[question.pk])


def _names(question: Question) -> str:
    if question.hides_municipality:
        return ""
    places = [question.municipality, *question.areas.select_related("municipality")]
    return ", ".join(str(place) for place in places if place)
