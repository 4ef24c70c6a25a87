"""The typed request of somebody who is logged in, and the decorators that make sure of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required as django_login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from knub.people.access import is_secretariat
from knub.people.models import Person


class AuthenticatedRequest(HttpRequest):
    """A request whose user is a person."""

    user: Person


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
