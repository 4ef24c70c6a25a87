"""One search over everything a reader may see."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from knub.home.indexing import title_of
from knub.home.narrowing import KINDS, Narrowed
from knub.knowledge import queries as knowledge
from knub.knowledge.access import visible_news, visible_pages
from knub.people.access import User
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.search import actions, queries
from knub.search.queries import Found, Hit, Visible
from knub.search.wording import translations
from knub.sparring.access import visible_questions
from knub.sparring.queries import found_questions

MISSES_A_PAGE = 100
EXAMPLES = ("Gellerup", "Aarhus", "omdannelsesområde", "§ 61 a", "egne tal")


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found by kind, and which old words were read as today's."""
    content = _content(request)
    if content["missed"]:
        actions.note_miss(content["q"], on=timezone.localdate())
    return render(request, "home/search.html", content)


@secretariat_required
def misses(request: AuthenticatedRequest) -> HttpResponse:
    """Show the secretariat what was searched for in vain, the most often first."""
    page = Paginator(queries.misses(), MISSES_A_PAGE).get_page(request.GET.get("side"))
    return render(request, "home/misses.html", {"page": page})


def _content(request: HttpRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()
    narrowed = Narrowed.from_address(request.GET)
    visible = _visible(request.user)
    number = _page_number(request.GET.get("side", ""))
    found = queries.search(text, visible=visible, chosen=narrowed.chosen(), start=(number - 1) * queries.PAGE)
    missed = bool(text) and not found.count and not narrowed.is_narrow
    return {
        "q": text,
        "missed": missed,
        "examples": EXAMPLES,
        "found": found,
        "hits": _named(found, request.user),
        "tabs": _tabs(text, found, narrowed),
        "narrowed": narrowed,
        "pills": narrowed.pills(text),
        "clear": narrowed.cleared(text),
        "facets": narrowed.facets(text, found),
        "page": _page(found, narrowed.kind, number),
        "translations": translations(text),
        "suggestion": queries.suggestion(text, visible=visible) if missed else "",
    }


def _visible(user: User) -> Visible:
    """Return what may be found: all of the kinds that are open to everybody, of the others what the user may read."""
    rights = {
        "knowledge": knowledge.found_pages(visible_pages(user)),
        "news": knowledge.found_news(visible_news(user)),
        "question": found_questions(visible_questions(user)),
    }
    return {**dict.fromkeys(KINDS), **rights}


def _named(found: Found, user: User) -> list[tuple[StrOrPromise, str, Hit, str]]:
    """Return each hit with its kind, its title and what one must know before building on it; two queries at most."""
    today = timezone.localdate()
    of_kind = {kind: [hit.object_id for hit in found.hits if hit.kind == kind] for kind in ("knowledge", "news")}
    marks = {
        "knowledge": knowledge.marks_of(visible_pages(user), of_kind["knowledge"], on=today),
        "news": knowledge.news_marks_of(visible_news(user), of_kind["news"], on=today),
    }
    return [(*_called(hit), hit, marks.get(hit.kind, {}).get(hit.object_id, "")) for hit in found.hits]


def _called(hit: Hit) -> tuple[StrOrPromise, str]:
    return KINDS[hit.kind][1], title_of(hit.kind, hit.object_id, otherwise=hit.title)


def _tabs(text: str, found: Found, narrowed: Narrowed) -> list[tuple[str, str, bool]]:
    """Return the kinds that were found with how many of each; nothing when there is but one."""
    kinds = [(kind, many) for kind, (_address, _one, many) in KINDS.items() if kind in found.kinds]
    every = [("", _("All"), found.count)]
    each = [(kind, str(many), found.kinds[kind]) for kind, many in kinds]
    if len(each) <= 1:
        return []
    tabs = every + each
    return [
        (f"{name} ({count})", narrowed.address(text, kind=kind), kind == narrowed.kind) for kind, name, count in tabs
    ]


def _page_number(written: str) -> int:
    return min(max(int(written), 1), queries.LAST_PAGE) if written.isdecimal() else 1


def _page(found: Found, kind: str, number: int) -> Page[int]:
    shown = found.kinds.get(kind, 0) if kind else found.count
    return Paginator(range(shown), queries.PAGE).get_page(number)
