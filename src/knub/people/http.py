"""The typed request of somebody who is logged in, the decorators that make sure of it, and who acts for whom."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required as django_login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from knub.people.access import is_secretariat, may_act_for
from knub.people.models import Person

ACTING_FOR = "acting_for"
# Log-in, passkeys and mail codes belong to the person alone; she can be left, never changed, by somebody else.
LIBRARY_PRIVATE = ("mfa_", "account_")
ALLOWED = {"account_logout"}


class AuthenticatedRequest(HttpRequest):
    """A request whose user is a person."""

    user: Person


def sender_of(request: HttpRequest) -> str:
    """Return the address a request comes from, behind as many web servers of ours as the settings name."""
    return str(get_adapter(request).get_client_ip(request))


View = Callable[Concatenate[AuthenticatedRequest, ...], HttpResponseBase]


def login_required(view: View) -> Callable[..., HttpResponseBase]:
    """Send somebody who is not logged in to the login page and back."""
    return django_login_required(view)


def secretariat_required(view: View) -> Callable[..., HttpResponseBase]:
    """Refuse everybody but the secretariat."""

    @wraps(view)
    def guarded(request: AuthenticatedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_secretariat(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return django_login_required(guarded)


def private(view: View) -> Callable[..., HttpResponseBase]:
    """Show a page to the person herself only, never to somebody who acts for her."""

    @wraps(view)
    def guarded(request: AuthenticatedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _hers_alone(request) if request.user.acting else view(request, *args, **kwargs)

    return django_login_required(guarded)


def _hers_alone(request: HttpRequest) -> HttpResponse:
    return render(request, "people/hers_alone.html", status=403)


class ActingMiddleware:
    """While the secretariat acts for a person, the request's user is that person, and says who sits at the keys.

    Every check of rights and every audit entry follows by itself; without the mark in the session it costs nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if ACTING_FOR in request.session:
            _act(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Keep the library's pages on passkeys and login to the person herself."""
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        acting = getattr(request.user, "acting", None) is not None
        if acting and name.startswith(LIBRARY_PRIVATE) and name not in ALLOWED:
            return _hers_alone(request)
        return None


def _act(request: HttpRequest) -> None:
    """Let the request be that of the person, or end it where the right to act is gone."""
    behind = request.user
    person = Person.objects.filter(pk=request.session[ACTING_FOR]).first()
    if person is None or not may_act_for(behind, person):
        del request.session[ACTING_FOR]
        return
    person.acting = behind  # type: ignore[assignment] # may_act_for is true of persons only
    request.user = person
