"""Twice a year, ask each contact person who is still there."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.people import queries
from knub.people.actions.roles import leave
from knub.people.actions.writing import Letter, post, signed
from knub.people.models import Organisation, Person, StillHere


@transaction.atomic
def ask_who_is_still_here(*, now: datetime) -> None:
    """Mail the contact people whose list is due; the mail's key holds the half year, so that each comes once."""
    day = timezone.localdate(now)
    half = queries.half_due(day)
    if half is None:
        return
    for organisation, people in queries.to_look_through(half, on=day):
        for person in people:
            key = f"still-here-{half}-{organisation.pk}-{person.pk}"
            post(_mail(organisation), to=person.email, key=key)


@transaction.atomic
def answer_still_here(organisation: Organisation, gone: Iterable[Person], *, half: str, by: Person) -> int:
    """End the roles of those who have left, and keep that the list was looked through; return how many left."""
    leavers = list(gone)
    for person in leavers:
        leave(person, organisation, by=by)
    now = timezone.now()
    answer, _made = StillHere.objects.update_or_create(
        organisation=organisation, half=half, defaults={"answered_at": now, "answered_by": by}
    )
    record("still_here_answered", answer, by=by, ended=len(leavers))
    return len(leavers)


@translation.override("da")
def _mail(organisation: Organisation) -> Letter:
    url = settings.SITE_URL + reverse("people:still_here", args=[organisation.slug])
    return Letter(
        _("Who is still here? Colleagues in %(organisation)s") % {"organisation": organisation},
        signed(
            _("Twice a year we ask you to look through which colleagues in %(organisation)s have access to KNUB.")
            % {"organisation": organisation},
            _("Tick those who have left. Their access ends at once, and nothing they wrote is lost:\n%(url)s")
            % {"url": url},
        ),
    )
