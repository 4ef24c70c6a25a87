"""Words as the field writes them: spellings, parts of compounds, and old words beside today's. No database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knub.domain.values import Text
from knub.parameters import Term, terms

__all__ = ["Translation", "index_words", "query_of", "spelled", "translations"]

WORD = re.compile(r"[\wæøåÆØÅ]+", re.UNICODE)
CASE_NUMBER = re.compile(r"\b\w-\d+/\d+\b")
PLACE_ENDINGS = ("parken", "gårdparken", "vænget", "gården", "bakken", "vejen", "park", "gård", "vej", "bro", "by")
LONGEST_QUERY = 200
SHORTEST_NAME = 4
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u"})


@dataclass(frozen=True)
class Translation:
    """An old word in the question and what it is called today."""

    written: str
    today: Text
    term: Term


def spelled(word: str) -> str:
    """Return a word in plain letters, the way it is typed on a foreign keyboard.

    >>> spelled("Tåstrupgård"), spelled("Taastrupgaard")
    ('taastrupgaard', 'taastrupgaard')
    """
    return word.casefold().translate(_PLAIN)


def index_words(*texts: str) -> str:
    """Return the extra words a document is found by: plain spellings, parts of compounds, and today's words."""
    text = " ".join(texts)
    words = [word.casefold() for word in WORD.findall(text)]
    found = [spelled(word) for word in words if spelled(word) != word]
    for word in words:
        found += terms().compounds.get(word, ())
        found += _place(word)
    for case in CASE_NUMBER.findall(text):
        found += WORD.findall(case.casefold())
    found += [translation.today.da for translation in translations(text)]
    return " ".join(dict.fromkeys(found))


def _place(word: str) -> list[str]:
    """Return the name inside the name of a place, so that Gellerup finds Gellerupparken."""
    ending = next((one for one in PLACE_ENDINGS if word.endswith(one)), "")
    name = word.removesuffix(ending)
    return [name, spelled(name)] if ending and len(name) >= SHORTEST_NAME else []


def translations(text: str) -> list[Translation]:
    """Return the old words of a text, the longest first, none inside another."""
    rest = f" {' '.join(WORD.findall(text.casefold()))} "
    found = []
    for spelling, term in _spellings():
        if f" {spelling} " in rest:
            rest = rest.replace(f" {spelling} ", " ")
            found.append(Translation(spelling, term.today, term))
    return found


def _spellings() -> Iterable[tuple[str, Term]]:
    pairs = [
        (" ".join(WORD.findall(spelling.casefold())), term)
        for term in terms().terms
        for spelling in (term.old, *term.spellings)
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def query_of(text: str) -> str:
    """Return a question in the form of PostgreSQL's websearch: every word, or its other spelling, or today's word.

    >>> query_of("hård ghetto")
    'hård ghetto or haard ghetto or omdannelsesområde'
    >>> query_of("Århus")
    'århus or aarhus'
    """
    words = WORD.findall(text.casefold()[:LONGEST_QUERY])
    asked = " ".join(word for word in words if word != "or")
    plain = " ".join(spelled(word) for word in words if word != "or")
    today = [translation.today.da.casefold() for translation in translations(text)]
    return " or ".join(part for part in dict.fromkeys([asked, plain, *today]) if part)
