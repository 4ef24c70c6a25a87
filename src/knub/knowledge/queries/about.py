"""What waits for the secretariat, and what is known about a person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from knub.knowledge.models import News, Page, Revision
from knub.knowledge.queries.news import waiting_news
from knub.people.models import Person
from knub.ui.waiting import Kind, Waiting


def waiting() -> tuple[Waiting, ...]:
    """Return the rule interpretations and the news that wait for the secretariat; two queries."""
    pages = Page.objects.filter(submitted_at__isnull=False).select_related("municipality")
    return (*map(_page, pages), *waiting_news())


def _page(page: Page) -> Waiting:
    assert page.submitted_at is not None  # noqa: S101 - filtered above
    what = _("Rule interpretation: “%(title)s”") % {"title": page.title}
    url = reverse("knowledge:approve", args=[page.slug])
    return Waiting(Kind.TEXT, what, page.submitted_at, url, who=str(page.municipality or ""))


def about(person: Person) -> dict[str, Any]:
    """Return what a person has written and read here; four queries."""
    owned = Page.objects.filter(named_owner=person).values("title", "kind", "state", "made_at", "published_at")
    written = Revision.objects.filter(made_by=person).values("page__title", "number", "made_at", "content")
    news = News.objects.filter(proposed_by=person).values("title", "state", "proposed_at", "released_at")
    return {
        "knowledge.page": list(owned),
        "knowledge.revision": list(written),
        "knowledge.news": list(news),
        "knowledge.seen": list(person.knowledge_seen.values("about", "seen_at")),
    }
