"""Write a mail down together with what caused it, and send it once."""

from datetime import datetime, timedelta
from email.utils import make_msgid
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import Actor, record
from knub.notify.intake import Report
from knub.notify.models import DemoMail, Digest, DigestDay, Mail
from knub.notify.signals import mail_leaving
from knub.notify.transport import Refused, deliver

ALIVE_WITHIN = 30  # seconds since a worker last gave a sign of life


@transaction.atomic
def send(*, key: str, to: str, subject: str, text: str, html: str = "", secret: bool = False, **more: Any) -> Mail:
    """Write down a mail and the job that sends it, in the caller's transaction; the same key is the same mail."""
    mail, made = Mail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split()),
            "text": text,
            "html": html,
            "secret": secret,
            "message_id": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
            "created_at": timezone.now(),
            **more,
        },
    )
    if made:
        app.configure_task("notify.send").defer(mail_id=mail.pk)
    return mail


@transaction.atomic
def send_due(mail_id: int) -> None:
    """Send a mail that is due and remember it; a mail that was sent or refused is left alone."""
    mail = Mail.objects.select_for_update(no_key=True).get(pk=mail_id)
    if mail.state != Mail.State.DUE:
        return
    if _may_not_be_read(mail):
        mail.state = Mail.State.DROPPED
        mail.text = mail.html = ""
        mail.save()
        return
    try:
        deliver(mail)
    except Refused as refusal:
        _fail(mail, Mail.State.REFUSED, str(refusal))
    else:
        mail.state, mail.sent_at = Mail.State.SENT, timezone.now()
    if mail.secret:
        mail.text = mail.html = ""
    mail.save()


@transaction.atomic
def give_up(mail_id: int, *, reason: str) -> None:
    """Mark a mail that could not be sent in all the time it was tried, so that somebody sees it."""
    mail = Mail.objects.select_for_update(no_key=True).get(pk=mail_id, state=Mail.State.DUE)
    _fail(mail, Mail.State.REFUSED, reason)
    if mail.secret:
        mail.text = mail.html = ""
    mail.save()


def _may_not_be_read(mail: Mail) -> bool:
    """Return whether a room says that the receiver may not read what the mail is about, at the moment it is sent."""
    answers: list[Any] = mail_leaving.send(sender=Mail, to=mail.to, about=mail.about) if mail.about else []
    return any(answer is False for _receiver, answer in answers)


def _fail(mail: Mail, state: Mail.State, words: str) -> None:
    mail.state, mail.refusal, mail.failed_at = state, words, timezone.now()


class Outcome(StrEnum):
    """What a report about a mail led to."""

    MARKED = "marked"
    KNOWN = "known"
    NOT_FAILED = "not failed"


@transaction.atomic
def report_back(report: Report) -> tuple[Mail, Outcome]:
    """Mark the mail a report is about with the server's words; ValidationError if it is none of ours."""
    found = Mail.objects.select_for_update(no_key=True).filter(message_id__in=report.message_ids).first()
    if found is None:
        raise ValidationError(_("No mail of ours has the Message-ID the report names."), code="unknown")
    if not report.failed:
        return found, Outcome.NOT_FAILED
    if found.state != Mail.State.SENT:
        return found, Outcome.KNOWN
    _fail(found, Mail.State.REPORTED, report.words)
    found.save(update_fields=["state", "refusal", "failed_at"])
    record("mail_reported_back", found, by=None)
    return found, Outcome.MARKED


@transaction.atomic
def set_aside(mail: Mail, *, by: Actor) -> None:
    """Note that the secretariat has seen to a mail that did not arrive; once is enough."""
    mail = Mail.objects.select_for_update(no_key=True).get(pk=mail.pk)
    if mail.set_aside_at is not None or mail.failed_at is None:
        return
    mail.set_aside_at = timezone.now()
    mail.save(update_fields=["set_aside_at"])
    record("mail_set_aside", mail, by=by)


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Delete mails that have been kept long enough, and every counter of misuse; return how many mails."""
    oldest = now - timedelta(days=settings.KEPT_DAYS["mails"])
    DemoMail.objects.filter(received_at__lt=oldest).delete()
    deleted, _of_each = Mail.objects.filter(created_at__lt=oldest).exclude(state=Mail.State.DUE).delete()
    cache.clear()
    return deleted


@transaction.atomic
def forget_address(email: str) -> int:
    """Delete every mail to an address whose owner is deleted, the unsent ones too; return how many."""
    DemoMail.objects.filter(to__iexact=email).delete()
    Digest.objects.filter(receiver__iexact=email).delete()
    DigestDay.objects.filter(receiver__iexact=email).delete()
    deleted, _per_model = Mail.objects.filter(to__iexact=email).delete()
    return deleted
