"""A page as plain text with source and date, to paste into a municipality's own paper."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from knub.knowledge.content import FIELDS, EffectKind, Evidence, Kind
from knub.knowledge.models import Page
from knub.ui.formats import day
from knub.ui.markdown import as_text


def plain_text(page: Page, *, url: str, on: date) -> str:
    """Return the page as paragraphs: whose it is, what it says, where it stands and when it was copied."""
    return "\n\n".join(_paragraphs(page, url, on))


def _paragraphs(page: Page, url: str, on: date) -> Iterator[str]:
    yield f"{page.title} ({page.get_kind_display().lower()})"
    if page.summary:
        yield page.summary
    if page.kind == Kind.INTERPRETATION:
        yield from _reading(page, on)
    for field in FIELDS[page.kind]:
        if written := page.texts.get(field.key):
            yield f"{field.label}\n{as_text(written)}"
    for effect in page.effects:
        yield f"{EffectKind(effect['kind']).label} ({Evidence(effect['evidence']).label}): {effect['text']}"
    yield _("Source: %(who)s, %(url)s, copied on %(day)s.") % {"who": whose(page), "url": url, "day": day(on)}


def _reading(page: Page, on: date) -> Iterator[str]:
    yield _("%(paragraph)s as read by: %(who)s.") % {"paragraph": page.paragraph, "who": page.get_reading_by_display()}
    if page.valid_to and page.valid_to < on:
        yield _("NOTE: The reading held until %(day)s and holds no longer.") % {"day": day(page.valid_to)}
    yield _("A reading shared between colleagues. It is not legal advice.")


def whose(page: Page) -> str:
    """Return who stands behind a page, as readers are told."""
    sender = str(page.municipality) if page.municipality else _("The secretariat")
    return f"{sender}, {page.co_authors}" if page.co_authors else sender
