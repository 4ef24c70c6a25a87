"""Write pages: every version is kept, and readers see the newest that is approved."""

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.areas.models import Area
from knub.audit.actions import record
from knub.knowledge.actions.keeping import put_in_index, review_day
from knub.knowledge.content import Content, Kind
from knub.knowledge.models import LETTERS, Page, Revision, State
from knub.knowledge.queries.changes import newest, version_of
from knub.people.access import is_secretariat
from knub.people.models import Organisation, Person
from knub.ui.editing import refuse_if_edited
from knub.ui.writing import refuse_personal_number

LONGEST_SLUG = 70


@transaction.atomic
def start_page(
    kind: str,
    content: Content,
    *,
    municipality: Organisation | None,
    at: datetime,
    by: Person,
    came_from: str = "",
) -> Page:
    """Begin a draft; a municipality of None is the secretariat's own page.

    came_from : the address of what it began as, such as an answer in sparring
    """
    page = Page(kind=kind, municipality=municipality, named_owner=by, made_at=at, changed_at=at, came_from=came_from)
    page.slug = _free_slug(content.title)
    page.title = content.title
    page.save()
    revision = _revise(page, content, note="", at=at, by=by)
    _show(page, revision, at=at)
    record("knowledge_started", page, by=by)
    return page


@transaction.atomic
def store_page(page: Page, content: Content, *, seen: str, note: str = "", at: datetime, by: Person) -> Revision:
    """Store a new version, EditedMeanwhileError if the newest is not `seen`.

    A draft stays a draft. On a published page readers see it at once, except a rule interpretation, which waits.
    """
    page = _locked(page)
    refuse_if_edited(seen=seen, now=version_of(newest(page)))
    revision = _revise(page, content, note=note, at=at, by=by)
    if page.is_draft or not needs_approval(page, by=by):
        _show(page, revision, at=at)
    elif page.submitted_at is None:
        page.submitted_at, page.sent_back = at, ""
        page.save(update_fields=["submitted_at", "sent_back"])
    record("knowledge_stored", page, by=by, number=revision.number)
    return revision


def needs_approval(page: Page, *, by: Person) -> bool:
    """Return whether what somebody writes on a page waits for the secretariat: rule interpretations do."""
    return page.kind == Kind.INTERPRETATION and not is_secretariat(by)


@transaction.atomic
def publish(page: Page, *, at: datetime, by: Person) -> Page:
    """Show a draft to its readers, or send a rule interpretation to the secretariat; twice is once."""
    page = _locked(page)
    if not page.is_draft:
        return page
    if needs_approval(page, by=by):
        page.submitted_at, page.sent_back = page.submitted_at or at, ""
        page.save(update_fields=["submitted_at", "sent_back"])
        record("knowledge_submitted", page, by=by)
        return page
    _publish(page, at=at)
    record("knowledge_published", page, by=by)
    return page


@transaction.atomic
def approve(page: Page, *, seen: str, at: datetime, by: Person) -> None:
    """Let readers see the version the secretariat has read; EditedMeanwhileError if another has come since."""
    page = _locked(page)
    revision = newest(page)
    refuse_if_edited(seen=seen, now=version_of(revision))
    if page.submitted_at is None:
        raise ValidationError(_("It no longer waits for approval."), code="not_waiting")
    page.submitted_at, page.sent_back = None, ""
    _show(page, revision, at=at)
    _publish(page, at=at)
    record("knowledge_approved", page, by=by, number=revision.number)


@transaction.atomic
def send_back(page: Page, *, reason: str, by: Person) -> None:
    """Return a rule interpretation to its writers with what should be mended; readers see what they saw before."""
    page = _locked(page)
    if page.submitted_at is None:
        raise ValidationError(_("It no longer waits for approval."), code="not_waiting")
    page.submitted_at, page.sent_back = None, reason
    page.save(update_fields=["submitted_at", "sent_back"])
    record("knowledge_sent_back", page, by=by, reason=reason)


@transaction.atomic
def name_owner(page: Page, person: Person, *, by: Person) -> None:
    """Name who answers for a page; when she leaves, it is the contact person again."""
    page = _locked(page)
    page.named_owner = person
    page.save(update_fields=["named_owner"])
    record("knowledge_owner_named", page, by=by)


@transaction.atomic
def delete_draft(page: Page, *, by: Person) -> None:
    """Delete a draft that nobody but its writers has seen; a page that was published is archived instead."""
    page = _locked(page)
    if not page.is_draft or page.submitted_at is not None:
        raise ValidationError(_("Only a draft can be deleted. Put the page in the archive instead."), code="published")
    record("knowledge_draft_deleted", page, by=by)
    page.delete()


def _locked(page: Page) -> Page:
    return Page.objects.select_for_update(no_key=True, of=("self",)).select_related("municipality").get(pk=page.pk)


def _revise(page: Page, content: Content, *, note: str, at: datetime, by: Person) -> Revision:
    refuse_personal_number("\n".join([content.title, content.summary, *content.texts.values()]))
    last = page.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    return Revision.objects.create(
        page=page, number=last + 1, content=content.as_json(), note=note, made_at=at, made_by=by
    )


def _show(page: Page, revision: Revision, *, at: datetime) -> None:
    """Put what a revision says where readers read it."""
    content = Content.from_json(revision.content)
    for name, value in content.as_json().items():
        if name not in {"areas", "effects", "valid_from", "valid_to", "held_on"}:
            setattr(page, name, value)
    page.effects = [asdict(effect) for effect in content.effects]
    page.valid_from, page.valid_to, page.held_on = content.valid_from, content.valid_to, content.held_on
    page.changed_at = at
    page.save()
    page.areas.set(Area.objects.filter(key__in=content.areas))
    page.revisions.filter(pk=revision.pk).update(shown_from=None if page.is_draft else at)
    put_in_index(page, on=timezone.localdate(at))


def _publish(page: Page, *, at: datetime) -> None:
    today = timezone.localdate(at)
    if page.published_at is None:
        app.configure_task("knowledge.tell_of").defer(kind="knowledge", pk=page.pk)
    page.state = State.PUBLISHED
    page.published_at = page.published_at or at
    page.reviewed_on, page.review_on, page.overdue_told_at = today, review_day(page.kind, today), None
    page.changed_at = at
    page.save()
    page.revisions.filter(shown_from__isnull=True).update(shown_from=at)
    put_in_index(page, on=today)


def _free_slug(title: str) -> str:
    wanted = slugify(title.casefold().translate(LETTERS))[:LONGEST_SLUG].strip("-") or "side"
    taken = set(Page.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    endings = ("", *(f"-{number}" for number in range(2, len(taken) + 3)))
    return next(wanted + ending for ending in endings if wanted + ending not in taken)
