"""The programme: what everybody reads at a lasting address, and where the secretariat plans and releases it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.meetings import actions, queries
from knub.meetings.access import get_item, get_meeting, get_meeting_to_plan, may_plan
from knub.meetings.forms import ItemForm, ReleaseForm, RemoveForm
from knub.people.http import AuthenticatedRequest, secretariat_required

WRONG = 400


def programme(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show the released programme, and what changed from version to version."""
    meeting = queries.as_known(get_meeting(request.user, year, number), at=timezone.now())
    versions = queries.versions(meeting)
    newest = versions[0].programme if versions else None
    content = {
        "meeting": meeting,
        "is_past": queries.is_past(meeting, timezone.now()),
        "programme": newest,
        "items": queries.shown_programme(newest),
        "versions": versions,
        "may_plan": may_plan(request.user) and not meeting.archived,
    }
    return render(request, "meetings/programme.html", content)


@secretariat_required
def draft(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the draft, what is wrong with it, and what has changed since the newest version."""
    meeting = get_meeting_to_plan(request.user, year, number)
    return render(request, "meetings/draft.html", {"meeting": meeting, "draft": queries.draft(meeting)})


@secretariat_required
def new_item(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Put a point on the draft."""
    meeting = get_meeting_to_plan(request.user, year, number)
    form = ItemForm(request.POST or None, meeting=meeting)
    if form.is_valid() and form.stored(lambda: actions.add_item(meeting, form.values(), by=request.user)):
        messages.success(request, _("The point is on the draft."))
        return redirect("meetings:draft_programme", year=year, number=number)
    return _rendered(request, "meetings/item.html", {"meeting": meeting, "form": form})


@secretariat_required
def item(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Change a point of the draft; the second of two who do so at once is warned."""
    found = get_item(request.user, year, number, pk)
    form = ItemForm(request.POST or None, meeting=found.meeting, item=found)
    if form.is_valid() and form.stored(
        lambda: actions.change_item(found, form.values(), seen=form.seen, by=request.user)
    ):
        messages.success(request, _("The point is changed in the draft."))
        return redirect("meetings:draft_programme", year=year, number=number)
    now = queries.shown([queries.stored(found)], found.speakers.all())[0] if form.conflict else None
    return _rendered(request, "meetings/item.html", {"meeting": found.meeting, "item": found, "form": form, "now": now})


@secretariat_required
def remove_item(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Take a point off the draft, once it is shown which."""
    found = get_item(request.user, year, number, pk)
    form = RemoveForm(request.POST or None, version=str(found.revision))
    if form.is_valid() and form.stored(lambda: actions.remove_item(found, seen=form.seen, by=request.user)):
        messages.success(request, _("The point is off the draft."))
        return redirect("meetings:draft_programme", year=year, number=number)
    content = {"meeting": found.meeting, "item": found, "form": form, "groups": queries.has_own_groups(found)}
    return _rendered(request, "meetings/remove_item.html", content)


@secretariat_required
def release(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show what would be released, to whom it would be told and what is wrong; on POST release it."""
    meeting = get_meeting_to_plan(request.user, year, number)
    found = queries.draft(meeting)
    form = ReleaseForm(request.POST or None, version=found.seen)
    if form.is_valid() and form.stored(lambda: _release(meeting, form, request)):
        messages.success(request, _("The programme is released. Those who are to be told get a mail now."))
        return redirect("meetings:programme", year=year, number=number)
    content = {"meeting": meeting, "draft": found, "form": form, "told": queries.to_be_told(meeting).count()}
    return _rendered(request, "meetings/release.html", content)


def _release(meeting: Any, form: ReleaseForm, request: AuthenticatedRequest) -> None:
    typed = form.cleaned_data
    actions.release_programme(
        meeting, seen=form.seen, note=typed["note"], tells=typed["tells"], at=timezone.now(), by=request.user
    )


def _rendered(request: AuthenticatedRequest, page: str, content: dict[str, Any]) -> HttpResponse:
    return render(request, page, content, status=WRONG if content["form"].errors else 200)
