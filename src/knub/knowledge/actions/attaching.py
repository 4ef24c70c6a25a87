"""The files of a page."""

from datetime import datetime

from django.db import transaction

from knub.audit.actions import record
from knub.files import actions as files
from knub.files.intake import Checked
from knub.files.models import Document
from knub.knowledge.models import Page
from knub.people.models import Person

SLOT = "attachment"


@transaction.atomic
def add_file(page: Page, found: Checked, *, title: str, at: datetime, by: Person) -> Document:
    """Put a checked file on a page."""
    document = files.store(found, thing=page, slot=SLOT, title=title, at=at, by=by)
    record("knowledge_file_added", page, by=by, file=document.title)
    return document


@transaction.atomic
def replace_file(page: Page, document: Document, found: Checked, *, at: datetime, by: Person) -> None:
    """Put a new version of a file on a page; those before it are kept."""
    version = files.replace(document, found, at=at, by=by)
    record("knowledge_file_replaced", page, by=by, file=document.title, number=version.number)


@transaction.atomic
def remove_file(page: Page, document: Document, *, at: datetime, by: Person) -> None:
    """Take a file off a page; it can be brought back for a while."""
    files.delete(document, at=at, by=by)
    record("knowledge_file_removed", page, by=by, file=document.title)
