"""A person's own page."""

from django.http import HttpResponse
from django.shortcuts import render

from knub.people.access import roles_today
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def own_page(request: AuthenticatedRequest) -> HttpResponse:
    """Show what KNUB holds about the person, and where passkeys are made."""
    roles = roles_today(request.user).select_related("organisation")
    return render(request, "home/own_page.html", {"roles": roles})
