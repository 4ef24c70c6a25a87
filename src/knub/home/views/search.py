"""One search over everything a reader may see."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from knub.home.indexing import title_of
from knub.knowledge import queries as knowledge
from knub.knowledge.access import visible_news, visible_pages
from knub.people.access import User
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.search import actions, queries
from knub.search.queries import Found, Hit, Visible
from knub.search.wording import translations
from knub.sparring.access import visible_questions
from knub.sparring.queries import found_questions

# Each kind with its name in an address, in the singular and in the plural. A kind with rights is added in _visible.
KINDS: dict[str, tuple[str, StrOrPromise, StrOrPromise]] = {
    "area": ("omraader", gettext_lazy("Area"), gettext_lazy("Areas")),
    "municipality": ("kommuner", gettext_lazy("Municipality"), gettext_lazy("Municipalities")),
    "rule": ("regler", gettext_lazy("Rule"), gettext_lazy("Rules")),
    "knowledge": ("viden", gettext_lazy("Knowledge"), gettext_lazy("Knowledge")),
    "meeting": ("moeder", gettext_lazy("Meeting"), gettext_lazy("Meetings")),
    "question": ("sparring", gettext_lazy("Question"), gettext_lazy("Questions")),
    "news": ("nyt", gettext_lazy("News"), gettext_lazy("News")),
    "list": ("lister", gettext_lazy("List"), gettext_lazy("Lists")),
    "page": ("sider", gettext_lazy("Page"), gettext_lazy("Pages")),
}
MISSES_A_PAGE = 100
EXAMPLES = ("Gellerup", "Aarhus", "omdannelsesområde", "§ 61 a", "egne tal")
IN_ADDRESSES = {address: kind for kind, (address, _one, _many) in KINDS.items()}


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
    kind = IN_ADDRESSES.get(request.GET.get("slags", ""), "")
    visible = _visible(request.user)
    number = _page_number(request.GET.get("side", ""))
    found = queries.search(text, visible=visible, kind=kind, start=(number - 1) * queries.PAGE)
    return {
        "q": text,
        "missed": bool(text) and not found.count,
        "examples": EXAMPLES,
        "found": found,
        "hits": _named(found, request.user),
        "tabs": _tabs(text, found, chosen=kind),
        "page": _page(found, kind, number),
        "translations": translations(text),
        "suggestion": queries.suggestion(text, visible=visible) if text and not found.count else "",
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


def _tabs(text: str, found: Found, *, chosen: str) -> list[tuple[str, str, bool]]:
    """Return the kinds that were found with how many of each; nothing when there is but one."""
    kinds = [(kind, address, many) for kind, (address, _one, many) in KINDS.items() if kind in found.kinds]
    every = [("", "", _("All"), found.count)]
    each = [(kind, address, str(many), found.kinds[kind]) for kind, address, many in kinds]
    if len(each) <= 1:
        return []
    tabs = every + each
    return [(f"{name} ({count})", _address(text, address), kind == chosen) for kind, address, name, count in tabs]


def _address(text: str, kind: str) -> str:
    query = QueryDict(mutable=True)
    query.update({"q": text} | ({"slags": kind} if kind else {}))
    return f"?{query.urlencode()}"


def _page_number(written: str) -> int:
    return min(max(int(written), 1), queries.LAST_PAGE) if written.isdecimal() else 1


def _page(found: Found, kind: str, number: int) -> Page[int]:
    shown = found.kinds.get(kind, 0) if kind else found.count
    return Paginator(range(shown), queries.PAGE).get_page(number)
