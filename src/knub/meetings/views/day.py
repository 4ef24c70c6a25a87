"""The day of a meeting: tick who is here on a phone, and the lists to print or hand on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from knub.meetings import actions, queries
from knub.meetings.access import get_coming_meeting, get_seat
from knub.meetings.forms import DoorNameForm
from knub.meetings.templatetags.meeting_words import when
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.ui.exports import Format, table_response
from knub.ui.pdf import pdf_response


@secretariat_required
def day(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show who is to come, and tick who is here."""
    meeting = get_coming_meeting(request.user, year, number)
    if request.method == "POST":
        return _tick(request, reverse("meetings:day", args=[year, number]))
    words = request.GET.get("q", "")
    content = {"meeting": meeting, "words": words, "day": queries.day(meeting, words)}
    return render(request, "meetings/day.html", content)


def _tick(request: AuthenticatedRequest, page: str) -> HttpResponse:
    """Do what was pressed, and come back to the same line."""
    seat = get_seat(request.user, _number(request.POST.get("seat")))
    form, at = DoorNameForm(request.POST), timezone.now()
    try:
        if request.POST.get("do") != "name":
            actions.mark_attendance(seat, here=request.POST.get("do") == "here", at=at, by=request.user)
        elif form.is_valid():
            actions.name_at_the_door(seat, form.cleaned_data["name"], at=at, by=request.user)
        else:
            messages.error(request, str(form.errors["name"][0]))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    words = request.GET.get("q", "")
    query = f"?{urlencode({'q': words})}" if words else ""
    return HttpResponseRedirect(f"{page}{query}#plads-{seat.pk}")


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() else 0


@secretariat_required
def lists(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show which lists there are, and where to print or fetch each."""
    meeting = get_coming_meeting(request.user, year, number)
    return render(request, "meetings/lists.html", {"meeting": meeting, "sheets": queries.list_names()})


@secretariat_required
def sheet(request: AuthenticatedRequest, year: int, number: int, key: str) -> HttpResponse:
    """Show a list to print."""
    meeting = get_coming_meeting(request.user, year, number)
    return render(request, "meetings/sheet.html", {"meeting": meeting, "sheet": _sheet(meeting, key)})


@secretariat_required
def sheet_download(request: AuthenticatedRequest, year: int, number: int, key: str, form: Format) -> HttpResponse:
    """Return a list as a spreadsheet."""
    found = _sheet(get_coming_meeting(request.user, year, number), key)
    return table_response(f"{key}-{year}-{number}", found.headings, found.rows, form)


@secretariat_required
def sheet_pdf(request: AuthenticatedRequest, year: int, number: int, key: str) -> HttpResponse:
    """Return a list as paper."""
    meeting = get_coming_meeting(request.user, year, number)
    found = _sheet(meeting, key)
    content = {
        "lead": f"{meeting.title}, {strip_tags(when(meeting))}",
        "headings": found.headings,
        "rows": found.rows,
        "empty": _("Nobody yet"),
    }
    template = "meetings/name_tags.typ" if key == "navneskilte" else "meetings/sheet.typ"
    name, title = f"{key}-{year}-{number}", f"{found.title}"
    return pdf_response(name, template, title=title, at=timezone.now(), content=content)


def _sheet(meeting: Any, key: str) -> queries.Sheet:
    if key not in queries.SHEETS:
        raise Http404
    return queries.sheet(meeting, key)
