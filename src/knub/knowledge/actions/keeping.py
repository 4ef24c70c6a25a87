"""Keep pages true: looked through again, superseded, archived, and found in the right order."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from knub.audit.actions import record
from knub.knowledge.content import Kind
from knub.knowledge.models import Page, State, ToolUse
from knub.knowledge.queries.finding import file_texts, findables
from knub.knowledge.queries.pages import owner
from knub.notify import actions as notify
from knub.people.models import Organisation, Person
from knub.search import actions as search
from knub.ui.formats import day

KIND = "knowledge"
REVIEW_AFTER_MONTHS = {Kind.INTERPRETATION: 6, Kind.TIP: 24}
REVIEW_AFTER_MONTHS_OTHERWISE = 12
LOOKED_BACK = timedelta(days=14)  # readings that ended or began since then are put in the index again


@transaction.atomic
def still_right(page: Page, *, on: date, by: Person) -> None:
    """Note that a page has been looked through and is still right; the text does not change."""
    page = _locked(page)
    page.reviewed_on, page.review_on, page.overdue_told_at = on, review_day(page.kind, on), None
    page.save(update_fields=["reviewed_on", "review_on", "overdue_told_at"])
    put_in_index(page, on=on)
    record("knowledge_still_right", page, by=by)


@transaction.atomic
def archive(page: Page, *, reason: str, at: datetime, by: Person) -> None:
    """Take a page out of lists and search; its address lasts and says why."""
    page = _locked(page)
    if page.state != State.PUBLISHED:
        raise ValidationError(_("Only a published page can be put in the archive."), code="not_published")
    page.state, page.archived_at, page.archive_reason = State.ARCHIVED, at, reason
    page.save(update_fields=["state", "archived_at", "archive_reason"])
    put_in_index(page, on=timezone.localdate(at))
    record("knowledge_archived", page, by=by, reason=reason)


@transaction.atomic
def restore(page: Page, *, at: datetime, by: Person) -> None:
    """Take a page out of the archive again."""
    page = _locked(page)
    if page.state != State.ARCHIVED:
        raise ValidationError(_("The page is not in the archive."), code="not_archived")
    page.state, page.archived_at, page.archive_reason = State.PUBLISHED, None, ""
    page.save(update_fields=["state", "archived_at", "archive_reason"])
    put_in_index(page, on=timezone.localdate(at))
    record("knowledge_restored", page, by=by)


@transaction.atomic
def supersede(page: Page, newer: Page, *, until: date, by: Person) -> None:
    """Say which reading takes another's place, and the last day the old one holds."""
    page = _locked(page)
    if newer.pk == page.pk or page.kind != Kind.INTERPRETATION or newer.kind != Kind.INTERPRETATION:
        raise ValidationError(_("Choose another rule interpretation."), code="same")
    if page.valid_from and until < page.valid_from:
        raise ValidationError(_("The last day lies before the day it holds from. Choose a later day."), code="before")
    page.superseded_by, page.valid_to = newer, until
    page.save()
    put_in_index(page, on=timezone.localdate())
    record("knowledge_superseded", page, by=by, newer=newer.slug)


@transaction.atomic
def set_use(page: Page, municipality: Organisation, *, uses: bool, at: datetime, by: Person) -> None:
    """Say that a municipality uses a tool, or no longer; twice is once."""
    if page.kind != Kind.TOOL:
        raise ValidationError(_("Only tools are used this way."), code="no_tool")
    if uses:
        rows = [ToolUse(page=page, municipality=municipality, said_at=at)]
        ToolUse.objects.bulk_create(rows, ignore_conflicts=True)
    else:
        ToolUse.objects.filter(page=page, municipality=municipality).delete()
    record("tool_used" if uses else "tool_not_used", page, by=by, municipality=str(municipality))


@transaction.atomic
def keep_fresh(*, now: datetime) -> int:
    """Tell the owner of each page that is overdue, once, and let what is late or past come later in search."""
    today = timezone.localdate(now)
    ended = Q(valid_to__lt=today, valid_to__gte=today - LOOKED_BACK)
    begun = Q(valid_from__lte=today, valid_from__gt=today - LOOKED_BACK)
    published = Page.objects.filter(state=State.PUBLISHED).select_for_update(no_key=True).order_by("pk")
    for page in published.filter(ended | begun):
        put_in_index(page, on=today)
    late = list(published.filter(review_on__lt=today, overdue_told_at__isnull=True))
    for page in late:
        _tell_owner(page, on=today)
        page.overdue_told_at = now
        page.save(update_fields=["overdue_told_at"])
        put_in_index(page, on=today)
    return len(late)


def review_day(kind: str, on: date) -> date:
    """Return the day a page should be looked through again.

    >>> review_day("regelfortolkning", date(2026, 8, 31)), review_day("redskab", date(2024, 2, 29))
    (datetime.date(2027, 2, 28), datetime.date(2025, 2, 28))
    """
    months = REVIEW_AFTER_MONTHS.get(Kind(kind), REVIEW_AFTER_MONTHS_OTHERWISE)
    years, month = divmod(on.month - 1 + months, 12)
    first = date(on.year + years, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(on.day, (after - first).days))


@transaction.atomic
def index_all(*, on: date) -> None:
    """Let every page that is no draft be found, and no other; for a restored or new database."""
    pages = Page.objects.exclude(state=State.DRAFT).prefetch_related("areas")
    texts = file_texts(pages)
    with override("da"):
        search.replace_kind(
            KIND, (one for page in pages for one in findables(page, texts.get(str(page.pk), ()), on=on))
        )


@transaction.atomic
def index_of_files(kind: str, object_id: str, *, on: date) -> None:
    """Let a page be found by its files as they are now; nothing for other things."""
    if kind == Page._meta.label_lower:  # noqa: SLF001 - Django's public name begins with an underscore
        for page in Page.objects.filter(pk=object_id):
            put_in_index(page, on=on)


def put_in_index(page: Page, *, on: date) -> None:
    """Let a page and its files be found as they stand; one in the archive only where one asks for the archive."""
    if page.state != State.DRAFT:
        texts = file_texts([page]).get(str(page.pk), ())
        with override("da"):
            search.put_whole(KIND, *findables(page, texts, on=on))
    else:
        search.remove(KIND, page.slug)


def _tell_owner(page: Page, *, on: date) -> None:
    answers = owner(page, on=on)
    if answers is None or page.review_on is None:
        return
    with override(answers.language):
        facts = {"title": page.title, "day": day(page.review_on)}
        paragraphs = [
            _("“%(title)s” should have been looked through again by %(day)s.") % facts,
            _("Open the page. If nothing has changed, press “Still right”. Otherwise correct it or archive it."),
            f"{settings.SITE_URL}{reverse('knowledge:page', args=[page.slug])}",
            _("You get this mail once for the page. Until it is looked through, it comes later in search."),
        ]
        subject = _("Is “%(title)s” still right?") % facts
    key = f"knowledge-overdue-{page.pk}-{page.review_on.isoformat()}"
    notify.send(key=key, to=answers.email, subject=subject, text="\n\n".join(paragraphs) + "\n")


def _locked(page: Page) -> Page:
    return Page.objects.select_for_update(no_key=True, of=("self",)).get(pk=page.pk)
