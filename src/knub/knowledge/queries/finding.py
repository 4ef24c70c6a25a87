"""What a page is found by, and how late it comes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from knub.files.queries import FileText, texts_of
from knub.knowledge.models import News, Page
from knub.parameters.tags import tags
from knub.search.actions import Findable, as_part, tag_keys
from knub.search.queries import Rights, Standing
from knub.ui.markdown import as_text

FRESH, OVERDUE, PAST = 1.0, 0.5, 0.3
LONGEST = 120_000  # letters of a text that are indexed


def weight_of(page: Page, *, on: date) -> float:
    """Return how early a page comes: past its review date later, no longer holding last."""
    if not page.is_current(on):
        return PAST
    return OVERDUE if page.is_overdue(on) else FRESH


def findables(page: Page, texts: Sequence[FileText], *, on: date) -> list[Findable]:
    """Return what a page and its files are found by, in Danish; its areas cost one query."""
    found = _findable(page, on=on)
    return [found, *(as_part(found, text, anchor="filer") for text in texts)]


def _findable(page: Page, *, on: date) -> Findable:
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
        body=" ".join(filter(None, [*body, ", ".join(labels)]))[:LONGEST],
        weight=weight_of(page, on=on),
        of=page.changed_at,
        tags=tag_keys(page),
        standing=_standing(page, on),
    )


def file_texts(pages: Iterable[Page]) -> Mapping[str, Sequence[FileText]]:
    """Return what the files of some pages say, by the pages' pk as text; one query."""
    return texts_of(Page._meta.label_lower, [str(page.pk) for page in pages])  # noqa: SLF001


def found_pages(pages: QuerySet[Page]) -> Rights:
    """Return some pages as search asks for them."""
    return Rights(pages, "slug")


def _standing(page: Page, on: date) -> str:
    if page.is_archived:
        return Standing.ARCHIVED
    if page.is_current(on):
        return Standing.CURRENT
    return Standing.PAST if page.valid_to and page.valid_to < on else Standing.COMING


def found_news(news: QuerySet[News]) -> Rights:
    """Return some news as search asks for them."""
    return Rights(news)


def marks_of(pages: QuerySet[Page], slugs: Iterable[str], *, on: date) -> Mapping[str, str]:
    """Return what a reader of a list of hits must know about some of them; one query, none for no pages."""
    wanted = list(slugs)
    found = {page.slug: _mark(page, on) for page in pages.filter(slug__in=wanted)} if wanted else {}
    return {slug: mark for slug, mark in found.items() if mark}


def news_marks_of(news: QuerySet[News], ids: Iterable[str], *, on: date) -> Mapping[str, str]:
    """Return which of some hits are news of their time; one query, none for no news."""
    wanted = [int(one) for one in ids]
    old = [one for one in news.filter(pk__in=wanted) if one.is_of_its_time(on)] if wanted else []
    return {str(one.pk): _("of its time") for one in old}


def _mark(page: Page, on: date) -> str:
    if page.is_archived:
        return _("In the archive")
    if not page.is_current(on):
        return _("No longer holds") if page.valid_to and page.valid_to < on else _("Not yet in force")
    return _("Should be looked through") if page.is_overdue(on) else ""
