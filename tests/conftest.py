"""What every test may use: the real municipalities and lists, the cast, a mail server and a browser."""

import shutil
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from django.test import Client

from knub.people.models import Person

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUEUE = "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"


def load_everything():
    """Load the real municipalities and lists, and the cast."""
    with open("/dev/null", "w") as nowhere:  # noqa: PTH123
        call_command("load_demo", stdout=nowhere)


def count_keys_from_a_thousand():
    """Let every key of the test database have four digits, as in a site that has been used for a while."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1000) FROM pg_sequences")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Fill the test database once; tests in a transaction leave it as it was."""
    with django_db_blocker.unblock():
        count_keys_from_a_thousand()
        load_everything()


@pytest.fixture(autouse=True)
def no_kept_pages():
    """Let no test see the page of another: a database that is rolled back has old stamps again."""
    caches["pages"].clear()


@pytest.fixture
def loaded(transactional_db):
    """Fill a database that other tests have emptied, and empty the queue, which a flush leaves alone."""
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {QUEUE} CASCADE")
    if not Person.objects.exists():
        load_everything()


def person(email: str) -> Person:
    return Person.objects.get(email=f"{email}@example.org")


@pytest.fixture
def secretariat(db):
    """Runs the network."""
    return person("sekretaer")


@pytest.fixture
def coordinator(db):
    """The contact person of Aarhus."""
    return person("kontaktperson")


@pytest.fixture
def member(db):
    """A colleague in Aarhus."""
    return person("kollega")


@pytest.fixture
def guest(db):
    """A colleague in another municipality, Randers."""
    return person("gaest")


@pytest.fixture
def outsider(db):
    """Known, but without a role."""
    return person("udenfor")


@pytest.fixture
def as_secretariat(secretariat):
    client = Client()
    client.force_login(secretariat)
    return client


@pytest.fixture
def mail_server(tmp_path, settings) -> Iterator[Mailbox]:
    """A real SMTP server on loopback, and Django told to use it."""
    handler = Mailbox(tmp_path / "mails")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield handler
    controller.stop()
