"""Theme wishes: members propose and put in order, the secretariat takes up, hides and takes home."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.meetings import actions, queries
from knub.meetings.access import (
    get_own_wish,
    get_season_of_wishes,
    get_wish,
    get_wish_to_settle,
    may_plan,
    visible_wishes,
    wishing_municipality,
)
from knub.meetings.forms import HideWishForm, TakeUpForm, WishForm
from knub.people.http import AuthenticatedRequest, login_required, secretariat_required
from knub.ui.exports import Format, table_response

WRONG = 400
LIST, PROPOSE = "min-liste", "foreslaa"  # parts of the page


@login_required
def this_year(request: AuthenticatedRequest) -> HttpResponse:
    """Lead to the wishes of the network year, with what is to be proposed, if something is."""
    season = queries.season_of_wishes(timezone.localdate())
    if season is None:
        raise Http404
    return redirect(reverse("meetings:wishes", args=[season.year], query=request.GET))


@login_required
def wishes(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Show the wishes of a network year; on POST propose one, put one's list in order, or withdraw one's own."""
    season = get_season_of_wishes(request.user, year)
    proposes = request.POST.get("do") == "propose"
    form = WishForm(request.POST if proposes else None, initial={"title": request.GET.get("titel", "")})
    if request.method == "POST" and not form.errors and (part := _done(request, season, form)):
        return redirect(reverse("meetings:wishes", args=[year], fragment=part))
    content = {
        "season": season,
        "wishes": queries.wishes(visible_wishes(request.user), season, request.user),
        "form": form,
        "takes_wishes": queries.takes_wishes(season, timezone.localdate()),
        "municipality": wishing_municipality(request.user),
        "may_plan": may_plan(request.user),
    }
    return render(request, "meetings/wishes.html", content, status=WRONG if form.errors else 200)


def _done(request: AuthenticatedRequest, season: Any, form: WishForm) -> str:
    """Do one of the things the page offers, and return the part to show; nothing if what is proposed is refused."""
    steps: dict[str, Callable[[], str]] = {
        "propose": lambda: _propose(request, season, form),
        "withdraw": lambda: _withdraw(request),
    }
    do = request.POST.get("do", "")
    try:
        return steps[do]() if do in steps else _put_in_order(request, do)
    except ValidationError as error:
        if not form.is_bound:
            messages.error(request, " ".join(error.messages))
            return LIST
        form.add_error(None, error)
        return ""


def _propose(request: AuthenticatedRequest, season: Any, form: WishForm) -> str:
    place = wishing_municipality(request.user)
    actions.propose_theme(season, **form.values(), municipality=place, at=timezone.now(), by=request.user)
    messages.success(request, _("The theme is proposed. It stands last on your list.") if place else _("Proposed."))
    return LIST


def _withdraw(request: AuthenticatedRequest) -> str:
    wish = get_own_wish(request.user, _number(request))
    actions.withdraw_wish(wish, at=timezone.now(), by=request.user)
    messages.success(request, _("“%(title)s” is withdrawn.") % {"title": wish.title})
    return LIST


def _put_in_order(request: AuthenticatedRequest, do: str) -> str:
    wish, place, by = get_wish(request.user, _number(request)), wishing_municipality(request.user), request.user
    if place is None or do not in {"up", "down", "on", "off"}:
        raise Http404
    if do in {"up", "down"}:
        actions.move_on_list(wish, up=do == "up", municipality=place, by=by)
    else:
        (actions.put_on_list if do == "on" else actions.take_off_list)(wish, municipality=place, by=by)
    return LIST


def _number(request: AuthenticatedRequest) -> int:
    number = request.POST.get("wish", "")
    if not number.isdecimal():
        raise Http404
    return int(number)


@secretariat_required
def settle(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say which meeting takes a wish up, or hide it with a reason; both can be undone."""
    wish, do = get_wish_to_settle(request.user, pk), request.POST.get("do", "")
    coming = queries.meetings_to_take_up(wish, at=timezone.now())
    taking = TakeUpForm(request.POST if do == "take_up" else None, meetings=coming)
    hiding = HideWishForm(request.POST if do == "hide" else None)
    if request.method == "POST" and not (taking.errors or hiding.errors):
        _settle(request, wish, taking, hiding)
        return redirect("meetings:wishes", wish.season.year)
    content = {"wish": wish, "season": wish.season, "meetings": coming, "taking": taking, "hiding": hiding}
    return render(request, "meetings/wish.html", content, status=WRONG if request.method == "POST" else 200)


def _settle(request: AuthenticatedRequest, wish: Any, taking: TakeUpForm, hiding: HideWishForm) -> None:
    by = request.user
    steps: dict[str, Callable[[], object]] = {
        "take_up": lambda: actions.take_up(wish, taking.chosen(), by=by),
        "put_back": lambda: actions.take_up(wish, None, by=by),
        "hide": lambda: actions.hide_wish(wish, reason=hiding.cleaned_data["reason"], at=timezone.now(), by=by),
        "show": lambda: actions.show_wish(wish, by=by),
    }
    if request.POST.get("do") not in steps:
        raise Http404
    try:
        steps[request.POST["do"]]()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Saved."))


@secretariat_required
def download(request: AuthenticatedRequest, year: int, form: Format) -> HttpResponse:
    """Return the wishes of a network year as a sheet."""
    season = get_season_of_wishes(request.user, year)
    found = queries.wishes(visible_wishes(request.user), season, request.user)
    headings = [
        _("Theme"), _("Why"), _("Tags"), _("Proposed by"), _("Proposed"), _("Municipalities that want it"),
        _("First on a list in"), _("Taken up at"), _("Hidden because"),
    ]  # fmt: skip
    return table_response(f"temaoensker-{year}", headings, queries.wish_rows(found), form)
