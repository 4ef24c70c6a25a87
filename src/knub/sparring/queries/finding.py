"""What a question is found by: never a municipality that it hides."""

from django.urls import reverse

from knub.files.queries import FileText, texts_of
from knub.parameters.tags import tags
from knub.search.actions import Findable, as_part, tag_keys
from knub.sparring.models import Answer, Question
from knub.sparring.queries.listing import shown_answers
from knub.ui.markdown import as_text

LONGEST = 120_000  # letters of a text that are indexed


def question_findables(question: Question) -> list[Findable]:
    """Return what a question, its answers and their files are found by, in Danish; five queries.

    What files say is left out where the question hides its municipality, since they may name it.
    """
    found = _findable(question)
    files = [] if question.hides_municipality else _file_texts(question)
    return [found, *(as_part(found, text, anchor=anchor) for text, anchor in files)]


def _file_texts(question: Question) -> list[tuple[FileText, str]]:
    """Return what the files of a question and its answers say, each with where on the page it stands."""
    answers = [str(pk) for pk in shown_answers().filter(question=question).values_list("pk", flat=True)]
    asked = texts_of(Question._meta.label_lower, [str(question.pk)])  # noqa: SLF001
    answered = texts_of(Answer._meta.label_lower, answers)  # noqa: SLF001
    here = [(text, "filer") for texts in asked.values() for text in texts]
    return here + [(text, f"svar-{answer}") for answer, texts in answered.items() for text in texts]


def _findable(question: Question) -> Findable:
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
        tags=tag_keys(question),
    )


def question_url(question: Question) -> str:
    """Return the address of a question."""
    return reverse("sparring:question", args=[question.pk])


def _names(question: Question) -> str:
    if question.hides_municipality:
        return ""
    places = [question.municipality, *question.areas.select_related("municipality")]
    return ", ".join(str(place) for place in places if place)
