"""The pages of the footer."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible the site is, and whom to tell when it is not."""
    return render(request, "home/accessibility.html")


def statement(_request: HttpRequest) -> HttpResponse:
    """Lead to the statement in the state's own register, where the operator has one."""
    if not settings.WAS_URL:
        raise Http404
    return HttpResponseRedirect(settings.WAS_URL)


def privacy(request: HttpRequest) -> HttpResponse:
    """Show which personal data KNUB has, why and for how long."""
    return render(request, "home/privacy.html")


def contact(request: HttpRequest) -> HttpResponse:
    """Show how to reach the secretariat."""
    return render(request, "home/contact.html")


def figures_use(request: HttpRequest) -> HttpResponse:
    """Show what KNUB does with figures, and what it never does."""
    return render(request, "home/figures_use.html")
