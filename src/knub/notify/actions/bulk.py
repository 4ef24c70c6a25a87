"""Keep drafts of mails to many, and send one to everybody at once, once."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.audit.actions import Actor, record
from knub.notify.actions.mails import send
from knub.notify.models import BulkMail
from knub.notify.queries.bulk import Receiver, written


@transaction.atomic
def write_bulk(
    *, subject: str, body: str, choice: Mapping[str, object], by: Actor, corrects: BulkMail | None = None
) -> BulkMail:
    """Keep a new draft."""
    now = timezone.now()
    return BulkMail.objects.create(
        subject=subject, body=body, choice=dict(choice), corrects=corrects,
        made_at=now, made_by=by.name, changed_at=now, changed_by=by.name,
    )  # fmt: skip


@transaction.atomic
def change_bulk(
    bulk: BulkMail, *, subject: str, body: str, choice: Mapping[str, object], seen_at: datetime | None, by: Actor
) -> BulkMail:
    """Change a draft; refuse if it has been sent, or if somebody changed it since it was read."""
    bulk = _draft(bulk)
    if bulk.changed_at != seen_at:
        raise ValidationError(
            _("%(name)s has changed the draft since you opened it. Your text is still here: save again to keep yours."),
            code="changed",
            params={"name": bulk.changed_by},
        )
    bulk.subject, bulk.body, bulk.choice = subject, body, dict(choice)
    bulk.changed_at, bulk.changed_by = timezone.now(), by.name
    bulk.save()
    return bulk


@transaction.atomic
def put_away(bulk: BulkMail, *, by: Actor) -> None:
    """Put a draft away; it is kept and can be taken out again."""
    bulk = _draft(bulk)
    bulk.put_away_at = timezone.now()
    bulk.save(update_fields=["put_away_at"])
    record("bulk_mail_put_away", bulk, by=by)


@transaction.atomic
def take_out(bulk: BulkMail, *, by: Actor) -> None:
    """Take a draft out again."""
    bulk = _draft(bulk)
    bulk.put_away_at = None
    bulk.save(update_fields=["put_away_at"])
    record("bulk_mail_taken_out", bulk, by=by)


@transaction.atomic
def send_bulk(bulk: BulkMail, receivers: Sequence[Receiver], *, expected: int, by: Actor) -> BulkMail:
    """Send a draft to everybody, all or none; refuse if it was sent, or if they are not as many as was confirmed."""
    bulk = _draft(bulk)
    once = {receiver.address.casefold(): receiver for receiver in reversed(receivers)}
    if not once:
        raise ValidationError(_("Nobody is chosen."), code="nobody")
    if len(once) != expected:
        raise ValidationError(_number_differs(len(once)), code="number")
    for receiver in reversed(once.values()):
        mail = written(bulk, receiver)
        send(
            key=f"bulk-{bulk.pk}-{_digest(receiver.address)}", to=receiver.address, subject=mail.subject,
            text=mail.text, html=mail.html, bulk_mail=bulk, merged=dict(receiver.merged),
        )  # fmt: skip
    bulk.sent_at, bulk.sent_by, bulk.sent_count = timezone.now(), by.name, len(once)
    bulk.save()
    record("bulk_mail_sent", bulk, by=by, count=len(once))
    return bulk


def correct(bulk: BulkMail, *, by: Actor) -> BulkMail:
    """Make a draft of a correction to those who got a bulk mail."""
    if bulk.sent_at is None:
        raise ValidationError(_("The mail has not been sent. Change it instead."), code="draft")
    opening = _("On %(day)s we wrote to you about “%(subject)s”. Something in it was wrong:") % {
        "day": f"{timezone.localtime(bulk.sent_at):%d.%m.%Y}",
        "subject": bulk.subject,
    }
    subject = _("Correction: %(subject)s") % {"subject": bulk.subject}
    return write_bulk(
        subject=subject[:200], body=f"{opening}\n\n\n\n---\n\n{bulk.body}", choice=bulk.choice, by=by, corrects=bulk
    )


def _digest(address: str) -> str:
    return hashlib.sha256(address.casefold().encode()).hexdigest()


def _draft(bulk: BulkMail) -> BulkMail:
    bulk = BulkMail.objects.select_for_update(no_key=True).get(pk=bulk.pk)
    if bulk.sent_at is not None:
        raise ValidationError(
            _("%(name)s has already sent the mail. Nothing has been sent again."),
            code="sent",
            params={"name": bulk.sent_by},
        )
    return bulk


def _number_differs(count: int) -> str:
    return ngettext(
        "There is %(count)d receiver now. Look again, and write that number if it is right.",
        "There are %(count)d receivers now. Look again, and write that number if it is right.",
        count,
    ) % {"count": count}
