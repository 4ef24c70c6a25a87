"""What uploads and mails announce and sparring hears, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from knub.files.signals import documents_changed
from knub.notify.signals import mail_leaving
from knub.sparring import actions


@receiver(documents_changed)
def find_by_files(*, kind: str, object_id: str, **_more: Any) -> None:
    """The files of a question or an answer are others, or have been read: the question is found by them."""
    actions.index_of_files(kind, object_id)


@receiver(mail_leaving)
def look_at_rights(*, to: str, about: str, **_more: Any) -> bool | None:
    """A mail is about to be sent: whoever may no longer read what it is about does not get it."""
    return actions.may_get(to, about)
