"""What a mail to many says to each receiver, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from knub.domain.letters import escaped, merge
from knub.notify.models import BulkMail, Mail
from knub.ui.markdown import as_html, as_plain_mail


@dataclass(frozen=True)
class Receiver:
    """One receiver, as the room that knows her says: an address, a name, and what the fields say for her."""

    address: str
    name: str = ""
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A mail as one receiver gets it."""

    subject: str
    text: str
    html: str
    body: SafeString


@dataclass(frozen=True)
class Results:
    """How many mails of a bulk mail are in each state."""

    due: int
    sent: int
    refused: int
    reported: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.due + self.sent + self.refused + self.reported

    @property
    def done(self) -> int:
        """Those that have been tried."""
        return self.total - self.due


def written(bulk: BulkMail, receiver: Receiver) -> Written:
    """Return a mail as one receiver gets it; what she is called can neither add marks nor links."""
    body = bulk.body.replace("](/", f"]({settings.SITE_URL}/")
    plain = merge(body, {name: escaped(value) for name, value in receiver.merged.items()})
    shown = mark_safe(as_html(plain))  # noqa: S308 - cleaned there
    html = render_to_string("notify/bulk_mail.html", {"body": shown, "contact_mail": settings.CONTACT_MAIL})
    text = render_to_string(
        "notify/bulk_mail.txt", {"body": as_plain_mail(plain), "contact_mail": settings.CONTACT_MAIL}
    )
    return Written(" ".join(merge(bulk.subject, receiver.merged).split()), text.strip(), html, shown)


def receivers_of(bulk: BulkMail) -> tuple[Receiver, ...]:
    """Return those who got a bulk mail, for a correction to the same; one query."""
    mails = Mail.objects.filter(bulk_mail=bulk).order_by("pk").values_list("to", "merged")
    return tuple(Receiver(to, merged.get("navn", ""), merged) for to, merged in mails)


def bulk_mails_for(choice: Mapping[str, object]) -> QuerySet[BulkMail]:
    """Return the drafts and the bulk mails that were sent for a choice, the newest change first; none put away."""
    return BulkMail.objects.filter(choice__contains=choice, put_away_at__isnull=True)


def results(bulk: BulkMail) -> Results:
    """Return how far the sending of a bulk mail has come; one query."""
    rows = Mail.objects.filter(bulk_mail=bulk).order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict(rows)
    return Results(*(counts.get(state, 0) for state in ("due", "sent", "refused", "reported")))
