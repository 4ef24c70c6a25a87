"""A municipality's pack of a list, as a page and as a PDF; for its own people and the secretariat."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas.access import get_inner_municipality, get_list
from knub.areas.queries import later_lists
from knub.home.area_page import FigureBox, Why
from knub.home.list_day import AreaNews, list_day
from knub.home.list_day_pack import Told, ask_words, told
from knub.home.list_day_words import changed_words, gate_words, rules_words, said, turned_words
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.formats import day, pct
from knub.ui.pdf import pdf_response


@login_required
def pack(request: AuthenticatedRequest, slug: str, on: date) -> HttpResponse:
    """Show what a list says of the areas of a municipality, and what follows."""
    return render(request, "home/list_pack.html", _content(request, slug, on))


@login_required
def pack_pdf(request: AuthenticatedRequest, slug: str, on: date) -> HttpResponse:
    """Return the pack on one page, to hand on: no names of people."""
    content = _content(request, slug, on)
    found: Told = content["told"]
    title = _("%(municipality)s: the list of %(day)s") % {"municipality": content["municipality"], "day": day(on)}
    paper = {
        "lead": content["changed"],
        "areas": [
            {"name": one.area.name, "said": words, "why": _why(why), "gate": _gate(why)}
            for one, words, _turned, _gate_turned, why in content["rows"]
        ],
        "rules": content["rules"], "ask": {"title": _("Whom you can ask"), "words": ask_words(found.pairs)},
        "due": _("What follows"), "alike": _("Areas like yours"),
        "events": [_event(event) for event in found.events] or [_("No deadline that follows from the list is known.")],
        "pairs": [f"{pair.other.name}, {pair.other.municipality}" for pair in found.pairs[:3]],
        "director": {"title": _("Five lines for the director"), "lines": found.director},
        "press": {"title": _("Three lines for the press"), "lines": found.press},
        "source": _("The official list decides. Reasons are KNUB's estimate from published figures about whole areas."),
    }  # fmt: skip
    return pdf_response(f"{slug}-{on}", "home/list_pack.typ", title=title, at=timezone.now(), content=paper)


def _why(why: Why | None) -> str:
    """Return the computed status and the four criteria in a line: figure, limit, met or not."""
    if why is None:
        return ""
    language = get_language() or "da"
    parts = [_criterion(box) for box in why.boxes if box.reason.value is not None and box.reason.limit is not None]
    return f"{why.explanation.summary.in_language(language)} {' · '.join(parts)}"


def _criterion(box: FigureBox) -> str:
    reason = box.reason
    met = {True: _("met"), False: _("not met"), None: _("cannot be decided")}[reason.truth]
    return _("%(criterion)s %(value)s (limit %(limit)s, %(met)s)") % {
        "criterion": reason.label.in_language(get_language() or "da"),
        "value": pct(reason.value, box.decimals),
        "limit": pct(reason.limit, box.decimals),
        "met": met,
    }


def _gate(why: Why | None) -> str:
    """Return the act's special condition, in a line of its own: never one of the criteria."""
    if why is None or why.gate is None:
        return ""
    words = {"condition": why.gate.text.in_language(get_language() or "da")}
    return _("The act's special condition: %(condition)s") % words


def _event(event: Any) -> str:
    title = event.rule.title.in_language(get_language() or "da")
    return f"{day(event.day.on)}: {title} ({', '.join(event.areas)})"


def _row(one: AreaNews, shown: Told) -> tuple[AreaNews, str, str, str, Why | None]:
    """Return what the page says of an area: the list, the criteria that turned, the special condition, the reasons."""
    return one, said(one), turned_words(one.turned), gate_words(one.turned), shown.reasons.get(one.area.key)


def _content(request: AuthenticatedRequest, slug: str, on: date) -> dict[str, Any]:
    municipality = get_inner_municipality(request.user, slug)
    chosen, today = get_list(request.user, on), timezone.localdate()
    found = list_day(request.user, chosen)
    own = found.pack_of(municipality)
    shown = told(request.user, own, found, at=timezone.now())
    return {
        "municipality": municipality,
        "day": found,
        "told": shown,
        "changed": changed_words(own, found) if own.areas else "",
        "rules": rules_words(found),
        "rows": [_row(one, shown) for one in own.areas],
        "director": "\n".join(shown.director),
        "press": "\n".join(shown.press),
        "later": later_lists(chosen, today),
        "today": today,
    }
