"""Sign up: the form, its answers, and the receipt."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from knub.meetings import actions, queries
from knub.meetings.access import get_meeting, get_sign_up, municipalities_to_sign_up
from knub.meetings.forms import SignUpForm
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.context_processors import address_of

BUSY, WRONG, CONFLICT = 503, 400, 409


@login_required
def sign_up(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the form and take what was sent; what cannot be is said, and everything typed stays."""
    meeting = get_meeting(request.user, year, number)
    municipalities = [] if meeting.is_over else municipalities_to_sign_up(request.user, meeting)
    if not municipalities:
        return _lead_to_joining(request, meeting)
    chosen = next((one for one in municipalities if one.slug == request.GET.get("kommune")), municipalities[0])
    taken = () if request.method == "POST" else queries.signed_up(meeting)
    data = request.POST if request.method == "POST" else None
    form = SignUpForm(data, meeting=meeting, user=request.user, municipality=chosen, taken=taken)
    content = {"meeting": meeting, "form": form, "municipality": chosen, "municipalities": municipalities}
    return _take(request, content) if data is not None else render(request, "meetings/sign_up.html", content)


def _lead_to_joining(request: AuthenticatedRequest, meeting: Any) -> HttpResponse:
    content = {"meeting": meeting, "join": address_of("home:is_it_for_you"), "contact": settings.CONTACT_MAIL}
    return render(request, "meetings/not_member.html", content)


def _take(request: AuthenticatedRequest, content: dict[str, Any]) -> HttpResponse:
    form, status = content["form"], WRONG
    if form.is_valid():
        try:
            made = actions.sign_up(content["meeting"], form.wish(), at=timezone.now(), by=request.user)
        except actions.Full as full:
            form.ask(full)
            status = CONFLICT
        except ValidationError as error:
            form.add_error(None, error)
            status = BUSY if isinstance(error, actions.Busy) else CONFLICT
        else:
            return redirect("meetings:receipt", pk=made.pk)
    return render(request, "meetings/sign_up.html", content, status=status)


@login_required
def receipt(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a sign-up got, and what can be done with each seat."""
    found = get_sign_up(request.user, pk)
    return render(request, "meetings/receipt.html", {"sign_up": found, "receipt": queries.receipt(found)})
