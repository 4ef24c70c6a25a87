"""Read what became of mails."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from knub.notify.models import DemoMail, Digest, DigestDay, Mail
from knub.ui.waiting import Kind, Waiting


def not_arrived() -> QuerySet[Mail]:
    """Return the mails that were refused or reported back and that nobody has seen to, oldest first."""
    return Mail.objects.filter(failed_at__isnull=False, set_aside_at__isnull=True).order_by("failed_at")


def waiting() -> tuple[Waiting, ...]:
    """Return the mails that did not arrive; one query."""
    return tuple(map(_mail, not_arrived()))


def _mail(mail: Mail) -> Waiting:
    assert mail.failed_at is not None  # noqa: S101 - filtered above
    what = _("“%(subject)s” did not arrive") % {"subject": mail.subject}
    url = reverse("home:mail", args=[mail.pk])
    return Waiting(Kind.MAIL, what, mail.failed_at, url, who=mail.to, text=mail.refusal)


def demo_mails() -> QuerySet[DemoMail]:
    """Return what the demo's mailbox holds, newest first."""
    return DemoMail.objects.all()


def about(email: str) -> dict[str, list[dict[str, Any]]]:
    """Return the mails sent to an address, and what is noted of what was gathered for it; three queries."""
    mails = Mail.objects.filter(to__iexact=email).values("subject", "text", "state", "created_at", "sent_at")
    told = Digest.objects.filter(receiver__iexact=email)
    days = DigestDay.objects.filter(receiver__iexact=email)
    return {
        "notify.mail": [dict(row) for row in mails],
        "notify.gathered": [dict(row) for row in told.values("kind", "told_until")],
        "notify.gathered_day": [dict(row) for row in days.values("weekday")],
    }
