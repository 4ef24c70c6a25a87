"""The members of a network year: table, map, download, and the way to a mail to some of them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.home.members import MembersForm
from knub.memberships.queries.members import Addressees, MemberRow, Members, members, years
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.ui.exports import Cell, Format, table_response


@secretariat_required
def table(request: AuthenticatedRequest) -> HttpResponse:
    """Show the members that a filter lets through."""
    form = MembersForm(request.GET, years=years(), today=timezone.localdate())
    chosen = form.chosen()
    found = members(chosen)
    content = {
        "form": form,
        "chosen": chosen,
        "members": found,
        "places": places(found),
        "addressees": Addressees.choices,
        "query": request.GET.urlencode(),
        "is_filtered": bool(chosen.text or chosen.reference or chosen.contact or chosen.municipalities),
    }
    return render(request, "home/members.html", content)


@secretariat_required
def download(request: AuthenticatedRequest, form: Format) -> HttpResponse:
    """Return the members that a filter lets through as a sheet."""
    chosen = MembersForm(request.GET, years=years(), today=timezone.localdate()).chosen()
    headings = [
        _("Municipality"), _("Joined"), _("Member until"), _("Price without VAT"), _("Reference"),
        _("EAN number (GLN)"), _("Person reference"), _("Order number"), _("Contact persons"), _("Mail"),
        _("People with access"),
    ]  # fmt: skip
    return table_response(f"medlemmer-{chosen.year}", headings, map(_line, members(chosen).rows), form)


def _line(row: MemberRow) -> list[Cell]:
    profile = row.profile
    return [
        str(row.municipality), row.joined_on, row.ends_on, None if row.price is None else float(row.price),
        str(row.reference.label),
        profile.gln if profile else "", profile.person_reference if profile else "",
        profile.order_reference if profile else "",
        ", ".join(person.name for person in row.contacts), ", ".join(person.email for person in row.contacts),
        row.people,
    ]  # fmt: skip


def places(found: Members) -> Mapping[str, Mapping[str, Any]]:
    """Return what the map shows: those who are in, and those who were the year before."""
    known = [("before", one) for one in found.earlier] + [("now", row.municipality) for row in found.rows]
    return {
        one.code: {"kind": kind, "label": one.name, "url": reverse("home:municipality", args=[one.slug])}
        for kind, one in known
        if one.code
    }
