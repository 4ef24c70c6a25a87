"""What a network year came to for a municipality, as a page and as a PDF; for its own people and the secretariat."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas.access import get_inner_municipality, may_speak_for
from knub.home import value_receipt as receipts
from knub.memberships import queries as memberships
from knub.memberships.access import get_season, visible_seasons
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.pdf import pdf_response


@login_required
def newest(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Lead to the network year that runs, of those the municipality is or was in."""
    municipality, today = get_inner_municipality(request.user, slug), timezone.localdate()
    every = visible_seasons(request.user).filter(archived=False)
    own = receipts.seasons_of(request.user, municipality)
    shown = memberships.season_shown(own, today) or memberships.season_shown(every, today)
    if shown is None:
        messages.info(request, _("There is no network year yet."))
        return redirect("home:inside", slug=slug)
    return redirect("home:value_receipt", slug=slug, year=shown.year)


@login_required
def value_receipt(request: AuthenticatedRequest, slug: str, year: int) -> HttpResponse:
    """Show what a network year came to for a municipality."""
    found = _found(request, slug, year)
    content = {
        "receipt": found,
        "municipality": found.municipality,
        "lead": receipts.lead_words(found),
        "left_out": receipts.not_member_words(found),
        "summed": receipts.summed_words(found),
        "tried": [(one, receipts.outcome_words(one)) for one in found.tried],
        "may_tell": may_speak_for(request.user, found.municipality),
        "numbers": receipts.number_words(found),
        "counted": receipts.count_words(found),
        "headings": receipts.headings(),
        "rows": receipts.meeting_rows(found),
        "years": _years(request, found),
    }
    return render(request, "home/value_receipt.html", content)


@login_required
def value_receipt_pdf(request: AuthenticatedRequest, slug: str, year: int) -> HttpResponse:
    """Return the same to hand on: no name of a person stands in it."""
    found = _found(request, slug, year)
    title = _("What the year came to, %(municipality)s %(year)s") % {"municipality": found.municipality, "year": year}
    name, paper = f"udbytte-{slug}-{year}", receipts.on_paper(found)
    return pdf_response(name, "home/value_receipt.typ", title=title, at=timezone.now(), content=paper)


def _found(request: AuthenticatedRequest, slug: str, year: int) -> receipts.ValueReceipt:
    municipality = get_inner_municipality(request.user, slug)
    return receipts.value_receipt(request.user, municipality, get_season(request.user, year))


def _years(request: AuthenticatedRequest, found: receipts.ValueReceipt) -> list[tuple[str, str, bool]]:
    place, seasons = found.municipality, receipts.seasons_of(request.user, found.municipality)
    return [
        (str(one.year), reverse("home:value_receipt", args=[place.slug, one.year]), one == found.season)
        for one in seasons
    ]
