"""The drejebog of a meeting; the secretariat only."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.meetings import actions, queries
from knub.meetings.access import get_meeting_to_plan, get_task
from knub.meetings.forms import TaskForm
from knub.people.http import AuthenticatedRequest, secretariat_required

WRONG = 400


@secretariat_required
def checklist(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show what is to be done, what is late and what is done; on POST add something."""
    meeting = get_meeting_to_plan(request.user, year, number)
    form = TaskForm(request.POST or None)
    if form.is_valid():
        actions.add_task(meeting, **form.values(), by=request.user)
        messages.success(request, _("The task is added."))
        return redirect("meetings:checklist", year=year, number=number)
    content = {"meeting": meeting, "checklist": queries.checklist(meeting, today=timezone.localdate()), "form": form}
    return _rendered(request, "meetings/checklist.html", content)


@secretariat_required
@require_POST
def start(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Give the meeting the usual drejebog."""
    actions.start_checklist(get_meeting_to_plan(request.user, year, number), by=request.user)
    messages.success(request, _("The usual tasks are there. Change them as you like."))
    return redirect("meetings:checklist", year=year, number=number)


@secretariat_required
@require_POST
def done(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Mark a task as done, or as not done after all."""
    found = get_task(request.user, year, number, pk)
    actions.set_done(found, done=request.POST.get("do") == "done", at=timezone.now(), by=request.user)
    return redirect("meetings:checklist", year=year, number=number)


@secretariat_required
def task(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Change a task, or take it off."""
    found = get_task(request.user, year, number, pk)
    if request.method == "POST" and request.POST.get("do") == "remove":
        actions.remove_task(found, by=request.user)
        messages.success(request, _("The task is removed."))
        return redirect("meetings:checklist", year=year, number=number)
    form = TaskForm(request.POST or None, title=found.title, days=found.days)
    if form.is_valid():
        actions.change_task(found, **form.values(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("meetings:checklist", year=year, number=number)
    return _rendered(request, "meetings/task.html", {"meeting": found.meeting, "task": found, "form": form})


def _rendered(request: AuthenticatedRequest, page: str, content: dict[str, Any]) -> HttpResponse:
    return render(request, page, content, status=WRONG if content["form"].errors else 200)
