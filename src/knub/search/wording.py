"""Words as the field writes them: spellings, parts of compounds, and old words beside today's. No database."""

import re
from dataclasses import dataclass
from functools import cache

from knub.domain.values import Text
from knub.parameters import Term, criteria_versions, terms

__all__ = ["Translation", "Wanted", "folded", "index_words", "translations", "wanted", "words_of"]

WORD = re.compile(r"[^\W_]+")
PARAGRAPH = re.compile(r"§+\s*(\d+)\s*([a-zæøå])\b|\b(\d+) ?([a-hj-z])\b")
ENDINGS = ("", "s", "t", "ts", "et", "ets", "en", "ens", "er", "ers", "erne", "ernes", "ne", "nes", "r")
PLACE_ENDINGS = ("parken", "vænget", "gården", "bakken", "vejen", "park", "gård", "vej", "bro", "by")
# PostgreSQL leaves these out, as it does other small words, but only in this spelling.
STOP_WORDS = frozenset({"på", "når", "også", "være", "været", "sådan"})
LONGEST_QUERY, MOST_WORDS, SHORTEST_NAME = 200, 20, 4
_ONE_SPELLING = {"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "oe": "o", "aa": "a", "å": "a", "é": "e", "ü": "u"}


@dataclass(frozen=True)
class Translation:
    """An old or everyday word in the question, what the act calls it today, and since which year."""

    written: str
    today: Text
    since: str
    term: Term


@dataclass(frozen=True)
class Wanted:
    """One thing that must be found: any of these words, or any of these phrases."""

    words: tuple[str, ...]
    phrase: str = ""


def words_of(text: str) -> list[str]:
    """Return the words in lower case, a paragraph as one of them.

    >>> words_of("Almenboligloven § 61 a, stk. 2"), words_of("61A"), words_of("2018 i Aarhus")
    (['almenboligloven', '61a', 'stk', '2'], ['61a'], ['2018', 'i', 'aarhus'])
    """
    joined = PARAGRAPH.sub(lambda found: f" {''.join(part for part in found.groups() if part)} ", text.casefold())
    return WORD.findall(joined)


def folded(word: str) -> str:
    """Return the one spelling that all spellings of a word share.

    >>> {folded(word) for word in ("århus", "aarhus", "arhus")}, folded("toveshøj"), folded("mjoelner")
    ({'arhus'}, 'toveshoj', 'mjolner')
    """
    for letters, plain in _ONE_SPELLING.items():
        word = word.replace(letters, plain)
    return word


def index_words(*names: str, text: str = "") -> str:
    """Return the extra words a thing is found by: other spellings, parts of compounds and places, today's words."""
    everything = " ".join((*names, text))
    words = words_of(everything)
    found = words + [folded(word) for word in words]
    for word in words:
        found += _compounds().get(word, ())
    for word in words_of(" ".join(names)):
        found += _inside(word)
    found += [translation.today.da for translation in translations(everything)]
    already = set(WORD.findall(everything.casefold()))
    return " ".join(word for word in dict.fromkeys(found) if word not in already)


@cache
def _compounds() -> dict[str, tuple[str, ...]]:
    return {word + ending: parts for word, parts in terms().compounds.items() for ending in ENDINGS}


def _inside(place: str) -> list[str]:
    """Return the name inside the name of a place, so that Gellerup finds Gellerupparken."""
    ending = next((one for one in PLACE_ENDINGS if place.endswith(one)), "")
    name = place.removesuffix(ending)
    return [name, folded(name)] if ending and len(name) >= SHORTEST_NAME else []


def translations(text: str) -> list[Translation]:
    """Return the old words of a text, the longest first, none inside another."""
    rest = f" {' '.join(map(folded, words_of(text)))} "
    found = []
    for spelling, words, term in _spellings():
        if f" {spelling} " in rest:
            rest = rest.replace(f" {spelling} ", "  ")
            found.append(Translation(words, term.today, _since(term), term))
    return found


@cache
def _spellings() -> list[tuple[str, str, Term]]:
    """Return every spelling of every old word, folded and as it is written, the longest first."""
    return sorted(
        (
            (" ".join(map(folded, words_of(spelling))), " ".join(words_of(spelling)), term)
            for term in terms().terms
            for spelling in (term.old, *term.spellings)
        ),
        key=lambda spelling: -len(spelling[0]),
    )


def _since(term: Term) -> str:
    """Return the year from which the act has used today's word; empty where it does not use it."""
    versions = [version for version in criteria_versions() if term.category and term.category in version.categories]
    named = [
        str(version.starts.year)
        for version in versions
        if version.categories[str(term.category)].label.da == term.today.da
    ]
    return min(named, default="")


def wanted(text: str) -> list[Wanted]:
    """Return what must be found, all of it: each word in any spelling, and an old word or today's.

    >>> [(one.words, one.phrase) for one in wanted("hård ghetto Århus")]
    [(('århus', 'arhus'), ''), (('omdannelsesområde',), 'hård ghetto')]
    """
    asked = text[:LONGEST_QUERY]
    found = translations(asked)
    rest = f" {' '.join(map(folded, words_of(asked)))} "
    for translation in found:
        old = " ".join(map(folded, words_of(translation.written)))
        rest = rest.replace(f" {old} ", "  ")
    left = rest.split()
    words = [Wanted(_spelled(word)) for word in words_of(asked) if folded(word) in left]
    old_words = [Wanted((translation.today.da.casefold(),), translation.written) for translation in found]
    return (words + old_words)[:MOST_WORDS]


def _spelled(word: str) -> tuple[str, ...]:
    return (word,) if word in STOP_WORDS else tuple(dict.fromkeys((word, folded(word))))
