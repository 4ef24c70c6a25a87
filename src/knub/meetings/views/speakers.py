"""Those who speak at a meeting, as the secretariat sees them."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.files.access import get_version
from knub.files.views import serve
from knub.meetings import actions, queries
from knub.meetings.access import get_meeting_to_plan, get_shared_speaker, get_speaker, may_plan
from knub.meetings.forms import SpeakerForm
from knub.people.http import AuthenticatedRequest, secretariat_required

WRONG = 400


@secretariat_required
def speakers(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show who speaks, and what is missing of each."""
    meeting = get_meeting_to_plan(request.user, year, number)
    content = {"meeting": meeting, "awaited": queries.awaited(meeting)}
    return render(request, "meetings/speakers.html", content)


@secretariat_required
def new_speaker(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Note somebody who is to speak."""
    meeting, form = get_meeting_to_plan(request.user, year, number), SpeakerForm(request.POST or None)
    if form.is_valid() and form.stored(lambda: actions.add_speaker(meeting, form.values(), by=request.user)):
        messages.success(request, _("The speaker is noted, and can be chosen at a point of the programme."))
        return redirect("meetings:speakers", year=year, number=number)
    return _rendered(request, {"meeting": meeting, "form": form})


@secretariat_required
def speaker(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Change what is noted of a speaker; the second of two who do so at once is warned."""
    found = get_speaker(request.user, year, number, pk)
    form = SpeakerForm(request.POST or None, speaker=found)
    if form.is_valid() and form.stored(
        lambda: actions.change_speaker(found, form.values(), seen=form.seen, by=request.user)
    ):
        messages.success(request, _("Saved."))
        return redirect("meetings:speakers", year=year, number=number)
    content = {"meeting": found.meeting, "speaker": found, "form": form, "slides": queries.slides_of(found)}
    return _rendered(request, content)


@secretariat_required
@require_POST
def send_link(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Mail a speaker her link."""
    found = get_speaker(request.user, year, number, pk)
    if not found.email:
        messages.error(request, _("Write the speaker's mail address first."))
        return redirect("meetings:speaker", year=year, number=number, pk=pk)
    actions.send_link(found, at=timezone.now(), by=request.user)
    messages.success(request, _("The link is on its way to %(name)s.") % {"name": found.name})
    return redirect("meetings:speakers", year=year, number=number)


def shared_slides(request: HttpRequest, year: int, number: int, pk: int, version: int) -> FileResponse:
    """Hand slides over: to people of members where the speaker has agreed to it, and to the secretariat."""
    get = get_speaker if may_plan(request.user) else get_shared_speaker
    return serve(get_version(get(request.user, year, number, pk), version))


@secretariat_required
def remove_speaker(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Delete a speaker with all she has told, once it is said."""
    found = get_speaker(request.user, year, number, pk)
    if request.method == "POST":
        actions.remove_speaker(found, by=request.user)
        messages.success(request, _("The speaker and all she has told are deleted."))
        return redirect("meetings:speakers", year=year, number=number)
    return render(request, "meetings/remove_speaker.html", {"meeting": found.meeting, "speaker": found})


def _rendered(request: AuthenticatedRequest, content: dict[str, Any]) -> HttpResponse:
    return render(request, "meetings/speaker.html", content, status=WRONG if content["form"].errors else 200)
