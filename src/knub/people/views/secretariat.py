"""All people and organisations, for the secretariat; and acting for somebody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.people import actions, queries
from knub.people.access import get_person, may_act_for, visible_organisations, visible_people
from knub.people.forms import OrganisationForm
from knub.people.http import ACTING_FOR, AuthenticatedRequest, login_required, secretariat_required

ROWS_A_PAGE = 50


@secretariat_required
def every_person(request: AuthenticatedRequest) -> HttpResponse:
    """Show everybody, or those a name, mail or organisation leads to."""
    words = request.GET.get("q", "")[:100]
    found = queries.search_people(visible_people(request.user), words)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    return render(request, "people/every_person.html", {"page": page, "words": words})


@secretariat_required
def organisations(request: AuthenticatedRequest) -> HttpResponse:
    """Show the organisations that are no municipalities, and add one."""
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        added = actions.add_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(organisation)s has been added.") % {"organisation": added})
        return redirect("people:organisations")
    content = {"form": form, "organisations": queries.others(visible_organisations(request.user))}
    return render(request, "people/organisations.html", content, status=400 if form.is_bound else 200)


@secretariat_required
@require_POST
def act_for(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin to act for a person."""
    found = get_person(request.user, pk)
    if not may_act_for(request.user, found):
        raise PermissionDenied
    actions.begin_acting(found, by=request.user)
    request.session[ACTING_FOR] = found.pk
    return redirect("home:front")


@login_required
@require_POST
def stop_acting(request: AuthenticatedRequest) -> HttpResponse:
    """Be oneself again."""
    behind, person = request.user.acting, request.user
    if behind is None or request.session.pop(ACTING_FOR, None) is None:
        return redirect("home:front")
    actions.end_acting(person, by=behind)
    return redirect("people:person", person.pk)
