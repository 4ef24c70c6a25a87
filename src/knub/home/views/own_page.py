"""A person's own page, and a copy of all that is held about her."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from knub.home.own_data import as_zip
from knub.memberships.access import may_read_shared
from knub.people.access import own_municipalities, roles_today
from knub.people.http import AuthenticatedRequest, login_required, private


@login_required
def own_page(request: AuthenticatedRequest) -> HttpResponse:
    """Show what KNUB holds about the person, and what she can change."""
    content = {
        "roles": roles_today(request.user).select_related("organisation"),
        "reads_shared": may_read_shared(request.user),
        "municipalities": own_municipalities(request.user),
    }
    return render(request, "home/own_page.html", content)


@private
def own_data(request: AuthenticatedRequest) -> HttpResponse:
    """Return everything held about the person, as a zip of JSON and CSV."""
    response = HttpResponse(as_zip(request.user), content_type="application/zip")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="mine-data-{day}.zip"'
    response["Cache-Control"] = "no-store"
    return response
