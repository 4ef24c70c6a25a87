"""Who may read, write and approve knowledge; the only way to get a page."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.areas.access import AT_WORK
from knub.knowledge.content import VisibleTo
from knub.knowledge.models import News, NewsSource, Page, State
from knub.memberships.access import may_read_shared, member_municipalities
from knub.people.access import User, get_token, is_secretariat, own_municipalities, roles_today
from knub.people.models import Organisation

LINK = "news"  # the kind of the tokens by which news can be sent without login


def writing_municipalities(user: User) -> QuerySet[Organisation]:
    """Return the member municipalities in whose name a user may write today."""
    roles = roles_today(user).filter(kind__in=AT_WORK)
    return member_municipalities(timezone.localdate()).filter(pk__in=roles.values("organisation"))


def may_write(user: User) -> bool:
    """Return whether a user may write pages: people at work in a member municipality, and the secretariat."""
    return is_secretariat(user) or writing_municipalities(user).exists()


def may_approve(user: User) -> bool:
    """Return whether a user may approve rule interpretations and release news."""
    return is_secretariat(user)


def visible_pages(user: User) -> QuerySet[Page]:
    """Return the published and archived pages a user may read; drafts are apart."""
    pages = Page.objects.exclude(state=State.DRAFT)
    if is_secretariat(user):
        return pages
    allowed = Q(visible_to=VisibleTo.EVERYONE)
    if may_read_shared(user):
        allowed |= Q(visible_to=VisibleTo.MEMBERS)
    if user.is_authenticated:
        allowed |= Q(visible_to=VisibleTo.MUNICIPALITY, municipality__in=own_municipalities(user).values("pk"))
    return pages.filter(allowed)


def visible_drafts(user: User) -> QuerySet[Page]:
    """Return the drafts a user may read: the own municipality's; the secretariat's own, and those sent to it."""
    drafts = Page.objects.filter(state=State.DRAFT)
    if is_secretariat(user):
        return drafts.filter(Q(municipality__isnull=True) | Q(submitted_at__isnull=False))
    return drafts.filter(municipality__in=writing_municipalities(user).values("pk"))


def get_page(user: User, slug: str) -> Page:
    """Return a page a user may read, a draft too, or 404."""
    either = Q(pk__in=visible_pages(user).values("pk")) | Q(pk__in=visible_drafts(user).values("pk"))
    page = Page.objects.filter(either, slug=slug).select_related("municipality", "named_owner", "superseded_by").first()
    if page is None:
        raise Http404
    return page


def may_edit(user: User, page: Page) -> bool:
    """Return whether a user may edit a page: the people at work in its municipality, and the secretariat."""
    if is_secretariat(user):
        return True
    return page.municipality in writing_municipalities(user)


def get_page_to_edit(user: User, slug: str) -> Page:
    """Return a page a user may edit; 403 if only to read, 404 if not even that."""
    page = get_page(user, slug)
    if not may_edit(user, page):
        raise PermissionDenied
    return page


def may_own(user: User, page: Page) -> bool:
    """Return whether a user may answer for a page: those at work where it belongs."""
    if page.municipality_id is None:
        return is_secretariat(user)
    return page.municipality in writing_municipalities(user)


def sees_names(user: User) -> bool:
    """Return whether a user may read the names of people on pages: those who share with each other."""
    return may_read_shared(user)


def visible_news(user: User) -> QuerySet[News]:
    """Return the released news a user may read."""
    released = News.objects.filter(state=News.State.RELEASED)
    return released if may_read_shared(user) else released.filter(visible_to=VisibleTo.EVERYONE)


def get_news(user: User, year: int, slug: str) -> News:
    """Return a released piece of news a user may read, or 404."""
    return get_object_or_404(visible_news(user), year=year, slug=slug)


def get_proposal(user: User, pk: int) -> News:
    """Return news in any state, for the secretariat; 404 for others."""
    found = News.objects.select_related("source", "proposed_by")
    return get_object_or_404(found if is_secretariat(user) else found.none(), pk=pk)


def own_proposals(user: User) -> QuerySet[News]:
    """Return what a user has proposed."""
    return News.objects.filter(proposed_by=user.pk) if user.is_authenticated else News.objects.none()


def get_source_by_link(code: str, *, at: datetime) -> NewsSource:
    """Return who may send news by a link that still holds, or 404."""
    about = get_token(LINK, code, at=at).about
    return get_object_or_404(NewsSource, pk=about, ended_at__isnull=True)


def news_sources(user: User) -> QuerySet[NewsSource]:
    """Return the senders with a link; the secretariat's."""
    return NewsSource.objects.all() if is_secretariat(user) else NewsSource.objects.none()


def get_source(user: User, pk: int) -> NewsSource:
    """Return a sender with a link, or 404."""
    return get_object_or_404(news_sources(user), pk=pk)
