"""What every page shows: the menu, the operator, and whether this is a demo."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the menu entries whose rooms exist, and the names of the footer."""
    return {
        "menu": menu(settings.MENU, request.path),
        "operator": settings.OPERATOR_NAME,
        "demo": settings.DEMO,
        "contact_mail": settings.CONTACT_MAIL,
        "contact_phone": settings.CONTACT_PHONE,
    }


def menu(entries: Iterable[tuple[Any, str]], path: str) -> list[dict[str, Any]]:
    """Return label, address and whether the page lies below it, for every entry that has an address."""
    found = []
    for label, name in entries:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        found.append({"label": label, "url": address, "current": path.startswith(address)})
    return found
