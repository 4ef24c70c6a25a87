"""The list of a date, what changed between two lists, and the lists there are."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas import actions, queries
from knub.areas.access import get_list, may_import_lists, visible_lists
from knub.areas.forms import FaultReportForm, ListFilterForm
from knub.people.http import sender_of
from knub.ui.fragments import kept

ROWS_A_PAGE = 100
KEPT_PARAMETERS = frozenset({"kategori", "kommune", "region", "kriterium", "orden", "side", "fra"})


def index(request: HttpRequest) -> HttpResponse:
    """Show every list there is, newest first."""
    lists = queries.development(visible_lists(request.user))
    later = queries.later_lists(lists[-1].list, timezone.localdate()) if lists else []
    return render(request, "areas/lists.html", {"lists": reversed(lists), "later": later})


def official_list(request: HttpRequest, on: date) -> HttpResponse:
    """Show the areas of a list, or, with ?fra=, what changed since another."""
    about = _about(request, on)
    tab, parts = ("changes", _changes) if "fra" in request.GET else ("list", _areas)

    def make() -> str:
        return render_to_string(f"areas/{tab}_body.html", {"tab": tab, **parts(request, about)}, request)

    shown = (tab, request.get_full_path(), about.later, *about.stamp)
    body = kept(shown, make) if _may_keep(request, about) else make()
    content = {"about": about, "tab": tab, "body": body, "may_import": may_import_lists(request.user)}
    return render(request, "areas/list.html", content)


def report_fault(request: HttpRequest, on: date) -> HttpResponse:
    """Take a report of an error on a list; show what must be mended, with everything typed still there."""
    found = get_list(request.user, on)
    form = FaultReportForm(request.POST or None)
    if form.is_valid() and form.within_limit(sender_of(request)):
        actions.report_fault(stored=found, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Thank you. The secretariat answers within ten working days, in the public log."))
        return redirect("areas:list", on)
    content = {"about": _about(request, on), "form": form}
    return render(request, "areas/report_list.html", content, status=400 if form.is_bound else 200)


def _about(request: HttpRequest, on: date) -> queries.About:
    lists = list(visible_lists(request.user))
    found = next((one for one in lists if one.date == on), None) or get_list(request.user, on)
    return queries.about_list(found, lists, today=timezone.localdate())


def _may_keep(request: HttpRequest, about: queries.About) -> bool:
    """Return whether many may want the same page: a released list, and nothing typed by hand."""
    return about.list.released_at is not None and set(request.GET) <= KEPT_PARAMETERS


def _areas(request: HttpRequest, about: queries.About) -> dict[str, Any]:
    form = list_filter(request, about)
    rows, undecided = queries.list_rows(about.list, form.chosen())
    return {
        "about": about,
        "counts": queries.counts(about.list).values(),
        "form": form,
        "chosen": form.chosen(),
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("side")),
        "undecided": undecided,
        "municipalities": queries.municipalities_on(about.list),
        "query": request.GET.urlencode(),
    }


def list_filter(request: HttpRequest, about: queries.About) -> ListFilterForm:
    """Return what the reader has chosen on a list."""
    return ListFilterForm(request.GET, version=about.version, regions=queries.region_names(about.list))


def _changes(request: HttpRequest, about: queries.About) -> dict[str, Any]:
    return {"about": about, "compared": queries.compare(about, request.GET["fra"])}
