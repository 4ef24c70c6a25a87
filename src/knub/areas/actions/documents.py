"""Store what a municipality uploads about itself or an area, with an audit entry on that thing."""

from datetime import datetime

from django.db import transaction

from knub.areas.actions.behalf import on_behalf_of
from knub.areas.models import Area
from knub.audit.actions import record
from knub.files import actions as files
from knub.files.intake import Checked
from knub.files.models import Document
from knub.people.models import Organisation, Person

Owner = Area | Organisation


@transaction.atomic
def upload_document(owner: Owner, file: Checked, *, slot: str, title: str, at: datetime, by: Person) -> Document:
    """Store a document of a municipality or an area."""
    document = files.store(file, thing=owner, slot=slot, title=title, at=at, by=by)
    _record("document_uploaded", owner, document, by)
    return document


@transaction.atomic
def replace_document(owner: Owner, document: Document, file: Checked, *, at: datetime, by: Person) -> None:
    """Store a new version; those before it are kept."""
    files.replace(document, file, at=at, by=by)
    _record("document_replaced", owner, document, by)


@transaction.atomic
def delete_document(owner: Owner, document: Document, *, at: datetime, by: Person) -> None:
    """Take a document out of sight."""
    files.delete(document, at=at, by=by)
    _record("document_deleted", owner, document, by)


@transaction.atomic
def restore_document(owner: Owner, document: Document, *, by: Person) -> None:
    """Bring a deleted document back."""
    files.restore(document)
    _record("document_restored", owner, document, by)


def _record(verb: str, owner: Owner, document: Document, by: Person) -> None:
    municipality = owner if isinstance(owner, Organisation) else owner.municipality
    record(verb, owner, by=by, **on_behalf_of(by, municipality), title=document.title)
