"""The secretary's desk of one meeting, and what the secretariat does there for others."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.meetings import actions, queries
from knub.meetings.access import get_coming_meeting, get_late_request, get_sign_up, municipalities_of
from knub.meetings.forms import OthersForm, ReasonForm, RefusalForm, SignUpForm
from knub.notify.queries import mails_about
from knub.people.http import AuthenticatedRequest, secretariat_required

WRONG, CONFLICT = 400, 409
SHOWN = 50  # mails on a page


@secretariat_required
def desk(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show all seats of a meeting, who waits and why, and what is missing."""
    meeting = get_coming_meeting(request.user, year, number)
    content = {"meeting": meeting, "desk": queries.desk(meeting)}
    return render(request, "meetings/desk.html", content)


@secretariat_required
def mails(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show every mail about a meeting, or those with one subject."""
    meeting = get_coming_meeting(request.user, year, number)
    found, subject = mails_about(meeting.thing), request.GET.get("emne", "")[:200]
    shown = Paginator(found.filter(subject=subject) if subject else found, SHOWN)
    content = {"meeting": meeting, "subject": subject, "page": shown.get_page(request.GET.get("side"))}
    return render(request, "meetings/mails.html", content)


@secretariat_required
def sign_up_for(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Sign a municipality's people up, also after the deadline."""
    meeting = get_coming_meeting(request.user, year, number)
    municipalities = [] if meeting.is_over else list(municipalities_of(meeting))
    chosen = next((one for one in municipalities if one.slug == request.GET.get("kommune")), None)
    content: dict[str, Any] = {"meeting": meeting, "municipalities": municipalities, "municipality": chosen}
    if chosen is None:
        return render(request, "meetings/choose_municipality.html", content)
    data = request.POST if request.method == "POST" else None
    taken = () if data is not None else queries.signed_up(meeting)
    points = queries.points_of(meeting)
    form = SignUpForm(data, meeting=meeting, user=request.user, municipality=chosen, taken=taken, points=points)
    content |= {"form": form, "on_behalf": True}
    return _take_for(request, content) if data is not None else render(request, "meetings/sign_up.html", content)


def _take_for(request: AuthenticatedRequest, content: dict[str, Any]) -> HttpResponse:
    form, status = content["form"], WRONG
    if form.is_valid():
        try:
            made = actions.sign_up_for(content["meeting"], form.wish(), at=timezone.now(), by=request.user)
        except actions.Full as full:
            form.ask(full)
            status = CONFLICT
        except ValidationError as error:
            form.add_error(None, error)
            status = CONFLICT
        else:
            return redirect("meetings:receipt", pk=made.pk)
    return render(request, "meetings/sign_up.html", content, status=status)


@secretariat_required
def others(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Give seats to guests, speakers and staff."""
    meeting = get_coming_meeting(request.user, year, number)
    form = OthersForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        try:
            made = actions.sign_up_for(meeting, form.wish(), at=timezone.now(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("meetings:receipt", pk=made.pk)
    content = {"meeting": meeting, "form": form}
    return render(request, "meetings/others.html", content, status=WRONG if form.errors else 200)


@secretariat_required
def prioritise(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let an entry of the waiting list come first, with a reason."""
    sign_up, form = get_sign_up(request.user, pk), ReasonForm(request.POST or None)
    if form.is_valid() and _came_first(request, form, sign_up):
        messages.success(request, _("The entry comes first from now on. It stands in the history with your reason."))
        return redirect("meetings:desk", year=sign_up.meeting.season.year, number=sign_up.meeting.number)
    content = {"sign_up": sign_up, "meeting": sign_up.meeting, "form": form}
    return render(request, "meetings/prioritise.html", content, status=WRONG if form.errors else 200)


def _came_first(request: AuthenticatedRequest, form: ReasonForm, sign_up: Any) -> bool:
    try:
        actions.prioritise(sign_up, reason=form.cleaned_data["reason"], at=timezone.now(), by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


@secretariat_required
def late_request(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give the seats that somebody asks for after the deadline, or say no."""
    asked = get_late_request(request.user, pk)
    form = RefusalForm(request.POST if request.POST.get("do") == "refuse" else None)
    if request.method == "POST" and (request.POST.get("do") == "give" or form.is_valid()):
        try:
            _answer(request, asked, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            return redirect("meetings:desk", year=asked.meeting.season.year, number=asked.meeting.number)
    content = {"asked": asked, "meeting": asked.meeting, "form": form}
    return render(request, "meetings/late_request.html", content, status=WRONG if form.errors else 200)


def _answer(request: AuthenticatedRequest, asked: Any, form: RefusalForm) -> None:
    """Do what was pressed, and say so."""
    at, by = timezone.now(), request.user
    if request.POST.get("do") == "give":
        actions.give_late(asked, at=at, by=by)
        messages.success(request, _("The seats are given. Whoever asked gets a mail."))
    else:
        actions.refuse_late(asked, form.cleaned_data["answer"], at=at, by=by)
        messages.success(request, _("The request is refused. Whoever asked gets a mail."))
