"""Load what waits on the demo's desk: an error reported, a mail that did not arrive, a draft in the outbox."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from knub.areas import actions as areas
from knub.areas import queries as reports
from knub.areas.access import get_area
from knub.meetings import actions as doing
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.notify import actions as notify
from knub.notify.access import visible_bulk_mails, visible_mails
from knub.people.queries import demo_cast

FAULT = "Eksempel: Vi mener, at antallet af beboere er et andet. Se vores egen opgørelse fra januar."
KEY = "example-not-arrived"
DRAFT = "Eksempel: Programmet til næste møde"
BODY = """Kære {fornavn}

Eksempel: Programmet til årets næste møde er klar. Vi håber, at {kommune} kommer.

- Giv dit svar inden fredag
- Tag gerne en kollega med
"""


class Command(BaseCommand):
    """Load the demo's desk; running it again changes nothing."""

    help = "Load what waits for the secretariat in the demo."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        if not reports.waiting():
            area = get_area(AnonymousUser(), "aarhus-bispehaven")
            areas.report_fault(area=area, text=FAULT, reply_to="", at=now - timedelta(days=2))
        if not visible_mails().filter(key=KEY).exists():
            mail = notify.send(key=KEY, to="holdt-op@example.org", subject="Eksempel: Invitation", text="Eksempel")
            notify.give_up(mail.pk, reason="550 5.1.1 Eksempel: no such user")
        if not visible_bulk_mails().exists():
            secretary = demo_cast().get(email="sekretaer@example.org")
            notify.write_bulk(subject=DRAFT, body=BODY, choice={}, by=secretary)
        _tell_of_last_meeting()


def _tell_of_last_meeting() -> None:
    """Store what came of the last meeting of the demo that has been held."""
    listed = meetings.listed(visible_meetings(AnonymousUser()), at=timezone.now())
    held = [one for _year, found in listed.earlier for one in found if not one.archived]
    cast = {person.email.split("@")[0]: person for person in demo_cast()}
    for meeting in sorted(held, key=lambda one: one.starts)[-1:]:
        doing.store_example_afterwards(meeting, cast, by=cast["sekretaer"])
