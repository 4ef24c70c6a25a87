"""What waits for the secretariat, and what is known about a person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from knub.knowledge.models import Page, Revision
from knub.people.models import Person
from knub.ui.waiting import Kind, Waiting


def waiting() -> tuple[Waiting, ...]:
    """Return the rule interpretations that wait for approval; one query."""
    pages = Page.objects.filter(submitted_at__isnull=False).select_related("municipality")
    return tuple(map(_page, pages))


def _page(page: Page) -> Waiting:
    assert page.submitted_at is not None  # noqa: S101 - filtered above
    what = _("Rule interpretation: “%(title)s”") % {"title": page.title}
    url = reverse("knowledge:approve", args=[page.slug])
    return Waiting(Kind.TEXT, what, page.submitted_at, url, who=str(page.municipality or ""))


def about(person: Person) -> dict[str, Any]:
    """Return what a person has written here; two queries."""
    owned = Page.objects.filter(named_owner=person).values("title", "kind", "state", "made_at", "published_at")
    written = Revision.objects.filter(made_by=person).values("page__title", "number", "made_at", "content")
    return {"knowledge.page": list(owned), "knowledge.revision": list(written)}
