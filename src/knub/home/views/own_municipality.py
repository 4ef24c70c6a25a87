"""Everything a municipality has to do with the network, on one page; for its own people and the secretariat."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas import actions, queries
from knub.areas.access import (
    get_inner_municipality,
    inner_municipalities,
    may_change_inside,
    may_speak_for,
    visible_areas,
    visible_lists,
)
from knub.areas.forms import NetworkUseForm
from knub.files.queries import uploaded
from knub.home.own_areas import own_areas
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.memberships import queries as memberships
from knub.memberships.access import may_change_billing
from knub.people import queries as people
from knub.people.access import own_municipalities
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def choose(request: AuthenticatedRequest) -> HttpResponse:
    """Lead to the municipality of somebody who works in one; let others choose, or say why there is none."""
    own = list(own_municipalities(request.user))
    if len(own) == 1:
        return redirect("home:inside", slug=own[0].slug)
    content = {"own": own, "others": not own and inner_municipalities(request.user).exists()}
    return render(request, "home/choose_municipality.html", content)


@login_required
def inside(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show people, membership, areas, documents and what the municipality says of itself."""
    return render(request, "home/inside.html", _content(request, slug))


@login_required
def network_use(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Write what the municipality uses the network for."""
    municipality = get_inner_municipality(request.user, slug, to_change=True)
    now = queries.network_use(municipality)
    form = NetworkUseForm(
        request.POST or None, version=queries.version_of(now), initial={"text": now.text if now else ""}
    )
    if form.is_valid() and form.stored(lambda: _write(form, slug, request)):
        messages.success(request, _("The text is stored. People of the other member municipalities can read it."))
        return redirect("home:inside", slug=slug)
    now = queries.network_use(municipality) if form.conflict else now
    content = {"municipality": municipality, "form": form, "now": now}
    return render(request, "home/network_use.html", content, status=400 if form.is_bound else 200)


def _write(form: NetworkUseForm, slug: str, request: AuthenticatedRequest) -> None:
    municipality = get_inner_municipality(request.user, slug, to_change=True)
    text = form.cleaned_data["text"]
    actions.write_network_use(municipality, text=text, seen=form.seen, at=timezone.now(), by=request.user)


def _content(request: AuthenticatedRequest, slug: str) -> dict[str, Any]:
    municipality, today = get_inner_municipality(request.user, slug), timezone.localdate()
    lists = list(visible_lists(request.user))
    areas = visible_areas(request.user).filter(municipality=municipality)
    return {
        "municipality": municipality,
        "areas": own_areas(areas, lists, on=today),
        "newest": lists[0] if lists else None,
        "later": queries.later_lists(lists[0], today) if lists else [],
        "people": people.people_of(municipality, on=today),
        "membership": memberships.panel(municipality, on=today),
        "may_bill": may_change_billing(request.user, municipality),
        "meetings": meetings.of_municipality(visible_meetings(request.user), municipality, at=timezone.now()),
        "use": queries.network_use(municipality),
        "documents": uploaded(municipality),
        "may_change": may_change_inside(request.user, municipality),
        "may_speak": may_speak_for(request.user, municipality),
    }
