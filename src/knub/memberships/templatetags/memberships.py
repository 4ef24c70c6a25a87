"""Amounts and texts of memberships in templates."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.domain import values
from knub.memberships import queries
from knub.memberships.queries import Words
from knub.parameters import tags

register = template.Library()


@register.filter
def kroner(amount: Decimal | str | None) -> str:
    """Write an amount in kroner; unknown is never 0."""
    if amount is None:
        return _("Not decided yet")
    return values.kroner(Decimal(amount)).in_language(get_language() or "da")


@register.simple_tag
def in_language(texts: Mapping[str, str]) -> str:
    """Write a text that is kept in Danish and English."""
    return texts["en" if (get_language() or "da").startswith("en") else "da"]


@register.simple_tag
def own_words(thing: Any, field: str) -> Words:
    """Return a text of a network year or a seat rule as the reader can have it, with the language it is in."""
    return queries.own_words(thing, field, get_language() or "da")


@register.filter
def theme_name(key: str) -> str:
    """Write a theme in the reader's language; one that is no longer a tag stands as it was stored."""
    found = tags().themes.get(key)
    return found.in_language(get_language() or "da") if found else key
