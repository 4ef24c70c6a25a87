"""The questions a new evaluation of a meeting begins with."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from knub.domain.errors import ParameterError
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["EvaluationQuestion", "evaluation_questions"]

KINDS = ("scale", "text")


@dataclass(frozen=True)
class EvaluationQuestion:
    """One question in Danish, as participants are asked it; its kind is scale or text."""

    section: str
    kind: str
    text: str


@cache
def evaluation_questions() -> tuple[EvaluationQuestion, ...]:
    """Return the questions in the order in which they are asked."""
    document = open_yaml(PARAMETERS / "evaluation.yaml")
    document.only("from", "source", "sections")
    document.day("from"), document.words("source")
    return tuple(_questions(document))


def _questions(document: Entry) -> Iterator[EvaluationQuestion]:
    for number, content in enumerate(document.value("sections", list), start=1):
        section = Entry(f"{document.where}, section {number}", content)
        section.only("title", "questions")
        for place, asked in enumerate(section.value("questions", list), start=1):
            yield _question(section.words("title"), Entry(f"{section.where}, question {place}", asked))


def _question(section: str, entry: Entry) -> EvaluationQuestion:
    entry.only("kind", "text")
    kind = entry.words("kind")
    if kind not in KINDS:
        raise ParameterError(f"{entry.where}: '{kind}' is not known. Write {' or '.join(KINDS)}.")
    return EvaluationQuestion(section, kind, entry.words("text"))
