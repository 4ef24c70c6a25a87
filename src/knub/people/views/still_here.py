"""Twice a year, look through who is still here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.people import actions, queries
from knub.people.access import get_managed_organisation
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def still_here(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show every colleague with a box to tick for those who have left."""
    organisation = get_managed_organisation(request.user, slug)
    today = timezone.localdate()
    half, people = queries.half_of(today), queries.people_of(organisation, on=today)
    content: dict[str, Any] = {"organisation": organisation, "people": people, "half": half}
    if request.method == "POST":
        gone = people.filter(pk__in=[pk for pk in request.POST.getlist("gone") if pk.isdecimal()])
        try:
            actions.answer_still_here(organisation, gone, half=half, by=request.user)
        except ValidationError as error:
            return render(request, "people/still_here.html", {**content, "refused": error.messages[0]}, status=409)
        messages.success(request, _("Thank you. The list has been looked through."))
        return redirect("people:people", slug)
    content["answer"] = queries.still_here(organisation, half)
    return render(request, "people/still_here.html", content)
