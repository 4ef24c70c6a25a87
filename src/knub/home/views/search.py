"""One search over everything a reader may see."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from knub.home.indexing import title_of
from knub.search import queries
from knub.search.queries import Found, Hit, Visible
from knub.search.wording import translations

# Each kind with its name in an address, in the singular and in the plural. A kind with rights is added in _visible.
KINDS: dict[str, tuple[str, StrOrPromise, StrOrPromise]] = {
    "area": ("omraader", gettext_lazy("Area"), gettext_lazy("Areas")),
    "municipality": ("kommuner", gettext_lazy("Municipality"), gettext_lazy("Municipalities")),
    "rule": ("regler", gettext_lazy("Rule"), gettext_lazy("Rules")),
    "list": ("lister", gettext_lazy("List"), gettext_lazy("Lists")),
    "page": ("sider", gettext_lazy("Page"), gettext_lazy("Pages")),
}
EXAMPLES = ("Gellerup", "Aarhus", "omdannelsesområde", "§ 61 a", "egne tal")
IN_ADDRESSES = {address: kind for kind, (address, _one, _many) in KINDS.items()}


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found by kind, and which old words were read as today's."""
    return render(request, "home/search.html", _content(request))


def _content(request: HttpRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()
    kind = IN_ADDRESSES.get(request.GET.get("slags", ""), "")
    visible = _visible()
    number = _page_number(request.GET.get("side", ""))
    found = queries.search(text, visible=visible, kind=kind, start=(number - 1) * queries.PAGE)
    return {
        "q": text,
        "examples": EXAMPLES,
        "found": found,
        "hits": [_named(hit) for hit in found.hits],
        "tabs": _tabs(text, found, chosen=kind),
        "page": _page(found, kind, number),
        "translations": translations(text),
        "suggestion": queries.suggestion(text, visible=visible) if text and not found.count else "",
    }


def _visible() -> Visible:
    """Return what may be found; all of these kinds are open to everybody."""
    return dict.fromkeys(KINDS)


def _named(hit: Hit) -> tuple[StrOrPromise, str, Hit]:
    return KINDS[hit.kind][1], title_of(hit.kind, hit.object_id, otherwise=hit.title), hit


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
