"""How far the network is with the rules, as page and as a slide for a meeting."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from knub.duties import queries
from knub.duties.access import may_see_network
from knub.parameters import rule_book
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def progress(request: AuthenticatedRequest) -> HttpResponse:
    """Show how many municipalities have begun, are under way or are done, where at least five have answered."""
    return render(request, "duties/progress.html", _content(request))


@login_required
def slide(request: AuthenticatedRequest) -> HttpResponse:
    """Show the same as one sheet to project or print."""
    return render(request, "duties/progress_slide.html", _content(request))


def _content(request: AuthenticatedRequest) -> dict[str, Any]:
    if not may_see_network(request.user):
        raise PermissionDenied
    wanted = request.GET.get("tema", "")
    chosen = wanted if wanted in rule_book().themes else ""
    found, fewer = queries.progress(chosen)
    return {
        "progress": found,
        "fewer": fewer,
        "fewest": queries.FEWEST_ANSWERS,
        "themes": [key for key in rule_book().themes if key != "proposals"],
        "chosen": chosen,
        "today": timezone.localdate(),
        "query": f"tema={chosen}" if chosen else "",
    }
