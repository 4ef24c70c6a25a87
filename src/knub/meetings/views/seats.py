"""One seat: what its person says of herself, giving it up, sending a colleague; by login or by the mailed link."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from knub.meetings import actions, queries
from knub.meetings.access import (
    get_seat,
    get_seat_by_link,
    get_seat_to_unname,
    may_plan,
    seats_to_unname,
    substitutes,
)
from knub.meetings.access.afterwards import opens_day_by_link
from knub.meetings.calendar import invitation
from knub.meetings.forms import ChoiceForm, DetailsForm, NewColleagueForm, ReasonForm, chosen_keys
from knub.meetings.templatetags.meeting_words import when, where
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.pdf import pdf_response

CONFLICT = 409


@dataclass(frozen=True)
class Door:
    """The way in to a seat: who comes, and the addresses of its pages, with login or with the link."""

    seat: Any
    by: Any
    page: str
    cancel: str
    substitute: str
    by_link: bool


def _by_login(request: AuthenticatedRequest, pk: int) -> Door:
    page, cancel, substitute = (reverse(f"meetings:{name}", args=[pk]) for name in ("seat", "cancel", "substitute"))
    return Door(get_seat(request.user, pk), request.user, page, cancel, substitute, by_link=False)


def _by_link(raw: str) -> Door:
    seat, names = get_seat_by_link(raw), ("seat", "cancel", "substitute")
    page, cancel, substitute = (reverse(f"meetings:{name}_by_link", args=[raw]) for name in names)
    return Door(seat, seat.person, page, cancel, substitute, by_link=True)


@login_required
def seat(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a seat to somebody who may change it."""
    return _seat(request, _by_login(request, pk))


