"""A worker that is killed loses no mail, and repeats at most what was in flight, with the same Message-ID."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from knub.notify import actions
from knub.notify.models import Mail

pytestmark = pytest.mark.django_db(transaction=True)
MAILS, KILLS, JOBS_AT_ONCE = 40, 3, 2


def database_url():
    values = connection.settings_dict
    return f"postgresql://{values['USER']}@/{values['NAME']}?host={values['HOST']}&port={values['PORT'] or 5432}"


def start_worker(port):
    surroundings = {
        **os.environ,
        "KNUB_DATABASE_URL": database_url(),
        "KNUB_DEMO": "0",
        "KNUB_SECRET_KEY": settings.SECRET_KEY,
        "KNUB_EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    return subprocess.Popen([sys.executable, "-m", "django", "worker"], env=surroundings)


def forget_the_dead():
    """Let the half minute pass after which a silent worker counts as gone."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '60 seconds'")


def wait_until(done, *, seconds):
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.1)
    assert done()


def test_killed_at_any_moment_no_mail_is_lost(loaded, mail_server, settings):
    due = {actions.send(key=f"k{n}", to=f"a{n}@example.org", subject="s", text="t").message_id for n in range(MAILS)}
    for _kill in range(KILLS):
        worker = start_worker(settings.EMAIL_PORT)
        before = Mail.objects.filter(state="sent").count()
        wait_until(lambda start=before: Mail.objects.filter(state="sent").count() > start, seconds=40)
        time.sleep(random.random() / 20)  # noqa: S311 - any moment will do
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        forget_the_dead()
    worker = start_worker(settings.EMAIL_PORT)
    try:
        wait_until(lambda: not Mail.objects.filter(state="due").exists(), seconds=60)
        assert os.getpriority(os.PRIO_PROCESS, worker.pid) > os.getpriority(os.PRIO_PROCESS, 0)  # pages come first
    finally:
        worker.terminate()
        worker.wait()
    sent = [mail["Message-ID"] for mail in mail_server.mailbox]
    assert set(sent) == due
    assert len(sent) - len(due) <= JOBS_AT_ONCE * KILLS
