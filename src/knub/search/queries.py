"""Find documents; the room that asks says which kinds and ids may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knub.search.models import Document
from knub.search.wording import query_of

RANKED = 2000
START, STOP = "\x02", "\x03"


@dataclass(frozen=True)
class Hit:
    """Something that was found, with the place in its text."""

    kind: str
    title: str
    url: str
    snippet: SafeString


@dataclass(frozen=True)
class Found:
    """What was found, best first; `more` says that the newest 2,000 alone were ranked."""

    hits: tuple[Hit, ...]
    count: int
    more: bool


def search(text: str, *, visible: Mapping[str, QuerySet[Document] | None], limit: int = 50) -> Found:
    """Return what may be seen and has the words; two queries.

    visible : kind -> object ids that may be seen as a query of values, None for all of the kind
    """
    asked = query_of(text)
    if not asked:
        return Found((), 0, more=False)
    query = SearchQuery(asked, config="danish", search_type="websearch")
    newest = _visible(visible).filter(vector=query).order_by("-updated_at").values("pk")[:RANKED]
    ranked = Document.objects.filter(pk__in=newest)
    count = ranked.count()
    best = ranked.annotate(
        rank=SearchRank(F("vector"), query),
        found=SearchHeadline("body", query, config="danish", start_sel=START, stop_sel=STOP, max_fragments=1),
    ).order_by("-rank", "title")[:limit]
    return Found(tuple(_hit(document) for document in best), count, more=count == RANKED)


def _visible(visible: Mapping[str, QuerySet[Document] | None]) -> QuerySet[Document]:
    allowed = Q(pk__in=[])
    for kind, ids in visible.items():
        allowed |= Q(kind=kind) if ids is None else Q(kind=kind, object_id__in=ids)
    return Document.objects.filter(allowed)


def _hit(document: Document) -> Hit:
    marked = escape(document.found).replace(START, "<mark>").replace(STOP, "</mark>")  # type: ignore[attr-defined]
    return Hit(document.kind, document.title, document.url, mark_safe(marked))  # noqa: S308 - escaped just above
