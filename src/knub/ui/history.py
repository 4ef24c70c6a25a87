"""What was done to a thing, in plain sentences; docs/howto/history.md shows how a room adds its own."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from knub.ui import formats

__all__ = ["Line", "lines", "sentences"]

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Sentence = StrOrPromise | Callable[[Mapping[str, Any]], StrOrPromise]
Sentences = Mapping[str, Sentence]
Words = Mapping[str, Mapping[str, StrOrPromise]]


class Entry(Protocol):
    """What audit keeps of one deed."""

    at: datetime
    verb: str
    actor_id: int | None
    actor: str
    on_behalf_of_id: int | None
    on_behalf_of: str
    label: str
    facts: Any


@dataclass(frozen=True)
class Line:
    """When, and one sentence; a template escapes it like any other text."""

    at: datetime
    text: str


@cache
def sentences() -> tuple[Sentences, Words]:
    """Return every verb's sentence, and the words for keys among the facts, from the module `history` of each room."""
    said: dict[str, Sentence] = {}
    words: dict[str, Mapping[str, StrOrPromise]] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("knub.") and module_has_submodule(config.module, "history") and config.label != "ui":
            found = import_module(f"{config.name}.history")
            said |= found.SENTENCES
            words |= getattr(found, "WORDS", {})
    return said, words


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Return what was done, each as a sentence in the reader's language."""
    return [Line(entry.at, _sentence(entry)) for entry in entries]


def _sentence(entry: Entry) -> str:
    said, words = sentences()
    found = said.get(entry.verb) or _("%(who)s changed %(what)s.")
    template = found(entry.facts) if callable(found) else found
    facts = {name: _written(value, words.get(name, {})) for name, value in dict(entry.facts).items()}
    told = str(template) % _Facts({**facts, "who": _who(entry), "what": entry.label or _("a former user")})
    return told[:1].upper() + told[1:]


def _who(entry: Entry) -> str:
    if entry.actor_id is None:
        return entry.actor or "KNUB"
    actor = entry.actor or _("a former user")
    if entry.on_behalf_of_id is None and not entry.on_behalf_of:
        return actor
    behalf = entry.on_behalf_of or _("a former user")
    return _("%(who)s (on behalf of %(other)s)") % {"who": actor, "other": behalf}


def _written(value: Any, words: Mapping[str, StrOrPromise]) -> str:
    """Return a fact as a reader writes it: a day in full, a key by its word, yes or no."""
    if isinstance(value, list):
        return get_text_list([_written(one, words) for one in value], _("and"))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and DAY.fullmatch(value):
        return formats.day(date.fromisoformat(value))
    return str(words.get(str(value), value))


class _Facts(dict[str, str]):
    """A sentence that names a fact an old entry lacks still stands, with a dash there."""

    def __missing__(self, key: str) -> str:
        return "–"
