"""The table of who may what: read the rows, find the functions, ask them."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import yaml
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from tests.house.floors import PACKAGE, PROJECT

CASES = PROJECT / "tests" / "cases" / "access"


def functions(room):
    """Return the public functions of a room's access that ask about a user."""
    own = [
        one
        for module in modules(room)
        for one in vars(module).values()
        if inspect.isfunction(one) and one.__module__ == module.__name__
    ]
    return {one.__name__: one for one in own if not one.__name__.startswith("_") and takes_user(one)}


def modules(room):
    """Return the access of a room, and its parts where it is a package."""
    access = import_module(f"knub.{room}.access")
    parts = iter_modules(getattr(access, "__path__", []))
    return [access, *(import_module(f"{access.__name__}.{one.name}") for one in parts)]


def takes_user(function):
    return next(iter(inspect.signature(function).parameters), "") in {"user", "_user"}


def rooms():
    found = [*PACKAGE.glob("*/access.py"), *PACKAGE.glob("*/access/")]
    return sorted(path.parent.name for path in found)


def table(room):
    path = CASES / f"{room}.yaml"
    return yaml.safe_load(path.read_text()) or {} if path.exists() else {}


def may(function, user, thing, key):
    """Return whether a function gives a user the thing, or says yes; several keys are a tuple."""
    needed = [one for one in inspect.signature(function).parameters.values() if one.default is one.empty]
    keys = key if isinstance(key, tuple) else (key,)
    asked = keys if function.__name__.startswith("get_") else (thing,)
    try:
        found = function(*[user, *asked][: len(needed)])
    except (Http404, PermissionDenied):
        return False
    return found.filter(pk=thing.pk).exists() if isinstance(found, QuerySet) else bool(found)
