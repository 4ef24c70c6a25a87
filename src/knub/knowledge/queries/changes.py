"""Read the revisions of a page, and what changed between two of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from knub.knowledge.content import EVERY_FIELD, Content
from knub.knowledge.models import Page, Revision

WORDS = re.compile(r"\s+|[^\s]+")
LABELS: dict[str, StrOrPromise] = {
    "title": _("Title"), "summary": _("In short"), "co_authors": _("Written together with"),
    "visible_to": _("Who may read it"), "themes": _("Themes"), "subject_areas": _("Subject areas"),
    "levels": _("Levels"), "areas": _("Areas"), "criteria": _("Criteria it touched"), "partners": _("Partners"),
    "effects": _("Effects"), "paragraph": _("Paragraph"), "reading_by": _("Whose reading"),
    "valid_from": _("Holds from"), "valid_to": _("Holds until"), "held_on": _("Held on"),
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What changed in one field: pieces of text that are the same, new or gone ("", "ins", "del")."""

    label: StrOrPromise
    pieces: Sequence[tuple[str, str]]


def newest(page: Page) -> Revision:
    """Return what was stored last, which may be more than what readers see; one query."""
    return page.revisions.select_related("made_by").order_by("-number")[0]


def shown_content(page: Page) -> Content:
    """Return what readers see now; empty for a draft; one query."""
    revision = page.revisions.filter(shown_from__isnull=False).order_by("-number").first()
    return Content.from_json(revision.content) if revision else Content("")


def version_of(revision: Revision) -> str:
    """Return which version a writer saw."""
    return str(revision.number)


def earlier(page: Page) -> QuerySet[Revision]:
    """Return every revision, newest first."""
    return page.revisions.select_related("made_by").order_by("-number")


def difference(before: Content, after: Content) -> list[Change]:
    """Return every field in which two contents differ, with what is new and what is gone.

    >>> [(c.pieces) for c in difference(Content("En by"), Content("En stor by"))]
    [[('', 'En '), ('ins', 'stor '), ('', 'by')]]
    """
    pairs = [(label, old, new) for label, old, new in _fields(before, after) if old != new]
    return [Change(label, pieces(old, new)) for label, old, new in pairs]


def _fields(before: Content, after: Content) -> Iterator[tuple[StrOrPromise, str, str]]:
    for one in fields(Content):
        if one.name != "texts":
            yield LABELS[one.name], _written(getattr(before, one.name)), _written(getattr(after, one.name))
    for key, about in EVERY_FIELD.items():
        yield about.label, before.texts.get(key, ""), after.texts.get(key, "")


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(one if isinstance(one, str) else f"{one.kind}: {one.evidence}. {one.text}" for one in value)
    return str(value)


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    """Return two texts as one, with what is new and what is gone.

    >>> pieces("En by", "En by til")
    [('', 'En by'), ('ins', ' til')]
    """
    left, right = WORDS.findall(old), WORDS.findall(new)
    found = []
    for what, start, end, begin, stop in SequenceMatcher(None, left, right).get_opcodes():
        found += [("", "".join(left[start:end]))] if what == "equal" else []
        found += [("del", "".join(left[start:end]))] if what in {"delete", "replace"} else []
        found += [("ins", "".join(right[begin:stop]))] if what in {"insert", "replace"} else []
    return found
