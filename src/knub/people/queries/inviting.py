"""Read invitations, and who is told of what becomes of them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from knub.people.models import Invitation, Organisation, Person, Role
from knub.people.queries.mailing import wanting_at_once
from knub.people.queries.roles import contact_people
from knub.ui import formats

OPEN = Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations nobody has answered, newest first, those that have run out too."""
    found = Invitation.objects.filter(OPEN, organisation=organisation)
    return found.select_related("invited_by").order_by("-invited_at", "-pk")


def invited_or_in(organisation: Organisation, emails: Iterable[str], *, role: str, at: datetime) -> set[str]:
    """Return which of some addresses need no invitation: they have the role, or an open invitation; two queries."""
    wanted = [email.casefold() for email in emails]
    day = timezone.localdate(at)
    here = Role.on_day(day).filter(organisation=organisation, kind=role).annotate(mail=Lower("person__email"))
    holding = here.filter(mail__in=wanted)
    waiting = Invitation.objects.filter(OPEN, organisation=organisation, role=role, email__in=wanted, expires_at__gt=at)
    return {*holding.values_list("mail", flat=True), *waiting.values_list("email", flat=True)}


def unanswered(*, since: datetime, until: datetime, at: datetime) -> QuerySet[Invitation]:
    """Return the open invitations sent in a span of time that still hold."""
    return Invitation.objects.filter(OPEN, invited_at__gte=since, invited_at__lte=until, expires_at__gt=at)


def who_is_told(invitation: Invitation) -> list[str]:
    """Return the mails of those who hear what became of an invitation: who sent it, else the contact people."""
    people = contact_people(invitation.organisation, on=timezone.localdate())
    sender = people.filter(pk=invitation.invited_by_id or 0)
    told: QuerySet[Person] = sender if sender.exists() else people
    return wanting_at_once(told, "colleagues")


def written_day(moment: datetime) -> str:
    """Return a day in full as a mail writes it, in Copenhagen."""
    return formats.day(timezone.localtime(moment).date())


def old_invitations(before: datetime) -> list[Invitation]:
    """Return the invitations that ended before a moment without anybody coming in, or that somebody took long ago."""
    ended = Q(declined_at__lt=before) | Q(withdrawn_at__lt=before) | Q(accepted_at__lt=before)
    return list(Invitation.objects.filter(ended | Q(OPEN, expires_at__lt=before)))
