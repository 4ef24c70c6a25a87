"""A municipality's own words on an area: write them, and take them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas import actions, queries
from knub.areas.access import get_area_to_remark
from knub.areas.forms import RemarkForm
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def remark(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Write the municipality's remark; whoever has been overtaken sees both texts and loses none."""
    area = get_area_to_remark(request.user, key)
    now = queries.remark(area)
    begins = {"text": now.text, "shows_name": now.shows_name} if now else {}
    title = now.author_title if now else request.user.title
    form = RemarkForm(request.POST or None, version=queries.version_of(now), initial={"title": title, **begins})
    if form.is_valid() and form.stored(lambda: _write(form, key, request)):
        messages.success(request, _("The remark stands on the area's page. Everybody can read it."))
        return redirect("home:area", key=key)
    content = {"area": area, "form": form, "now": queries.remark(area) if form.conflict else now}
    content["earlier"] = queries.earlier_statements("remark", area.municipality, area)
    return render(request, "areas/remark.html", content, status=400 if form.is_bound else 200)


def _write(form: RemarkForm, key: str, request: AuthenticatedRequest) -> None:
    typed = {name: form.cleaned_data[name] for name in ("text", "title", "shows_name")}
    area = get_area_to_remark(request.user, key)
    actions.write_remark(area, **typed, seen=form.seen, at=timezone.now(), by=request.user)


@login_required
def withdraw(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Take the remark back, once it is said what that means."""
    area = get_area_to_remark(request.user, key)
    now = queries.remark(area)
    if now is None:
        messages.info(request, _("There is no remark to withdraw."))
        return redirect("home:area", key=key)
    if request.method == "POST":
        actions.withdraw_statement(now, at=timezone.now(), by=request.user)
        messages.success(request, _("The remark has been withdrawn. Nobody outside your municipality can read it."))
        return redirect("home:area", key=key)
    return render(request, "areas/withdraw_remark.html", {"area": area, "now": now})
