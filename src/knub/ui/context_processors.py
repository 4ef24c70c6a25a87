"""What every page shows: the menu, the operator, and whether this is a demo."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

MenuEntry = tuple[Any, str, str | None]


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the entries of menu and footer whose rooms exist, and the names of the footer."""
    audiences = _audiences(request)
    return {
        "menu": menu(settings.MENU, request, audiences),
        "footer": menu(settings.FOOTER, request, audiences),
        "operator": settings.OPERATOR_NAME,
        "demo": settings.DEMO,
        "contact_mail": settings.CONTACT_MAIL,
        "contact_phone": settings.CONTACT_PHONE,
    }


def _audiences(request: HttpRequest) -> frozenset[str]:
    user, found = getattr(request, "user", None), frozenset[str]()
    return import_string(settings.MENU_AUDIENCES)(user) if user is not None else found


def menu(entries: Iterable[MenuEntry], request: HttpRequest, audiences: frozenset[str]) -> list[dict[str, Any]]:
    """Return label, address and whether the page lies below it, for every entry that exists and is for the user."""
    found = []
    for label, name, shown_to in entries:
        address = address_of(name)
        if address and (shown_to is None or shown_to in audiences):
            found.append({"label": label, "url": address, "current": request.path.startswith(address)})
    return found


def address_of(name: str) -> str | None:
    """Return the address of a page, or None while its room does not exist."""
    return _address_in(name, settings.ROOT_URLCONF)


@cache
def _address_in(name: str, _addresses: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
