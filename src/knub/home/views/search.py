"""One search over everything a reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from knub.search import queries
from knub.search.wording import translations

# Kinds that are open to all; a kind with rights brings the query of what may be seen.
OPEN_KINDS = {"area": None, "municipality": None, "list": None, "page": None}
KIND_NAMES = {"area": _("Area"), "municipality": _("Municipality"), "list": _("List"), "page": _("Page")}


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, and which old words were read as today's."""
    text = request.GET.get("q", "").replace("\x00", "").strip()
    found = queries.search(text, visible=OPEN_KINDS) if text else None
    hits = [(KIND_NAMES[hit.kind], hit) for hit in found.hits] if found else []
    content = {"q": text, "found": found, "hits": hits, "translations": translations(text)}
    return render(request, "home/search.html", content)
