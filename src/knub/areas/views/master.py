"""What a municipality states about its own areas: type it, and take back what was wrong."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas import actions, queries
from knub.areas.access import get_inner_area, get_master_value
from knub.areas.forms import MASTER_FORMS, MasterForm
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def state(request: AuthenticatedRequest, key: str, group: str) -> HttpResponse:
    """Type values of a group, with the day they hold from and their source."""
    area = get_inner_area(request.user, key, to_change=True)
    label, kind = _form_of(group)
    held = queries.master_state(area, on=timezone.localdate())
    form = kind(request.POST or None, version=held.version, initial=kind.initial_of(held.now))
    if form.is_valid() and form.stored(lambda: _store(form, key, request)):
        messages.success(request, _("The master data are stored, with their day and source."))
        return redirect("home:master_data", key=key)
    if form.conflict:
        held = queries.master_state(area, on=timezone.localdate())
    form.tell(held.now)
    content = {
        "area": area,
        "form": form,
        "label": label,
        "rows": [one for one in map(held.held.get, kind.keys) if one],
    }
    return render(request, "areas/state.html", content, status=400 if form.is_bound else 200)


def _form_of(group: str) -> tuple[str, type[MasterForm]]:
    if group not in MASTER_FORMS:
        raise Http404
    return MASTER_FORMS[group]


def _store(form: MasterForm, key: str, request: AuthenticatedRequest) -> None:
    typed = form.cleaned_data
    area = get_inner_area(request.user, key, to_change=True)
    actions.store_master_values(
        area, form.values(), on=typed["on"], source=typed["source"], seen=form.seen, by=request.user
    )


@login_required
def remove(request: AuthenticatedRequest, key: str, pk: int) -> HttpResponse:
    """Take back a value that was stated by mistake."""
    value = get_master_value(request.user, key, pk)
    if request.method == "POST":
        actions.remove_master_value(value, by=request.user)
        messages.success(request, _("The value has been taken back. It stays in the history."))
        return redirect("home:master_data", key=key)
    return render(request, "areas/remove_value.html", {"area": value.area, "row": value})
