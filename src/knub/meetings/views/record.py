"""Fra mødet: read the record, write and release it, let speakers approve, and share a summary without login."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from knub.meetings import actions, queries
from knub.meetings.access import get_item, get_meeting_to_plan, may_plan
from knub.meetings.access.afterwards import get_meeting_with_record, get_summary_by_link, has_summary_links
from knub.meetings.forms import CardForm, RecordForm
from knub.meetings.templatetags.meeting_words import when
from knub.people.http import AuthenticatedRequest, login_required, secretariat_required
from knub.ui.pdf import pdf_response

WRONG = 400


@login_required
def record(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the record; the secretariat sees what is not released too."""
    meeting = get_meeting_with_record(request.user, year, number)
    return render(request, "meetings/record.html", _content(request, meeting))


def _content(request: AuthenticatedRequest, meeting: Any) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "found": queries.from_meeting(meeting),
        "plans": may_plan(request.user),
        "shares": has_summary_links(request.user, meeting),
    }


@secretariat_required
def edit(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Write the secretariat's own words."""
    meeting = get_meeting_to_plan(request.user, year, number)
    form = RecordForm(request.POST or None, record=queries.record_of(meeting))
    if form.is_valid() and form.stored(
        lambda: actions.write_record(meeting, form.cleaned_data["text"], seen=form.seen, by=request.user)
    ):
        messages.success(request, _("Saved."))
        return redirect("meetings:record", year, number)
    content = {"meeting": meeting, "form": form, "now": queries.record_of(meeting).text}
    return render(request, "meetings/edit_record.html", content, status=WRONG if form.errors else 200)


@secretariat_required
@require_POST
def release(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Show the record to the members."""
    meeting = get_meeting_to_plan(request.user, year, number)
    said = _("The record is released, and those who had a seat are told by mail.")
    return _done(request, meeting, said, lambda: actions.release_record(meeting, at=timezone.now(), by=request.user))


@secretariat_required
def card(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Write the card of a talk."""
    item = get_item(request.user, year, number, pk)
    form = CardForm(request.POST or None, card=queries.card_of(item))
    if form.is_valid() and form.stored(
        lambda: actions.write_card(item, form.values(), seen=form.seen, by=request.user)
    ):
        messages.success(request, _("Saved. Now ask the speaker to approve it."))
        return redirect("meetings:record", year, number)
    content = {"meeting": item.meeting, "item": item, "form": form, "now": queries.card_of(item)}
    return render(request, "meetings/card_of_talk.html", content, status=WRONG if form.errors else 200)


@secretariat_required
@require_POST
def ask_for_approval(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Ask the speakers of a talk to approve its card."""
    item = get_item(request.user, year, number, pk)
    said = _("The speaker gets a mail with a link.")
    at, by = timezone.now(), request.user
    return _done(request, item.meeting, said, lambda: actions.ask_for_approval(item, at=at, by=by))


@secretariat_required
@require_POST
def to_page(request: AuthenticatedRequest, year: int, number: int, pk: int) -> HttpResponse:
    """Begin a page of knowledge from a card."""
    item = get_item(request.user, year, number, pk)
    try:
        page = actions.card_to_page(item, at=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("meetings:record", year, number)
    return redirect("knowledge:edit", slug=page.slug, step="tekst")


def _done(request: AuthenticatedRequest, meeting: Any, said: str, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect("meetings:record", meeting.season.year, meeting.number)


@login_required
@require_POST
def share(request: AuthenticatedRequest, year: int, number: int) -> HttpResponse:
    """Make a link to the summary and show it once, or end the links one has made."""
    meeting, at = get_meeting_with_record(request.user, year, number), timezone.now()
    if request.POST.get("do") == "end":
        said = _("Your links to the summary work no more.")
        return _done(request, meeting, said, lambda: actions.end_summaries(meeting, at=at, by=request.user))
    place = queries.seat_place(meeting, request.user) or queries.first_place(request.user)
    link = actions.share_summary(meeting, place, at=at, by=request.user)
    return render(request, "meetings/record.html", {**_content(request, meeting), "link": link, "shares": True})


@never_cache
def summary(request: HttpRequest, raw: str) -> HttpResponse:
    """Show the summary to whoever has the link: one page, and nobody's name."""
    meeting, place = get_summary_by_link(raw)
    content = {"meeting": meeting, "summary": queries.summary(meeting, place), "raw": raw}
    return render(request, "meetings/summary.html", content)


@never_cache
def summary_pdf(_request: HttpRequest, raw: str) -> HttpResponse:
    """Return the same as one page to print or keep."""
    meeting, place = get_summary_by_link(raw)
    found = {**queries.summary(meeting, place), "lead": strip_tags(when(meeting))}
    name = f"fra-moedet-{meeting.season.year}-{meeting.number}"
    return pdf_response(name, "meetings/summary.typ", title=meeting.title, at=timezone.now(), content=found)
