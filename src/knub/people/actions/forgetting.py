"""Delete what has been kept long enough: invitations and requests that came to nothing."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from knub.audit.actions import forget_label
from knub.people import queries
from knub.people.models import AccessRequest, Invitation, Token

UNCONFIRMED = timedelta(days=7)


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Delete old invitations, requests and links, and what they were called in the history; return how many."""
    invitations = queries.old_invitations(now - timedelta(days=settings.KEPT_DAYS["invitations"]))
    requests = queries.old_requests(now - timedelta(days=settings.KEPT_DAYS["access_requests"]), now - UNCONFIRMED)
    forget_label([*invitations, *requests])
    Invitation.objects.filter(pk__in=[one.pk for one in invitations]).delete()
    AccessRequest.objects.filter(pk__in=[one.pk for one in requests]).delete()
    long_ago = now - timedelta(days=settings.KEPT_DAYS["invitations"])
    Token.objects.filter(ended_at__lt=long_ago).delete()
    Token.objects.filter(expires_at__lt=long_ago).delete()
    return len(invitations) + len(requests)
