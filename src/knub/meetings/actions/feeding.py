"""A person's own calendar address: made, made anew and ended by herself; it ends with her access too."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from knub.audit.actions import record
from knub.meetings.access import FEED_LINK
from knub.people import actions as people
from knub.people.models import Person


@transaction.atomic
def make_feed(person: Person, *, at: datetime) -> str:
    """Make a person's calendar address and return it; an earlier one ends. Only its digest is stored."""
    people.end_tokens(at=at, kind=FEED_LINK, person=person)
    raw = people.make_token(FEED_LINK, at=at, person=person)
    record("feed_made", person, by=person)
    return settings.SITE_URL + reverse("meetings:feed", args=[raw])


@transaction.atomic
def end_feed(person: Person, *, at: datetime) -> None:
    """End a person's calendar address."""
    if people.end_tokens(at=at, kind=FEED_LINK, person=person):
        record("feed_ended", person, by=person)
