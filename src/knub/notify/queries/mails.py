"""Read what became of mails."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from knub.notify.models import DemoMail, Digest, DigestDay, Mail
from knub.ui.waiting import Kind, Waiting


@dataclass(frozen=True)
class Batch:
    """Mails with the same subject: how many wait, were sent and came back, and when the newest was written."""

    subject: str
    due: int
    sent: int
    failed: int
    last_at: datetime


def mails_about(about: str) -> QuerySet[Mail]:
    """Return the mails about a thing, such as "meetings.meeting:12", newest first."""
    return Mail.objects.filter(about=about)


def batches_about(about: str) -> tuple[Batch, ...]:
    """Return the mails about a thing, gathered by their subject, the newest first; one query."""
    state = {
        "due": Q(state=Mail.State.DUE),
        "sent": Q(state=Mail.State.SENT),
        "failed": Q(state__in=(Mail.State.REFUSED, Mail.State.REPORTED)),
    }
    counts = {name: Count("pk", filter=found) for name, found in state.items()}
    rows = mails_about(about).order_by().values("subject").annotate(**counts, last_at=Max("created_at"))
    found = rows.order_by("-last_at", "subject").values_list("subject", *counts, "last_at")
    return tuple(Batch(*row) for row in found)


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


def written_on(beginning: str) -> dict[str, datetime]:
    """Return when each mail whose key begins so was written down, by its key; one query."""
    return dict(Mail.objects.filter(key__startswith=beginning).values_list("key", "created_at"))


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
