"""The people of a municipality and their roles: see, give, end, move."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.people import actions, queries
from knub.people.access import (
    get_managed_organisation,
    get_organisation,
    get_person,
    get_role,
    is_secretariat,
    managed_organisations,
    managed_roles,
    may_act_for,
    visible_municipalities,
)
from knub.people.forms import EndForm, MoveForm, RoleForm
from knub.people.http import AuthenticatedRequest, login_required, secretariat_required


@login_required
def people(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show who has which role in a municipality, and to its contact people what waits for them."""
    organisation = get_organisation(request.user, slug)
    today = timezone.localdate()
    content: dict[str, Any] = {"organisation": organisation, "today": today}
    content["people"] = queries.people_of(organisation, on=today)
    content["manages"] = managed_organisations(request.user).filter(pk=organisation.pk).exists()
    if content["manages"]:
        content["invitations"] = queries.open_invitations(organisation)
        content["requests"] = queries.undecided(organisation)
        content["code"] = queries.join_code(organisation)
        content["now"] = timezone.now()
    return render(request, "people/people.html", content)


@login_required
def person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a person's roles, and give her another."""
    found = get_person(request.user, pk)
    form = _role_form(request, pk)
    if form.is_valid():
        values = form.cleaned_data
        role = actions.grant_role(
            found, values["organisation"], values["kind"], starts_on=values["starts_on"], by=request.user
        )
        if values["ends_on"]:
            actions.end_role(role, on=values["ends_on"], by=request.user)
        messages.success(request, _("%(name)s has got the role.") % {"name": found.name})
        return redirect("people:person", pk)
    content = {"person": found, "form": form, **_about(request, pk)}
    return render(request, "people/person.html", content, status=400 if form.is_bound else 200)


def _role_form(request: AuthenticatedRequest, pk: int) -> RoleForm:
    """Return the form of a role, with the municipality one comes from, or else hers, chosen beforehand."""
    secretariat = is_secretariat(request.user)
    organisations = managed_organisations(request.user)
    first = queries.organisations_of(get_person(request.user, pk), on=timezone.localdate()).first()
    initial = {"organisation": request.GET.get("i") or (first.slug if first else "")}
    return RoleForm(request.POST or None, organisations=organisations, secretariat=secretariat, initial=initial)


def _about(request: AuthenticatedRequest, pk: int) -> dict[str, Any]:
    found, today = get_person(request.user, pk), timezone.localdate()
    return {
        "roles": queries.roles_of(found),
        "ends": set(managed_roles(request.user).filter(person=found).values_list("pk", flat=True)),
        "manages": managed_organisations(request.user).exists(),
        "places": managed_organisations(request.user).filter(pk__in=queries.organisations_of(found, on=today)),
        "of_the_secretariat": is_secretariat(request.user),
        "may_act": may_act_for(request.user, found),
        "today": today,
    }


@login_required
def end_role(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """End a role with a day."""
    role = get_role(request.user, pk)
    form = EndForm(request.POST or None, initial={"ends_on": role.ends_on or timezone.localdate()})
    if form.is_valid():
        try:
            actions.take_role(role, on=form.cleaned_data["ends_on"], by=request.user)
        except ValidationError as error:
            form.add_error("ends_on", error)
        else:
            messages.success(request, _("The role has been changed."))
            return redirect("people:people", role.organisation.slug)
    content = {"role": role, "form": form}
    return render(request, "people/end_role.html", content, status=400 if form.is_bound else 200)


@login_required
def leave(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once more, and end every role of a person in a municipality at once."""
    organisation = get_managed_organisation(request.user, slug)
    found = get_person(request.user, pk)
    content: dict[str, Any] = {"person": found, "organisation": organisation}
    if request.method != "POST":
        return render(request, "people/leave.html", content)
    try:
        actions.leave(found, organisation, by=request.user, at_least_one=not is_secretariat(request.user))
    except ValidationError as error:
        return render(request, "people/leave.html", {**content, "refused": error.messages[0]}, status=409)
    messages.success(request, _("%(name)s no longer has access for the municipality.") % {"name": found.name})
    return redirect("people:people", slug)


@secretariat_required
def move(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Move a person's roles from one municipality to another, from a day."""
    found = get_person(request.user, pk)
    form = MoveForm(request.POST or None, person=found, municipalities=visible_municipalities(request.user))
    if form.is_valid():
        try:
            actions.move(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(request, _("%(name)s has been moved.") % {"name": found.name})
            return redirect("people:person", pk)
    content = {"person": found, "form": form}
    return render(request, "people/move.html", content, status=400 if form.is_bound else 200)


@secretariat_required
@require_POST
def close(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Close all access of a person, or open it again."""
    found = get_person(request.user, pk)
    if found.is_active:
        actions.deactivate(found, by=request.user)
        messages.success(request, _("%(name)s has no access any more.") % {"name": found.name})
    else:
        actions.reactivate(found, by=request.user)
        messages.success(request, _("%(name)s can log in again.") % {"name": found.name})
    return redirect("people:person", pk)
