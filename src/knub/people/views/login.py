"""Log in again, and the demo's list of people."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from knub.people import queries

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def log_in_again(request: HttpRequest) -> HttpResponse:
    """Ask for a fresh login before passkeys are changed."""
    after = request.GET.get("next", "/min-side/")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = "/min-side/"
    if request.method == "POST":
        logout(request)
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': after})}")
    return render(request, "people/log_in_again.html", {"next": after})


def demo(request: HttpRequest) -> HttpResponse:
    """Show the invented people one can be in the demo."""
    return render(request, "people/demo.html", {"cast": queries.demo_cast()})


@require_POST
def demo_login(request: HttpRequest, pk: int) -> HttpResponse:
    """Log in as one of the invented people; the address exists in the demo only."""
    login(request, get_object_or_404(queries.demo_cast(), pk=pk), backend=BACKEND)
    return redirect("/")
