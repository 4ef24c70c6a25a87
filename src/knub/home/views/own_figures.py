"""Try your own figures; nothing is stored or logged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from knub.areas.access import visible_areas
from knub.home import own_figures as own
from knub.home.forms import OwnFiguresForm


@never_cache
@sensitive_post_parameters()
def own_figures(request: HttpRequest) -> HttpResponse:
    """Show the form and, for figures that can be read, what the criteria make of them."""
    if request.method == "POST":
        form = OwnFiguresForm(request.POST)
        answers = own.answers(form.tables, form.limits()) if form.is_valid() else []
        status = 200 if form.is_valid() else 400
        return render(request, "home/own_figures.html", {"form": form, "answers": answers}, status=status)
    chosen = visible_areas(request.user).filter(key=request.GET.get("omraade", "")[:80]).first()
    form = OwnFiguresForm(initial={"name": chosen.name} if chosen else None)
    return render(request, "home/own_figures.html", {"form": form, "answers": []})
