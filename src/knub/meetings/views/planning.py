"""Plan a meeting: make it, copy it, change or move it, publish it. The secretariat only."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from knub.meetings import actions, queries
from knub.meetings.access import get_meeting
from knub.meetings.forms import CopyForm, MeetingForm, PlaceForm
from knub.people.http import AuthenticatedRequest, secretariat_required

ASK = "ask"


@secretariat_required
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Plan a new meeting."""
    place, form = PlaceForm(request.POST or None), MeetingForm(request.POST or None)
    if request.method == "POST" and place.is_valid() & form.is_valid():
        try:
            made = actions.create_meeting(**place.cleaned_data, **form.values(), by=request.user)
        except ValidationError as error:
            place.add_error(None, error)
        else:
            messages.success(request, _("The meeting is planned. Only the secretariat sees it until you publish it."))
            return redirect("meetings:meeting", year=made.season.year, number=made.number)
    return _rendered(request, "meetings/new.html", {"place": place, "form": form}, place, form)


@secretariat_required
def edit(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Change a meeting, or move it; nobody's sign-up is deleted, and speakers are asked before members are told."""
    meeting = get_meeting(request.user, year, number)
    form = MeetingForm(request.POST or None, instance=meeting)
    asks = form.is_valid() and "speakers" not in request.POST and actions.needs_asking(meeting, form.values())
    if form.is_valid() and not asks and _changed(request, meeting, form):
        is_asking = request.POST.get("speakers") == ASK
        return redirect(f"meetings:{'proposal' if is_asking else 'meeting'}", year=year, number=number)
    content = {"meeting": meeting, "form": form, "seated": len(queries.signed_up(meeting)), "asks": asks}
    return _rendered(request, "meetings/edit.html", content, form)


def _changed(request: AuthenticatedRequest, meeting: Any, form: MeetingForm) -> bool:
    """Change a meeting as was typed, or ask the speakers first; say what was done, or put the refusal in the form."""
    is_asking = request.POST.get("speakers") == ASK
    planned: dict[str, Any] = {"seen": form.seen, "at": timezone.now(), "by": request.user}
    if is_asking:
        stored = form.stored(lambda: actions.ask_before_moving(meeting, form.values(), **planned))
    else:
        stored = form.stored(lambda: actions.change_meeting(meeting, **planned, **form.values()))
    if not stored:
        return False
    changed = _("Changed. Those who are signed up are told, if it was moved.")
    messages.success(request, _("The speakers are being asked.") if is_asking else changed)
    if not is_asking and form.cleaned_data["link"] not in ("", meeting.link):
        _say_who_gets_link(request, meeting)
    return True


def _say_who_gets_link(request: AuthenticatedRequest, meeting: Any) -> None:
    """Say how many of those who take part online are told of a new link."""
    if told := len(queries.told_of_link(meeting, at=timezone.now())):
        said = ngettext(
            "%(n)d person who takes part online gets a mail with the new link.",
            "%(n)d persons who take part online get a mail with the new link.",
            told,
        )
        messages.success(request, said % {"n": told})


@secretariat_required
def copy(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Plan a meeting like this one."""
    meeting, form = get_meeting(request.user, year, number), CopyForm(request.POST or None)
    if form.is_valid():
        season, wanted = form.cleaned_data["season"], form.cleaned_data["number"]
        try:
            made = actions.copy_meeting(
                meeting, season=season, number=wanted, starts_at=form.starts_at(), by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The copy is planned. Look it through, and publish it."))
            return redirect("meetings:edit", year=made.season.year, number=made.number)
    return _rendered(request, "meetings/copy.html", {"meeting": meeting, "form": form}, form)


@secretariat_required
@require_POST
def publish(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show a meeting to everybody."""
    actions.publish_meeting(get_meeting(request.user, year, number), at=timezone.now(), by=request.user)
    messages.success(request, _("The meeting is published. People can sign up when sign-up opens."))
    return redirect("meetings:meeting", year=year, number=number)


def _rendered(request: AuthenticatedRequest, page: str, content: dict[str, Any], *forms: BaseForm) -> HttpResponse:
    return render(request, page, content, status=400 if any(form.errors for form in forms) else 200)
