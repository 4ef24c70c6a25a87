"""Get mails. They are the secretariat's: whoever asks here has made sure of that, since this room knows no roles."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from knub.notify.models import Mail


def visible_mails() -> QuerySet[Mail]:
    """Return every mail."""
    return Mail.objects.all()


def get_mail(pk: int) -> Mail:
    """Return a mail, or 404."""
    return get_object_or_404(visible_mails(), pk=pk)
