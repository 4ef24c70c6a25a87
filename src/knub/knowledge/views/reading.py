"""Find and read knowledge."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.knowledge import access, queries
from knub.knowledge.content import Content, Kind
from knub.knowledge.forms import FilterForm
from knub.knowledge.views.shown import note_reading, rights, shown

PAGE = 20
Tab = tuple[str, str, bool]


def page_list(request: HttpRequest) -> HttpResponse:
    """Show what may be read, by kind, theme, subject area, level and effect."""
    form = FilterForm(request.GET)
    kind = request.GET.get("slags", "") if request.GET.get("slags", "") in Kind.values else ""
    chosen, today = form.chosen(kind=kind), timezone.localdate()
    visible = access.visible_pages(request.user)
    kinds = queries.kinds_counted(queries.filtered(visible, form.chosen(kind="")))
    found = queries.current_first(queries.filtered(visible, chosen), on=today)
    return render(request, "knowledge/list.html", {
        "form": form,
        "kind": kind,
        "archived": chosen.archived,
        "tabs": _tabs(request.GET, kinds, kind),
        "pills": _pills(request.GET, form),
        "page": Paginator(found, PAGE).get_page(request.GET.get("side")),
        "today": today,
        "may_write": access.may_write(request.user),
        "may_follow": form.has_topics and access.sees_names(request.user),
    })  # fmt: skip


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page with who answers for it, and what one may do with it."""
    found, today = access.get_page(request.user, slug), timezone.localdate()
    note_reading(request.user, found)
    copy = queries.plain_text(found, url=request.build_absolute_uri(), on=today)
    content = {**shown(found), **rights(request.user, found, on=today), "copy": copy, "today": today}
    return render(request, "knowledge/page.html", content)


def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every version of a page; to those who may edit it."""
    found = access.get_page_to_edit(request.user, slug)
    return render(request, "knowledge/history.html", {"page": found, "revisions": queries.earlier(found)})


def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what was changed from the version before."""
    found = access.get_page_to_edit(request.user, slug)
    revisions = list(queries.earlier(found).filter(number__in=(number, number - 1)))
    if not revisions or revisions[0].number != number:
        raise Http404
    after = Content.from_json(revisions[0].content)
    before = Content.from_json(revisions[1].content) if len(revisions) > 1 else Content("")
    content = {"page": found, "revision": revisions[0], "changes": queries.difference(before, after)}
    return render(request, "knowledge/change.html", content)


def paragraphs(request: HttpRequest) -> HttpResponse:
    """Show every paragraph that somebody has shared a reading of."""
    found = queries.paragraphs(access.visible_pages(request.user))
    return render(request, "knowledge/paragraphs.html", {"paragraphs": found})


def side_by_side(request: HttpRequest, key: str) -> HttpResponse:
    """Show how a paragraph is read, side by side; a disagreement is shown, not averaged away."""
    today = timezone.localdate()
    found = queries.readings(access.visible_pages(request.user), key, on=today)
    if not found:
        raise Http404
    now = [one for one in found if one.is_current(today)]
    later = [one for one in found if one.valid_from and one.valid_from > today]
    past = [one for one in found if one not in now and one not in later]
    content = {"paragraph": found[0].paragraph, "now": now, "later": later, "past": past}
    return render(request, "knowledge/side_by_side.html", content)


def _tabs(asked: QueryDict, kinds: Any, chosen: str) -> list[Tab]:
    every = [("", f"{_('All')} ({sum(kinds.values())})")]
    each = [(kind.value, f"{kind.label} ({kinds.get(kind.value, 0)})") for kind in Kind]
    return [(label, _address(asked, slags=value), value == chosen) for value, label in every + each]


def _pills(asked: QueryDict, form: FilterForm) -> list[tuple[str, str]]:
    return [(label, _address(asked, **{name: ""})) for name, label in form.labels()]


def _address(asked: QueryDict, **changes: str) -> str:
    query = asked.copy()
    query.pop("side", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"
