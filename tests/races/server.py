"""A running server on the test database, and many people who press at the same moment."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from tests.browser import session_of

WEB = ("--worker-class", "gthread", "--workers", "2", "--threads", "8", "--log-level", "error", "--no-control-socket")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def database_url():
    values = connection.settings_dict
    return f"postgresql://{values['USER']}@/{values['NAME']}?host={values['HOST']}&port={values['PORT'] or 5432}"


@contextmanager
def running(*, pause=0.0, lock=True):
    """Run gunicorn on a free port until the block ends; yield the port."""
    with started(pause=pause, lock=lock) as (port, _server):
        yield port


@contextmanager
def started(*, pause=0.0, lock=True):
    """Run gunicorn on a free port until the block ends; yield the port and the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    place = tempfile.TemporaryDirectory()
    surroundings = {
        **os.environ, "KNUB_DATABASE_URL": database_url(), "KNUB_SECRET_KEY": settings.SECRET_KEY, "KNUB_DEMO": "1",
        "RACE_PAUSE": str(pause or ""), "RACE_WITHOUT_LOCK": "" if lock else place.name,
        "DJANGO_SETTINGS_MODULE": "knub.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "tests.races.wsgi", "--bind", f"127.0.0.1:{port}", *WEB]
    server = subprocess.Popen(command, env=surroundings)
    try:
        wait_for(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait()
        place.cleanup()


def wait_for(port, server):
    end = time.monotonic() + 180
    while time.monotonic() < end and server.poll() is None:
        try:
            ask(port, "GET", "/moeder/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The server did not start.")


def ask(port, method, address, *, cookies="", body=None):
    """Return the status, the address one is sent on to, the cookies, and the page."""
    headers = {"Cookie": cookies, "Connection": "close", "Host": "localhost", **(FORM if body else {})}
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connected:
        connected.request(method, address, body=body, headers=headers)
        got = connected.getresponse()
        page = got.read().decode()
    return got.status, got.headers.get("Location"), got.headers.get_all("Set-Cookie") or [], page


def form_of(port, address, person):
    """Open a form as somebody, and return the cookies and what a browser would send with it."""
    session = f"sessionid={session_of(person)}"
    _status, _location, cookies, page = ask(port, "GET", address, cookies=session)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    csrf = next(cookie.split(";")[0] for cookie in cookies if cookie.startswith("csrftoken"))
    key = re.search(r'name="key" value="([\w-]+)"', page)
    return f"{session}; {csrf}", {"csrfmiddlewaretoken": token, **({"key": key.group(1)} if key else {})}


def press(port, address, forms):
    """Send several forms at the same moment; return status and seconds of each, in the order of the forms."""
    start = threading.Barrier(len(forms))

    def send(form):
        cookies, values = form
        start.wait()
        began = time.perf_counter()
        status, *_rest = ask(port, "POST", address, cookies=cookies, body=urlencode(values, doseq=True))
        return status, time.perf_counter() - began

    with ThreadPoolExecutor(len(forms)) as threads:
        answers = list(threads.map(send, forms))
    return [status for status, _seconds in answers], [seconds for _status, seconds in answers]
