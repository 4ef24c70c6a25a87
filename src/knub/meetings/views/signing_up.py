"""Sign up: the form, its answers, and the receipt."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.meetings import actions, queries
from knub.meetings.access import (
    get_meeting,
    get_meeting_to_sign_up,
    get_sign_up,
    may_see_sign_up,
    municipalities_to_sign_up,
)
from knub.meetings.forms import LateRequestForm, LeastForm, SignUpForm
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.context_processors import address_of

BUSY, WRONG, CONFLICT = 503, 400, 409
CAME_FROM = "came_from_meeting"


@login_required
def sign_up(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the form and take what was sent; what cannot be is said, and everything typed stays."""
    meeting, items = get_meeting_to_sign_up(request.user, year, number)
    municipalities = [] if meeting.is_over else municipalities_to_sign_up(request.user, meeting)
    if not municipalities:
        return _lead_to_joining(request, meeting)
    chosen = next((one for one in municipalities if one.slug == request.GET.get("kommune")), municipalities[0])
    taken = () if request.method == "POST" else queries.signed_up(meeting)
    data, points = request.POST if request.method == "POST" else None, queries.as_points(items)
    form = SignUpForm(data, meeting=meeting, user=request.user, municipality=chosen, taken=taken, points=points)
    content = {"meeting": meeting, "form": form, "municipality": chosen, "municipalities": municipalities}
    return _take(request, content) if data is not None else render(request, "meetings/sign_up.html", content)


def _lead_to_joining(request: AuthenticatedRequest, meeting: Any) -> HttpResponse:
    """Lead on to joining, and remember the meeting: the end of joining leads back to it."""
    if not meeting.is_over:
        request.session[CAME_FROM] = meeting.pk
    content = {"meeting": meeting, "join": address_of("home:is_it_for_you"), "contact": settings.CONTACT_MAIL}
    return render(request, "meetings/not_member.html", content)


def _take(request: AuthenticatedRequest, content: dict[str, Any]) -> HttpResponse:
    form, status, at = content["form"], WRONG, timezone.now()
    if form.is_valid():
        try:
            made = actions.sign_up(content["meeting"], form.wish(), at=at, by=request.user)
        except actions.Full as full:
            form.ask(full)
            status = CONFLICT
        except ValidationError as error:
            form.add_error(None, error)
            status = BUSY if isinstance(error, actions.Busy) else CONFLICT
        else:
            return _lead_to_receipt(request, made, is_new=made.made_at == at)
    return render(request, "meetings/sign_up.html", content, status=status)


def _lead_to_receipt(request: AuthenticatedRequest, made: Any, *, is_new: bool) -> HttpResponse:
    """Lead to what was made; to the meeting where all of them had a seat before, from a sign-up she may not see."""
    if is_new or may_see_sign_up(request.user, made):
        return redirect("meetings:receipt", pk=made.pk)
    messages.info(request, _("Everybody you wrote has a seat or waits already, by a sign-up that is not yours."))
    return redirect("meetings:meeting", year=made.meeting.season.year, number=made.meeting.number)


@login_required
def receipt(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a sign-up got, and what can be done with each seat."""
    found = get_sign_up(request.user, pk)
    return render(request, "meetings/receipt.html", {"sign_up": found, "receipt": queries.receipt(found)})


@login_required
def ask_late(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Ask the secretariat for seats after the deadline."""
    meeting = get_meeting(request.user, year, number)
    if queries.sign_up_state(meeting, at=timezone.now()) != "closed":
        return redirect("meetings:sign_up", year=year, number=number)
    municipalities = municipalities_to_sign_up(request.user, meeting)
    if not municipalities:
        return _lead_to_joining(request, meeting)
    form = LateRequestForm(request.POST or None, meeting=meeting)
    if form.is_valid() and _asked_late(request, form, meeting, municipalities[0]):
        messages.success(request, _("The secretariat has your request, and answers by mail."))
        return redirect("meetings:meeting", year=year, number=number)
    content = {"meeting": meeting, "form": form, "municipality": municipalities[0]}
    return render(request, "meetings/ask_late.html", content, status=WRONG if form.errors else 200)


def _asked_late(request: AuthenticatedRequest, form: LateRequestForm, meeting: Any, municipality: Any) -> bool:
    try:
        actions.ask_late(meeting, municipality, form.cleaned_data, at=timezone.now(), by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


@login_required
def accept_fewer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Change how few seats an entry of the waiting list accepts."""
    sign_up = get_sign_up(request.user, pk)
    wanted = queries.wanted(sign_up)
    form = LeastForm(request.POST or None, wanted=wanted, initial={"least": min(sign_up.least, wanted)})
    if wanted and form.is_valid() and _accepted(request, form, sign_up):
        messages.success(request, _("Saved. If there is room for that many, you have a mail about it already."))
        return redirect("meetings:receipt", pk=pk)
    content = {"sign_up": sign_up, "meeting": sign_up.meeting, "form": form, "wanted": wanted}
    return render(request, "meetings/accept_fewer.html", content, status=WRONG if form.errors else 200)


def _accepted(request: AuthenticatedRequest, form: LeastForm, sign_up: Any) -> bool:
    try:
        actions.accept_fewer(sign_up, form.cleaned_data["least"], at=timezone.now(), by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors
