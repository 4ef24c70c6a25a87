"""The page of an area."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import actions, queries
from knub.areas.access import get_area, may_see_inside, may_speak_for, visible_lists
from knub.areas.forms import FaultReportForm
from knub.duties.access import may_confirm, visible_confirmations
from knub.duties.queries import standings
from knub.home import area_page as page
from knub.home.area_duties import area_duties
from knub.home.area_knowledge import Shared, shared
from knub.parameters import figures
from knub.people.http import sender_of
from knub.sparring.queries import follows
from knub.ui.exports import Cell, Format, table_response


def area(request: HttpRequest, key: str) -> HttpResponse:
    """Show an area: status through the years, why, figures, distances, sources."""
    return render(request, "home/area.html", _content(request, key, FaultReportForm()))


def report_fault(request: HttpRequest, key: str) -> HttpResponse:
    """Take a report of an error; show what must be mended, with everything typed still there."""
    form = FaultReportForm(request.POST or None)
    if form.is_valid() and form.within_limit(sender_of(request)):
        actions.report_fault(area=get_area(request.user, key), at=timezone.now(), **form.cleaned_data)
        return redirect("home:fault_received", key=key)
    return render(request, "home/area.html", _content(request, key, form), status=400 if form.is_bound else 200)


def fault_received(request: HttpRequest, key: str) -> HttpResponse:
    """Say that the report has come, and what happens now."""
    return render(request, "home/fault_received.html", {"area": get_area(request.user, key)})


def download(request: HttpRequest, key: str, form: Format) -> HttpResponse:
    """Return every number of an area with its source."""
    found = get_area(request.user, key)
    language = get_language() or "da"
    headings = [_("List"), _("Figure"), _("As printed"), _("Value"), _("Exactness"), _("Source")]
    rows = (_line(one, language) for one in queries.published(found))
    return table_response(key, headings, rows, form)


def _line(one: queries.PublishedNumber, language: str) -> list[Cell]:
    label = figures()[one.figure].label.in_language(language)
    return [one.on, label, one.printed, one.value, one.exactness, one.source]


def _content(request: HttpRequest, key: str, form: FaultReportForm) -> dict[str, Any]:
    found, language = get_area(request.user, key), get_language() or "da"
    lists = list(visible_lists(request.user))
    statuses = queries.status_history(found, lists)
    done = queries.classifications([found], lists)
    numbers = queries.published(found)
    reasons = _reasons(found.key, done, statuses)
    newest = statuses[-1] if statuses else None
    address = f"{settings.SITE_URL}{request.path}"
    confirmed, today = visible_confirmations(request.user), timezone.localdate()
    return {
        "area": found,
        "names": [other.name for other in found.names.all()],
        "statuses": statuses,
        "newest": newest,
        "newest_name": page.status_text(newest),
        "later": queries.later_lists(lists[0], timezone.localdate()) if lists else [],
        "duties": area_duties(standings({found.key: statuses}, lists, confirmed, today=today)[found.key]),
        "may_confirm": may_confirm(request.user, found),
        "why": reasons,
        "charts": page.charts(found.key, done, language),
        "faults": page.faults_of(found.key),
        "sources": page.sources_of(numbers, statuses),
        "corrections": queries.corrections(found),
        "copy": page.copy_text(f"{found.name}, {found.municipality}", statuses, reasons, language, address),
        "form": form,
        "shared": _shared(request, found, lists, newest),
        "follows": follows(request.user, "area", found.key),
        "remark": queries.remark(found),
        "inside": may_see_inside(request.user, found.municipality),
        "may_speak": may_speak_for(request.user, found.municipality),
    }


def _shared(request: HttpRequest, found: Any, lists: list[Any], newest: Any) -> Shared:
    compared_on = next((one for one in lists if one.complete_figures), None)
    categories = sorted(newest.categories) if newest else []
    today = timezone.localdate()
    return shared(found, request.user, compared_on=compared_on, categories=categories, today=today)


def _reasons(
    key: str, done: Mapping[date, page.Computed], statuses: tuple[queries.ListStatus, ...]
) -> page.Why | None:
    on = page.fullest(done, key)
    status = next((one for one in statuses if one.on == on), None)
    return page.why(key, done[on], status) if on is not None and status is not None else None
