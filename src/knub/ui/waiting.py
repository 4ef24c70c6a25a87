"""One thing that waits for the secretariat. A room with such things has `queries.waiting()`, a tuple of these."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

__all__ = ["Kind", "Waiting"]


class Kind(TextChoices):
    """What kinds of things wait; the value stands in the address of the filter."""

    ACCESS = "adgang", _("Requests for access")
    REFERENCE = "reference", _("Missing references")
    PRICE = "pris", _("Prices not decided")
    OBJECTION = "indsigelse", _("Objections")
    FAULT = "fejl", _("Reports of errors")
    MAIL = "mail", _("Mails that did not arrive")
    LIST = "liste", _("Lists not released")
    MEETING = "moede", _("Late for a meeting")
    TEXT = "tekst", _("Texts to approve")
    RECORD = "opsamling", _("Records not released")
    SEAT = "plads", _("Requests for a seat")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits.

    kind : what kind of thing
    what : one line in the reader's language, such as "Bispehaven" or "Mail til anna@example.org"
    since : since when it waits; the oldest stands first
    url : the page where it is done
    who : who asks, or whom it is about; empty if nobody
    text : some words more; empty if there are none
    due : the last day it should be done, if there is one
    """

    kind: Kind
    what: str
    since: datetime
    url: str
    who: str = ""
    text: str = ""
    due: date | None = None
