"""Mails about what is new: the text and a button, with a way out in one click; at once or gathered for some time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from knub.notify.actions.mails import send
from knub.notify.models import Digest, DigestDay, Mail


@dataclass(frozen=True)
class Notice:
    """What a mail about something new says."""

    subject: str
    paragraphs: Sequence[str]
    button: str
    url: str
    unsubscribe: str  # where one says in one click that one wants no more of the kind
    about: str = ""  # what one must still be able to read when it is sent, such as news:12


def send_notice(notice: Notice, *, key: str, to: str) -> Mail:
    """Write down a mail about something new, once for its key."""
    why = _("You get this mail because you chose it on My page. Get no more of them:")
    text = "\n\n".join([*notice.paragraphs, f"{notice.button}:\n{notice.url}", f"{why}\n{notice.unsubscribe}"])
    html = render_to_string("notify/notice.html", {"notice": notice, "why": why})
    return send(
        key=key, to=to, subject=notice.subject, text=f"{text}\n", html=html, unsubscribe=notice.unsubscribe,
        about=notice.about,
    )  # fmt: skip


@transaction.atomic
def note_told(receiver: str, kind: str, *, until: datetime) -> None:
    """Note how far somebody has been told."""
    Digest.objects.update_or_create(receiver=receiver, kind=kind, defaults={"told_until": until})


@transaction.atomic
def choose_digest_day(receiver: str, weekday: int) -> None:
    """Keep on which weekday somebody wants what is gathered for a week; Monday is 0."""
    DigestDay.objects.update_or_create(receiver=receiver, defaults={"weekday": weekday})
