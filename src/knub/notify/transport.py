"""Hand a mail to the server; the only module that touches the network."""

import smtplib
from collections.abc import Sequence
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from knub.notify.models import DemoMail, Mail

PERMANENT = 500


class Refused(Exception):  # noqa: N818 - what the server did, not a fault of ours
    """The server will never take this mail; the text is the server's."""


def deliver(mail: Mail) -> None:
    """Hand a mail to the server; Refused if it will never take this mail, any other error if it may later.

    A server that refuses *us* (password, sender) is a wrong setting: somebody mends it, and the mail goes then.
    """
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        headers=_headers(mail),
        connection=get_connection(),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach(_calendar_part(mail.calendar))
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        _raise_if_permanent(code, answer)
        raise
    except smtplib.SMTPDataError as error:
        _raise_if_permanent(error.smtp_code, error.smtp_error)
        raise


def _headers(mail: Mail) -> dict[str, str]:
    """Return what mail programs read; with the two lines of RFC 8058 they show a button that ends the kind of mail."""
    found = {"Message-ID": mail.message_id, "Reply-To": settings.CONTACT_MAIL, "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:
        found |= {"List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found


def _calendar_part(calendar: str) -> MIMEText:
    """Return an entry for a calendar as mail programs expect it, with its method beside its type."""
    part = MIMEText(calendar, "calendar", "utf-8")
    part.set_param("method", "CANCEL" if "METHOD:CANCEL" in calendar else "REQUEST")
    part.add_header("Content-Disposition", "attachment", filename="moede.ics")
    return part


def _raise_if_permanent(code: int, answer: bytes | str) -> None:
    if code >= PERMANENT:
        raise Refused(f"{code} {answer.decode(errors='replace') if isinstance(answer, bytes) else answer}")


class MailboxBackend(BaseEmailBackend):
    """Keeps mails in the demo's mailbox instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store each mail and say that it was sent."""
        for message in email_messages:
            DemoMail.objects.create(
                to=message.to[0], subject=str(message.subject), text=str(message.body), received_at=timezone.now()
            )
        return len(email_messages)
