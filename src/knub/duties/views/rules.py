"""The list of rules, the overview by category, the time line, what has changed, and funding."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.duties import queries
from knub.duties.access import may_see_network
from knub.duties.forms import RuleFilterForm
from knub.duties.templatetags.duties_law import CATEGORIES

FIRST_YEAR = 2018


def index(request: HttpRequest) -> HttpResponse:
    """Show the rules by theme with the reader's filter, and apart from them what is not law."""
    form = RuleFilterForm(request.GET)
    found = queries.rules(form.chosen())
    content = {"form": form, "groups": queries.groups(found), "count": len(found), "query": request.GET.urlencode()}
    return _page(request, "duties/list.html", "list", content | {"apart": queries.apart()})


def overview(request: HttpRequest) -> HttpResponse:
    """Show must, may not and may against the four categories, on one sheet."""
    content = {"forces": queries.overview(timezone.localdate()), "categories": CATEGORIES}
    return _page(request, "duties/overview.html", "overview", content)


def time_line(request: HttpRequest) -> HttpResponse:
    """Show the agreement, the acts and the rules in them through time."""
    return _page(request, "duties/time_line.html", "time_line", {"steps": queries.time_line()})


def news(request: HttpRequest) -> HttpResponse:
    """Show what has begun, ended or changed since a year began; the last network year if none is chosen."""
    today = timezone.localdate()
    since = since_year(request.GET.get("siden", ""), today)
    years = [str(year) for year in range(today.year, FIRST_YEAR - 1, -1)]
    content = {"news": queries.news(date(since, 1, 1), today), "since": str(since), "years": years}
    return _page(request, "duties/news.html", "news", content)


def funding(request: HttpRequest) -> HttpResponse:
    """Show the frames of money, their years, and what is not known."""
    return _page(request, "duties/funding.html", "funding", {"rules": queries.funding()})


def since_year(written: str, today: date) -> int:
    """Return the year that was chosen, or the last network year."""
    wanted = int(written) if written.isdecimal() else today.year - 1
    return wanted if FIRST_YEAR <= wanted <= today.year else today.year - 1


def _page(request: HttpRequest, template: str, here: str, content: dict[str, Any]) -> HttpResponse:
    tabs = _tabs(here, is_inside=request.user.is_authenticated and may_see_network(request.user))
    return render(request, template, content | {"tabs": tabs, "today": timezone.localdate()})


def _tabs(here: str, *, is_inside: bool) -> list[tuple[str, str, bool]]:
    names = {
        "list": _("All rules"),
        "overview": _("By category"),
        "time_line": _("Time line"),
        "news": _("What has changed"),
        "funding": _("Funding"),
        **({"progress": _("How far the network is")} if is_inside else {}),
    }
    return [(label, reverse(f"duties:{name}"), name == here) for name, label in names.items()]
