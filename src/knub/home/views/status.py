"""The municipality confirms the status of one of its areas."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas.access import visible_lists
from knub.areas.queries import status_history
from knub.duties import actions
from knub.duties.access import get_area_to_confirm
from knub.duties.forms import ConfirmationForm
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def confirm(request: AuthenticatedRequest, key: str) -> HttpResponseBase:
    """Take what the municipality confirms, with day and source."""
    area = get_area_to_confirm(request.user, key)
    form = ConfirmationForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        lists = status_history(area, visible_lists(request.user))
        try:
            actions.confirm_status(area, **form.confirmed(), lists=lists, at=timezone.now(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The status is confirmed. It holds until the next list."))
            return redirect("home:area", key)
    content = {"area": area, "form": form}
    return render(request, "home/confirm_status.html", content, status=400 if form.is_bound else 200)
