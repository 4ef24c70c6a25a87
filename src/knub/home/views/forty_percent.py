"""The calculator of the share of family dwellings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from knub.areas.access import get_area, may_see_inside
from knub.areas.queries import master_data
from knub.home.forty_percent import answer, initial
from knub.home.stock_forms import FortyPercentForm


def forty_percent(request: HttpRequest, key: str) -> HttpResponse:
    """Show the share by the user's own numbers; nothing is stored or logged."""
    area = get_area(request.user, key)
    known: dict[str, Any] = {}
    if request.method == "GET" and may_see_inside(request.user, area.municipality):
        known = initial(master_data(area, on=timezone.localdate()))
    form = FortyPercentForm(request.POST or None, initial=known)
    done = answer(form) if form.is_valid() else None
    content = {"area": area, "form": form, "answer": done, "prefilled": bool(known)}
    return render(request, "home/forty_percent.html", content, status=400 if form.is_bound and not done else 200)
