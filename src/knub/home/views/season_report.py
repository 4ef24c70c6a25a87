"""The report of a network year, as a page and as a PDF; for the secretariat."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.home import season_report as reports
from knub.memberships import queries as memberships
from knub.memberships.access import get_season, visible_seasons
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.ui.pdf import pdf_response


@secretariat_required
def newest(request: AuthenticatedRequest) -> HttpResponse:
    """Lead to the report of the network year that runs, or to where one is begun."""
    seasons = visible_seasons(request.user).filter(archived=False)
    shown = memberships.season_shown(seasons, timezone.localdate())
    return redirect("home:season_report", year=shown.year) if shown else redirect("memberships:seasons")


@secretariat_required
def season_report(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Show what a network year came to."""
    found = _found(request, year)
    content = {
        "report": found,
        "members": reports.members_words(found),
        "headings": reports.headings(),
        "rows": reports.meeting_rows(found),
        "tried": reports.tried_words(found.tried),
        "between": reports.between_words(found),
        "shares": reports.share_words(),
        "sections": [
            (name, [(text, zip(found.evaluated, own, strict=True)) for text, own in lines])
            for name, lines in found.sections
        ],
        "years": [
            (str(one.year), reverse("home:season_report", args=[one.year]), one.year == year)
            for one in visible_seasons(request.user).filter(archived=False)
        ],
    }
    return render(request, "home/season_report.html", content)


@secretariat_required
def season_report_pdf(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Return the report to hand on: no name of a person stands in it."""
    found = _found(request, year)
    title = _("Report of the network year %(year)s") % {"year": year}
    paper: dict[str, Any] = reports.on_paper(found)
    return pdf_response(f"rapport-{year}", "home/season_report.typ", title=title, at=timezone.now(), content=paper)


def _found(request: AuthenticatedRequest, year: int) -> reports.SeasonReport:
    return reports.season_report(get_season(request.user, year), request.user)
