"""Everything that waits for the secretariat."""

from django.http import HttpResponse
from django.shortcuts import render

from knub.areas import queries as areas
from knub.areas.access import visible_lists
from knub.notify import queries as mails
from knub.people.http import AuthenticatedRequest, secretariat_required


@secretariat_required
def secretariat(request: AuthenticatedRequest) -> HttpResponse:
    """Show what waits, oldest first, and the lists that are not released."""
    content = {
        "reports": areas.waiting(),
        "unreleased": visible_lists(request.user).filter(released_at__isnull=True),
        "refused": mails.refused(),
    }
    return render(request, "home/secretariat.html", content)
