"""Find documents; the room that asks says which kinds and ids may be seen."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from itertools import count
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knub.search.models import Document, Miss, Standing
from knub.search.wording import Wanted, folded, wanted, words_of

__all__ = [
    "LAST_PAGE",
    "PAGE",
    "Chosen",
    "Found",
    "Hit",
    "Standing",
    "Visible",
    "alike",
    "misses",
    "search",
    "suggestion",
]

RANKED, PAGE = 2000, 20
WINDOW = 3000  # of the newest that have the words, so many are looked at for rights at a time
LAST_PAGE = RANKED // PAGE
MENDED, LIKENESS = 5, 0.75  # how many words are compared with names, and how alike they must be
LONGEST = 40  # words of a snippet
START, STOP = "\x02", "\x03"


@dataclass(frozen=True)
class Rights:
    """The things of a kind that may be seen, and their field that is the id they are found by."""

    things: QuerySet[Any, Any]
    field: str = "pk"

    def of_document(self) -> Subquery:
        """Return whether the thing of a document may be seen: its primary key, or nothing."""
        found = OuterRef("object_id")
        wanted = Cast(found, BigIntegerField()) if self.field == "pk" else found
        return Subquery(self.things.filter(**{self.field: wanted}).order_by().values("pk")[:1])


# kind -> what of it may be seen; None for all of the kind
Visible = Mapping[str, Rights | None]
Row = tuple[int, str, str, list[str]]


@dataclass(frozen=True)
class Hit:
    """Something that was found, with the place in its text; a part, such as a file, names what it stands within."""

    kind: str
    object_id: str
    title: str
    url: str
    snippet: SafeString
    within: str = ""


@dataclass(frozen=True)
class Chosen:
    """What a reader chose to see of what was found; empty is everything that is not in the archive."""

    kind: str = ""
    tags: tuple[str, ...] = ()  # all of them
    standing: str = ""


@dataclass(frozen=True)
class Found:
    """One page of what was found, best first; `more` says that the newest 2,000 alone were ranked.

    kinds : how many of each kind, whichever kind is chosen
    tags, standings : how many one would see after choosing them too
    """

    hits: tuple[Hit, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    standings: Mapping[str, int] = field(default_factory=dict)
    more: bool = False

    @property
    def count(self) -> int:
        """How many were found, of every kind."""
        return sum(self.kinds.values())


def search(text: str, *, visible: Visible, chosen: Chosen = Chosen(), start: int = 0) -> Found:
    """Return what may be seen and has the words, a page of it; two queries, none for an empty question.

    visible : see Visible; what is not named there is not found
    start : how many hits to pass over
    """
    query = _query(text)
    if query is None:
        return Found()
    tagged = {"tags__contains": list(chosen.tags)} if chosen.tags else {}
    rows = _newest(Document.objects.filter(vector=query, **tagged), visible)
    shown = [row for row in rows if _is_shown(row[2], chosen.standing)]
    of_kind = [row for row in shown if row[1] == chosen.kind or not chosen.kind]
    best = _best_first(Document.objects.filter(pk__in=[row[0] for row in of_kind]), query)
    return Found(
        hits=tuple(map(_hit, best[start : start + PAGE])) if of_kind else (),
        kinds=Counter(row[1] for row in shown),
        tags=Counter(tag for row in of_kind for tag in row[3]),
        standings=Counter(row[2] for row in rows if row[1] == chosen.kind or not chosen.kind),
        more=len(rows) >= RANKED,
    )


def _is_shown(standing: str, chosen: str) -> bool:
    return standing == chosen if chosen else standing != Standing.ARCHIVED


def alike(text: str, *, visible: Visible, most: int = 10) -> tuple[Hit, ...]:
    """Return what shares the most words with a longer text, any of them; two queries, none for an empty text.

    Of those that share a word, the newest 2,000 are ranked.
    """
    parts = [_one(part) for part in wanted(text)]
    if not parts:
        return ()
    query = reduce(or_, parts)
    whole = Document.objects.filter(vector=query, part="").exclude(standing=Standing.ARCHIVED)
    newest = [pk for pk, *_more in _newest(whole, visible)]
    return tuple(map(_hit, _best_first(Document.objects.filter(pk__in=newest), query)[:most])) if newest else ()


def suggestion(text: str, *, visible: Visible) -> str:
    """Return the question with words that are nearly a known name mended, or nothing; two queries."""
    whole = Document.objects.filter(part="").exclude(standing=Standing.ARCHIVED)
    newest = [pk for pk, *_more in _newest(whole, visible)]
    titles = Document.objects.filter(pk__in=newest).values_list("title", "names")
    known = {folded(word): word for names in titles for word in words_of(" ".join(names))}
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


def _newest(documents: QuerySet[Document], visible: Visible) -> list[Row]:
    """Return the newest 2,000 of some documents that may be seen; one query more for each 3,000 that are passed over.

    Rights are looked up for the newest only, one by one and after the sort: a list of all that may be seen would be
    longer than what was found.
    """
    found: list[Row] = []
    newest = documents.filter(kind__in=list(visible)).annotate(seen=_seen(visible)).order_by("-updated_at", "-pk")
    rows = newest.values_list("pk", "kind", "standing", "tags", "seen")
    for start in count(0, WINDOW):
        window = list(rows[start : start + WINDOW])
        found += [tuple(row) for *row, seen in window if seen is not None]  # type: ignore[misc]
        if len(window) < WINDOW or len(found) >= RANKED:
            break
    return found[:RANKED]


def _seen(visible: Visible) -> Case:
    """Return an expression that is nothing where the thing of a document may not be seen."""
    open_to_all = [kind for kind, rights in visible.items() if rights is None]
    whens = [When(kind=kind, then=rights.of_document()) for kind, rights in visible.items() if rights is not None]
    return Case(When(kind__in=open_to_all, then=Value(0)), *whens, default=None, output_field=BigIntegerField())


def _hit(document: Document) -> Hit:
    marked = escape(document.found).replace(START, "<mark>").replace(STOP, "</mark>")  # type: ignore[attr-defined]
    snippet = mark_safe(marked)  # noqa: S308 - escaped just above
    return Hit(document.kind, document.object_id, document.title, document.url, snippet, document.within)
