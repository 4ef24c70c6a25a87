"""When what is gathered is due, and how far somebody has been told. Days and hours are Copenhagen's."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from knub.notify.models import Digest, DigestDay, Mail

HOUR = 8
DAILY, WEEKLY, MONTHLY = "daily", "weekly", "monthly"
GATHERED = (DAILY, WEEKLY, MONTHLY)


def last_due(now: datetime, often: str, *, weekday: int = 0) -> datetime:
    """Return when a mail that gathers was last due: at 08:00, each day, on one weekday, or on the first of the month.

    >>> from datetime import UTC
    >>> last_due(datetime(2026, 3, 30, 6, 0, tzinfo=UTC), "weekly").isoformat()  # summer time began the day before
    '2026-03-30T08:00:00+02:00'
    >>> last_due(datetime(2026, 10, 26, 6, 59, tzinfo=UTC), "daily").isoformat()  # an hour too early in winter time
    '2026-10-25T08:00:00+01:00'
    """
    local = timezone.localtime(now)
    day = local.date() if local.hour >= HOUR else local.date() - timedelta(days=1)
    if often == WEEKLY:
        day -= timedelta(days=(day.weekday() - weekday) % 7)
    if often == MONTHLY:
        day = day.replace(day=1)
    return _at_eight(day)


def told_until(receiver: str, kind: str, *, due: datetime, often: str) -> datetime:
    """Return until when somebody has been told; one period before the mail is due where she never was. One query."""
    found = Digest.objects.filter(receiver=receiver, kind=kind).values_list("told_until", flat=True).first()
    return found or _at_eight(_period_before(timezone.localtime(due).date(), often))


def digest_days(receivers: Collection[str]) -> Mapping[str, int]:
    """Return the weekday of those who chose one; one query."""
    return dict(DigestDay.objects.filter(receiver__in=receivers).values_list("receiver", "weekday"))


def already_sent(keys: Collection[str]) -> frozenset[str]:
    """Return those of some keys under which a mail was written down; one query, none for no keys."""
    return frozenset(Mail.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else frozenset()


def _period_before(day: date, often: str) -> date:
    if often == MONTHLY:
        return (day - timedelta(days=1)).replace(day=1)
    return day - timedelta(days=7 if often == WEEKLY else 1)


def _at_eight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(HOUR)))
