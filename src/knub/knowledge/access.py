"""Who may read, write and approve knowledge; the only way to get a page."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from knub.areas.access import AT_WORK
from knub.knowledge.content import VisibleTo
from knub.knowledge.models import Page, State
from knub.memberships.access import may_read_shared, member_municipalities
from knub.people.access import User, is_secretariat, own_municipalities, roles_today
from knub.people.models import Organisation


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
