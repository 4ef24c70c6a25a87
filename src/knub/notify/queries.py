"""Read what became of mails."""

from django.db.models import QuerySet

from knub.notify.models import DemoMail, Mail


def refused() -> QuerySet[Mail]:
    """Return the mails that a server refused, newest first."""
    return Mail.objects.filter(state=Mail.State.REFUSED)


def demo_mails() -> QuerySet[DemoMail]:
    """Return what the demo's mailbox holds, newest first."""
    return DemoMail.objects.all()
