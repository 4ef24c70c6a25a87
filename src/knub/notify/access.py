"""Get mails. They are the secretariat's: whoever asks here has made sure of that, since this room knows no roles."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from knub.notify.models import BulkMail, Mail


def visible_mails() -> QuerySet[Mail]:
    """Return every mail."""
    return Mail.objects.all()


def get_mail(pk: int) -> Mail:
    """Return a mail, or 404."""
    return get_object_or_404(visible_mails(), pk=pk)


def visible_bulk_mails() -> QuerySet[BulkMail]:
    """Return every draft and every bulk mail that was sent, the newest change first."""
    return BulkMail.objects.all()


def get_bulk_mail(pk: int) -> BulkMail:
    """Return a draft or a bulk mail that was sent, or 404."""
    return get_object_or_404(BulkMail.objects.select_related("corrects"), pk=pk)
