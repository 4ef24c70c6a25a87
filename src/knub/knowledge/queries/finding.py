"""What a page is found by, and how late it comes."""

from datetime import date

from django.urls import reverse

from knub.knowledge.models import Page
from knub.parameters.tags import tags
from knub.search.actions import Findable
from knub.ui.markdown import as_text

FRESH, OVERDUE, PAST = 1.0, 0.5, 0.3
LONGEST = 120_000  # letters of a text that are indexed


def weight_of(page: Page, *, on: date) -> float:
    """Return how early a page comes: past its review date later, no longer holding last."""
    if not page.is_current(on):
        return PAST
    return OVERDUE if page.is_overdue(on) else FRESH


def findable(page: Page, *, on: date, file_texts: str = "") -> Findable:
    """Return what a page is found by, in Danish; its areas cost one query."""
    known = tags()
    labels = [known.themes[key].da for key in page.themes if key in known.themes]
    labels += [known.subject_areas[key].da for key in page.subject_areas if key in known.subject_areas]
    places = [str(area) for area in page.areas.all()]
    body = [page.summary, *(as_text(written) for written in page.texts.values())]
    body += [effect["text"] for effect in page.effects]
    return Findable(
        page.slug,
        title=page.title,
        url=reverse("knowledge:page", args=[page.slug]),
        names=" ".join([page.paragraph, page.co_authors, *places]).strip(),
        body=" ".join(filter(None, [*body, ", ".join(labels), file_texts]))[:LONGEST],
        weight=weight_of(page, on=on),
        of=page.changed_at,
    )
