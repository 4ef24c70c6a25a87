"""Colleagues in member municipalities, for each other alone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.memberships import queries
from knub.memberships.access import may_read_shared, member_municipalities
from knub.memberships.forms import ContactsForm
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.exports import Format, table_response

ROWS_A_PAGE = 50


@login_required
def contacts(request: AuthenticatedRequest) -> HttpResponse:
    """Show who can be asked about what."""
    form = _filter(request)
    found = queries.contacts(form.chosen(), on=timezone.localdate())
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    content: dict[str, Any] = {"form": form, "page": page, "query": request.GET.urlencode()}
    content["rows"] = queries.as_shown(page.object_list)
    content["municipalities"] = member_municipalities(timezone.localdate())
    return render(request, "memberships/contacts.html", content)


@login_required
def download(request: AuthenticatedRequest, form: Format) -> HttpResponse:
    """Return the same people with the same filter as a spreadsheet."""
    found = queries.contacts(_filter(request).chosen(), on=timezone.localdate())
    headings = [_("Name"), _("Title"), _("Municipality"), _("Subject areas"), _("Themes")]
    headings += [_("Work mail"), _("Phone"), _("Ask me about")]
    rows = ((row.name, row.title, row.places, row.fields, row.themes, row.email, row.phone, row.ask_me)
            for row in queries.as_shown(found))  # fmt: skip
    return table_response("kontakter", headings, rows, form)


def _filter(request: AuthenticatedRequest) -> ContactsForm:
    """Return what was chosen, to those who may read what members share."""
    if not may_read_shared(request.user):
        raise PermissionDenied
    return ContactsForm(request.GET)
