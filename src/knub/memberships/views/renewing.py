"""Renew a membership: see first what is carried over."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from knub.memberships import access, actions, queries
from knub.memberships.forms import SummaryForm
from knub.memberships.views.membership import done
from knub.people.access import is_secretariat
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def renew(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a renewal carries over and what not, and on POST do it."""
    found, today = access.get_membership(request.user, pk), timezone.localdate()
    season = queries.renewable(found, on=today)
    if not access.may_change_membership(request.user, found):
        raise PermissionDenied
    if season is None:
        raise Http404
    form = SummaryForm(request.POST or None, on_behalf=is_secretariat(request.user))
    made: list[int] = []
    if form.is_valid() and done(form, lambda: made.append(_renew(found, season, form, request))):
        return redirect("memberships:joined", pk=made[0])
    content = {
        "membership": found, "season": season, "form": form,
        "offer": queries.offer(season, found.municipality, on=today),
        "present": queries.contact_names(found.municipality, on=today),
    }  # fmt: skip
    return render(request, "memberships/renew.html", content, status=400 if form.errors else 200)


def _renew(found: object, season: object, form: SummaryForm, request: AuthenticatedRequest) -> int:
    reason = form.cleaned_data.get("reason", "")
    made = actions.renew(found, season, at=timezone.now(), by=request.user, reason=reason)  # type: ignore[arg-type]
    return made.pk
