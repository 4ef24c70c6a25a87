"""A rush for few seats, and a web process or a worker that is killed at any moment: nothing lost, nothing twice."""

import os
import random
import signal
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from knub.meetings.models import Meeting, Seat, SignUp
from knub.notify.models import Mail
from tests.browser import session_of
from tests.conftest import person
from tests.meetings.conftest import YEAR, colleague, make_meeting, make_season
from tests.notify.test_kill import forget_the_dead, start_worker, wait_until
from tests.races.server import ask, running, started

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"/moeder/{YEAR}/2/tilmeld/"
TOKEN = "a" * 32
PEOPLE, SEATS = 500, 200
MOST_FORMS = 2000
GIVEN, BUSY = 302, 503


@pytest.fixture(autouse=True)
def spring():
    """The server's clock is the real one."""


@pytest.fixture
def meeting(loaded):
    """A meeting in a month, with few seats."""
    season = make_season()
    season.memberships.update(starts_on="2020-01-01", ends_on="2090-12-31")
    start = timezone.now() + timedelta(days=30)
    return make_meeting(
        season, starts_at=start, ends_at=start + timedelta(hours=6), published_at=timezone.now(),
        physical_capacity=SEATS,
    )  # fmt: skip


def form_for(who, **values):
    """Return what a browser would send, without opening the page first: a token fits its own cookie."""
    cookies = f"sessionid={session_of(who)}; csrftoken={TOKEN}"
    typed = {"csrfmiddlewaretoken": TOKEN, "key": uuid.uuid4(), "mode": "physical", "shortage": "some", **values}
    return cookies, typed


def send(port, form):
    """Send a form; return what was answered, and nothing where the server went away."""
    cookies, values = form
    try:
        return ask(port, "POST", ADDRESS, cookies=cookies, body=urlencode(values, doseq=True))[0]
    except (OSError, HTTPException):
        return None


def send_all(port, forms, *, at_once):
    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(lambda form: send(port, form), forms))


def test_five_hundred_people_for_two_hundred_seats(meeting):
    """On a machine with much else to do some are asked to try again; they get what is left, like anybody."""
    people = [colleague(number, slug=("aarhus", "randers")[number % 2]) for number in range(PEOPLE)]
    forms = [form_for(who, people=[who.pk]) for who in people]
    with running() as port:
        statuses = send_all(port, forms, at_once=64)
        assert set(statuses) <= {GIVEN, BUSY}
        late = [form for form, status in zip(forms, statuses, strict=True) if status == BUSY]
        assert set(send_all(port, late, at_once=2)) <= {GIVEN}
    assert Counter(Seat.objects.values_list("state", flat=True)) == {"confirmed": SEATS, "waiting": PEOPLE - SEATS}
    assert Seat.objects.values("person").distinct().count() == PEOPLE


def test_a_killed_web_process_loses_no_confirmed_sign_up_and_leaves_nothing_half(meeting):
    """Three seats in each sign-up, so that half of one would show; what was not answered is sent once more."""
    Meeting.objects.update(physical_capacity=None)
    forms, answered = [], []
    with started() as (port, server):
        with killing(server.pid):
            while answered.count(None) < 2 and len(forms) < MOST_FORMS:
                batch = [form_for(person("kollega"), unnamed=3) for _each in range(12)]
                forms += batch
                answered += send_all(port, batch, at_once=6)
        assert None in answered, "nobody was answered by a process that was killed"
        confirmed = {form["key"] for (_cookies, form), status in zip(forms, answered, strict=True) if status == GIVEN}
        assert confirmed <= set(SignUp.objects.values_list("key", flat=True))
        assert send_until_given(port, forms) == []
    keys = {form["key"] for _cookies, form in forms}
    assert Counter(Seat.objects.values_list("sign_up__key", flat=True)) == dict.fromkeys(keys, 3)
    assert SignUp.objects.count() == len(keys)
    assert ProcrastinateJob.objects.filter(task_name="meetings.tell_seats").count() == len(keys)


def send_until_given(port, forms):
    """Send forms, and once more those that met a process that is only just there; return those never given."""
    for _time in range(5):
        statuses = send_all(port, forms, at_once=4)
        forms = [form for form, status in zip(forms, statuses, strict=True) if status != GIVEN]
    return forms


@contextmanager
def killing(master):
    """Kill a web process now and then until the block ends; gunicorn starts another."""
    stop = threading.Event()

    def kill():
        while not stop.wait(random.uniform(1, 3)):  # noqa: S311 - any moment will do
            children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
            for child in children[:1]:
                os.kill(int(child), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        stop.set()
        killer.join()


def test_a_killed_worker_tells_everybody_and_nobody_twice(meeting, mail_server, settings):
    people = [colleague(number) for number in range(20)]
    with running() as port:
        assert set(send_all(port, [form_for(who, people=[who.pk]) for who in people], at_once=4)) == {GIVEN}
    for _kill in range(2):
        worker = start_worker(settings.EMAIL_PORT)
        before = Mail.objects.count()
        wait_until(lambda start=before: Mail.objects.count() > start or not waiting(), seconds=60)
        time.sleep(random.random() / 10)  # noqa: S311 - any moment will do
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        forget_the_dead()
    worker = start_worker(settings.EMAIL_PORT)
    try:
        wait_until(lambda: not waiting(), seconds=120)
    finally:
        worker.terminate()
        worker.wait()
    due = {f"seat-{seat.pk}-0-confirmed" for seat in Seat.objects.all()}
    assert set(Mail.objects.filter(key__startswith="seat-").values_list("key", flat=True)) == due
    told = [mail["Message-ID"] for mail in mail_server.mailbox]
    assert set(told) == set(Mail.objects.values_list("message_id", flat=True))
    assert len(told) - len(set(told)) <= 2 * 2


def waiting():
    """Return whether a mail or the news of a seat is still to come."""
    unfinished = ProcrastinateJob.objects.filter(status__in=("todo", "doing"), task_name="meetings.tell_seats")
    return unfinished.exists() or Mail.objects.filter(state="due").exists()
