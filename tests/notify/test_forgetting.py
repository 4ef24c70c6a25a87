"""What has been kept long enough is deleted at night, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from knub.notify.actions import forget_old
from knub.notify.models import DemoMail, Mail
from knub.people.actions import forget_sessions

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
YEAR = timedelta(days=365)


def mail(key, *, age, state=Mail.State.SENT):
    return Mail.objects.create(key=key, to="a@example.org", message_id=key, state=state, created_at=NOW - age)


def test_mails_are_kept_a_year():
    mail("new", age=YEAR)
    mail("old", age=YEAR + timedelta(seconds=1))
    mail("refused", age=2 * YEAR, state=Mail.State.REFUSED)
    DemoMail.objects.create(to="a@example.org", received_at=NOW - 2 * YEAR)
    assert forget_old(now=NOW) == 2
    assert list(Mail.objects.values_list("key", flat=True)) == ["new"]
    assert not DemoMail.objects.exists()


def test_a_mail_that_still_waits_is_never_deleted():
    mail("waiting", age=2 * YEAR, state=Mail.State.DUE)
    assert forget_old(now=NOW) == 0
    assert Mail.objects.filter(key="waiting").exists()


def test_counters_of_misuse_go_the_same_night():
    cache.set("fault-reports-x", 3, timeout=None)
    forget_old(now=NOW)
    assert cache.get("fault-reports-x") is None


def test_only_sessions_that_have_run_out_are_deleted():
    for key, expires in [("past", datetime(2020, 1, 1, tzinfo=UTC)), ("coming", datetime(2120, 1, 1, tzinfo=UTC))]:
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    forget_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["coming"]
