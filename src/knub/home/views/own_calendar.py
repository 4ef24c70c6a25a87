"""The address with which a person's own calendar follows her meetings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from knub.meetings import actions
from knub.meetings.access import has_feed
from knub.people.http import AuthenticatedRequest, private

SHOWN_ONCE = "calendar_address"


@never_cache
@private
def calendar(request: AuthenticatedRequest) -> HttpResponse:
    """Make, renew and end the address; it is shown once, since only its digest is kept."""
    if request.method == "POST":
        return _do(request)
    content = {"address": request.session.pop(SHOWN_ONCE, ""), "has_feed": has_feed(request.user)}
    return render(request, "home/own_calendar.html", content)


def _do(request: AuthenticatedRequest) -> HttpResponse:
    if request.POST.get("do") == "end":
        actions.end_feed(request.user, at=timezone.now())
        messages.success(request, _("The address has ended. Calendars that followed it get nothing more."))
    else:
        request.session[SHOWN_ONCE] = actions.make_feed(request.user, at=timezone.now())
    return redirect("home:own_calendar")
