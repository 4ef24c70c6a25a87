"""The calculator of the share of family dwellings."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas import actions
from knub.areas.access import get_area, get_inner_area, may_change_inside, may_see_inside
from knub.areas.queries import MasterState, master_state
from knub.home.forty_percent import answer, initial
from knub.home.stock_forms import FortyPercentForm


def forty_percent(request: HttpRequest, key: str) -> HttpResponse:
    """Show the share by the user's own numbers; nothing is stored unless its own people ask for it."""
    area = get_area(request.user, key)
    state = master_state(area, on=timezone.localdate()) if may_see_inside(request.user, area.municipality) else None
    form = _form(request, state)
    if "gem" in request.POST and form.is_valid() and _is_kept(form, key, request):
        messages.success(request, _("The dwellings are stored as master data, with their day and source."))
        return redirect("home:forty_percent", key=key)
    done = answer(form) if form.is_bound and form.is_valid() else None
    content = {"area": area, "form": form, "answer": done, "prefilled": bool(form.initial), "stated": state}
    content["may_keep"] = state is not None and may_change_inside(request.user, area.municipality)
    return render(request, "home/forty_percent.html", content, status=400 if form.errors else 200)


def _form(request: HttpRequest, state: MasterState | None) -> FortyPercentForm:
    known: dict[str, Any] = initial(state.now) if state and request.method == "GET" else {}
    return FortyPercentForm(request.POST or None, initial=known, version=state.version if state else "")


def _is_kept(form: FortyPercentForm, key: str, request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        raise PermissionDenied
    area = get_inner_area(request.user, key, to_change=True)
    return form.may_be_kept(timezone.localdate()) and form.stored(lambda: _keep(form, area, request.user))


def _keep(form: FortyPercentForm, area: Any, by: Any) -> None:
    typed = form.cleaned_data
    actions.store_master_values(
        area, form.master_values(), on=typed["as_of"], source=typed["source"], seen=form.seen, by=by
    )
