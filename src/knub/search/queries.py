"""Find documents; the room that asks says which kinds and ids may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Count, F, Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knub.search.models import Document, Miss
from knub.search.wording import Wanted, folded, wanted, words_of

__all__ = ["LAST_PAGE", "PAGE", "Found", "Hit", "Visible", "alike", "misses", "search", "suggestion"]

RANKED, PAGE = 2000, 20
LAST_PAGE = RANKED // PAGE
MENDED, LIKENESS = 5, 0.75  # how many words are compared with names, and how alike they must be
LONGEST = 40  # words of a snippet
START, STOP = "\x02", "\x03"
# kind -> the object ids that may be seen, as a queryset of one text column; None for all of the kind
Visible = Mapping[str, QuerySet[Any, Any] | None]


@dataclass(frozen=True)
class Hit:
    """Something that was found, with the place in its text."""

    kind: str
    object_id: str
    title: str
    url: str
    snippet: SafeString


@dataclass(frozen=True)
class Found:
    """One page of what was found, best first; `more` says that the newest 2,000 alone were ranked."""

    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    more: bool

    @property
    def count(self) -> int:
        """How many were found, of every kind."""
        return sum(self.kinds.values())


def search(text: str, *, visible: Visible, kind: str = "", start: int = 0) -> Found:
    """Return what may be seen and has the words, a page of it; two queries, none for an empty question.

    visible : see Visible; what is not named there is not found
    kind : show this kind only; the counts are of all kinds
    start : how many hits to pass over
    """
    query = _query(text)
    if query is None:
        return Found((), {}, more=False)
    newest = _visible(visible).filter(vector=query).order_by("-updated_at").values("pk")[:RANKED]
    ranked = Document.objects.filter(pk__in=newest)
    counted = ranked.values("kind").annotate(number=Count("pk")).order_by().values_list("kind", "number")
    kinds = dict(counted)
    best = ranked.filter(kind=kind) if kind else ranked
    hits = _best_first(best, query)[start : start + PAGE] if kinds else ()
    return Found(tuple(map(_hit, hits)), kinds, more=sum(kinds.values()) >= RANKED)


def alike(text: str, *, visible: Visible, most: int = 10) -> tuple[Hit, ...]:
    """Return what shares the most words with a longer text, any of them; one query, none for an empty text.

    Of those that share a word, the newest 2,000 are ranked.
    """
    parts = [_one(part) for part in wanted(text)]
    if not parts:
        return ()
    query = reduce(or_, parts)
    newest = _visible(visible).filter(vector=query).order_by("-updated_at").values("pk")[:RANKED]
    return tuple(map(_hit, _best_first(Document.objects.filter(pk__in=newest), query)[:most]))


def suggestion(text: str, *, visible: Visible) -> str:
    """Return the question with words that are nearly a known name mended, or nothing; one query."""
    newest = _visible(visible).order_by("-updated_at").values_list("title", "names")[:RANKED]
    known = {folded(word): word for names in newest for word in words_of(" ".join(names))}
    asked = words_of(text)[:MENDED]
    mended = [_nearest(word, known) for word in asked]
    return " ".join(mended) if mended != asked else ""


def misses() -> QuerySet[Miss]:
    """Return what was searched for in vain, the most often first. It names nobody."""
    return Miss.objects.all()


def _nearest(word: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(folded(word), known, n=1, cutoff=LIKENESS)
    return known[near[0]] if near else word


def _query(text: str) -> Any:
    """Return what is asked for in PostgreSQL's words: all of it, each in any of its spellings."""
    parts = [_one(part) for part in wanted(text)]
    return reduce(and_, parts) if parts else None


def _one(part: Wanted) -> Any:
    spellings = [SearchQuery(words, config="danish") for words in part.words]
    phrase = [SearchQuery(part.phrase, config="danish", search_type="phrase")] if part.phrase else []
    return reduce(or_, spellings + phrase)


def _best_first(documents: QuerySet[Document], query: Any) -> QuerySet[Document, Any]:
    return documents.annotate(
        score=SearchRank(F("vector"), query) * F("weight"),
        found=SearchHeadline("body", query, config="danish", start_sel=START, stop_sel=STOP, max_words=LONGEST),
    ).order_by("-score", "-updated_at", "pk")


def _visible(visible: Visible) -> QuerySet[Document]:
    allowed = Q(pk__in=[])
    for kind, ids in visible.items():
        allowed |= Q(kind=kind) if ids is None else Q(kind=kind, object_id__in=ids)
    return Document.objects.filter(allowed)


def _hit(document: Document) -> Hit:
    marked = escape(document.found).replace(START, "<mark>").replace(STOP, "</mark>")  # type: ignore[attr-defined]
    snippet = mark_safe(marked)  # noqa: S308 - escaped just above
    return Hit(document.kind, document.object_id, document.title, document.url, snippet)