@login_required
def proof(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Return a proof that somebody took part; only where she was noted as present."""
    found = get_seat(request.user, pk)
    if not (found.attended_at and found.person and found.meeting.is_over):
        raise Http404
    meeting, heading = found.meeting, _("Proof of attendance")
    content = {**queries.proof_of(found), "when": strip_tags(when(meeting)), "place": where(meeting)}
    return pdf_response("deltagerbevis", "meetings/proof.typ", title=heading, at=timezone.now(), content=content)


@login_required
def calendar(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Return the entry of a seat for one's calendar."""
    found = get_seat(request.user, pk)
    if found.state != found.State.CONFIRMED or found.meeting.archived:
        raise Http404
    response = HttpResponse(invitation(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="moede.ics"'
    return response


@never_cache
def seat_by_link(request: HttpRequest, raw: str) -> HttpResponse:
    """Show a seat to whoever has its link."""
    return _seat(request, _by_link(raw))


def _seat(request: HttpRequest, door: Door) -> HttpResponse:
    found = door.seat
    is_own = door.by_link or found.person_id == request.user.pk
    form = DetailsForm(request.POST or None, instance=found) if is_own and found.is_active else None
    if request.method == "POST" and "do" in request.POST:
        return _do(request, door, request.POST["do"])
    if request.method == "POST" and form and form.is_valid():
        actions.tell_about_oneself(found, form.cleaned_data, by=door.by)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(door.page)
    status = 400 if form and form.errors else 200
    points = queries.points_of(found.meeting)
    content = {"door": door, "seat": found, "form": form, "modes": queries.other_modes(found)}
    content |= {"part": queries.part_words(found, points), "online_hours": queries.part_of_link(found, points)}
    content["my_groups"] = queries.my_groups(found, points) if is_own else ()
    content["unnames"] = not door.by_link and seats_to_unname(request.user).filter(pk=found.pk).exists()
    if door.by_link and opens_day_by_link(found):
        content["day"] = f"{door.page}i-dag/"
    if len(queries.to_choose(points)) > 1:
        content["choice"] = ChoiceForm(points=points, chosen=found.chosen_items)
    return render(request, "meetings/seat.html", content, status=status)


def _do(request: HttpRequest, door: Door, what: str) -> HttpResponse:
    """Take an offer, or take part in the other way."""
    by, at = door.by, timezone.now()
    try:
        if what == "accept":
            actions.accept_offer(door.seat.sign_up, at=at, by=by)
            messages.success(request, _("You have a seat."))
        elif what in {"physical", "online"}:
            actions.switch_mode(door.seat, "online" if what == "online" else "physical", at=at, by=by)
            _say_changed(request, door)
        elif what == "items":
            _choose(request, door)
        else:
            raise Http404
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(door.page)


def _choose(request: HttpRequest, door: Door) -> None:
    form = ChoiceForm(request.POST, points=queries.points_of(door.seat.meeting))
    if not form.is_valid():
        raise ValidationError(_("The programme has changed meanwhile. Please choose again."), code="changed")
    actions.choose_items(door.seat, chosen_keys(form), at=timezone.now(), by=door.by)
    _say_changed(request, door)


def _say_changed(request: HttpRequest, door: Door) -> None:
    """Say that it is done, and promise a mail only where the seat has somebody who gets it."""
    on_its_way = _("Changed. A mail with the details is on its way.")
    messages.success(request, on_its_way if door.seat.person else _("Saved."))


@login_required
def cancel(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give up a seat after having seen what it costs; the secretariat gives its reason, and may after the deadline."""
    door = _by_login(request, pk)
    is_own = door.seat.person_id == request.user.pk
    return _cancel(request, door) if is_own or not may_plan(request.user) else _cancel_for(request, door)


def _cancel_for(request: AuthenticatedRequest, door: Door) -> HttpResponse:
    form, at = ReasonForm(request.POST or None), timezone.now()
    if form.is_valid():
        try:
            actions.cancel_for(door.seat, reason=form.cleaned_data["reason"], at=at, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The seat has been given up. It goes to the next on the waiting list, if any."))
            meeting = door.seat.meeting
            return redirect("meetings:desk", year=meeting.season.year, number=meeting.number)
    content = {"door": door, "seat": door.seat, "cost": queries.cost_of(door.seat, at=at), "form": form}
    return render(request, "meetings/cancel.html", content, status=400 if form.errors else 200)


@never_cache
def cancel_by_link(request: HttpRequest, raw: str) -> HttpResponse:
    """Give up a seat by its link."""
    return _cancel(request, _by_link(raw))


def _cancel(request: HttpRequest, door: Door) -> HttpResponse:
    at, found = timezone.now(), door.seat
    problem = "" if found.is_active else _("This seat has already been given up.")
    if request.method == "POST":
        try:
            actions.cancel_seat(door.seat, at=at, by=door.by)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, _("The seat has been given up. It goes to the next on the waiting list, if any."))
            return redirect("meetings:meeting", year=found.meeting.season.year, number=found.meeting.number)
    content = {"door": door, "seat": found, "cost": queries.cost_of(found, at=at), "problem": problem}
    content |= {"late": queries.is_too_late(found, at=at), "contact": settings.CONTACT_MAIL}
    return render(request, "meetings/cancel.html", content, status=CONFLICT if request.method == "POST" else 200)


@login_required
def unname(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask once more, and take the name off a seat; the municipality keeps it."""
    found, problem = get_seat_to_unname(request.user, pk), ""
    if request.method == "POST":
        try:
            actions.unname(found, at=timezone.now(), by=request.user)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, _("The name is off the seat. Choose who comes when you know."))
            return redirect("meetings:seat", pk=pk)
    content = {"seat": found, "problem": problem}
    return render(request, "meetings/unname.html", content, status=CONFLICT if problem else 200)


@login_required
def substitute(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose who comes instead, or who an unnamed seat is for."""
    return _substitute(request, _by_login(request, pk))


@never_cache
def substitute_by_link(request: HttpRequest, raw: str) -> HttpResponse:
    """Choose who comes instead, by the link of the seat."""
    return _substitute(request, _by_link(raw))


def _substitute(request: HttpRequest, door: Door) -> HttpResponse:
    known = substitutes(door.seat)
    form = NewColleagueForm(request.POST if request.method == "POST" and "person" not in request.POST else None)
    chosen = next((one for one in known if str(one.pk) == request.POST.get("person")), None)
    new = (form.cleaned_data["name"], form.cleaned_data["email"]) if form.is_bound and form.is_valid() else None
    if chosen or new:
        try:
            name = actions.substitute(door.seat, chosen, new=new, at=timezone.now(), by=door.by).name
        except ValidationError as error:
            form.errors.clear()
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("%(name)s has the seat now, and gets a mail.") % {"name": name})
            meeting = door.seat.meeting
            return redirect("meetings:meeting", year=meeting.season.year, number=meeting.number)
    content = {"door": door, "seat": door.seat, "known": known, "form": form}
    return render(request, "meetings/substitute.html", content, status=400 if form.errors else 200)
