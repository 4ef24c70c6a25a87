"""How many pages a second, beside a bare Django view served by the same gunicorn in the same run.

`Connection: close`, eight at once, medians of five alternating runs.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

BARE = """
import django
from django.conf import settings
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="x", ALLOWED_HOSTS=["*"], MIDDLEWARE=[])
django.setup()
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
application = get_wsgi_application()
"""
PAGES = {
    "list page": ("/omraader/lister/2016-12-01/?q=", 0.01),  # what is typed is never kept
    "list page from the cache": ("/omraader/lister/2016-12-01/", 0.1),
    "list page, filtered": ("/omraader/lister/2016-12-01/?q=&kommune=aarhus", None),
    "area page": ("/omraader/aarhus-gellerupparken-toveshoej/", None),
    "front page": ("/", None),
}
AT_ONCE, RUNS, SECONDS = 8, 5, 2.0
WEB = ("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "error")


def figures() -> Iterator[dict[str, object]]:
    """Yield requests a second of each page, and the part of the bare view's."""
    with bare_site() as bare, our_site() as ours:
        rates: dict[str, list[float]] = {"bare view": [], **{name: [] for name in PAGES}}
        for _run in range(RUNS):
            rates["bare view"].append(rate(bare, "/"))
            for name, (address, _aim) in PAGES.items():
                rates[name].append(rate(ours, address))
    calibration = median(rates["bare view"])
    for name, found in rates.items():
        yield {"name": name, "value": median(found), "unit": "requests/s"}
        if name in PAGES:
            aim = PAGES[name][1]
            part = {"name": f"{name} of the bare view", "value": median(found) / calibration, "unit": "part"}
            yield {**part, "aim": aim} if aim else part


@contextmanager
def bare_site() -> Iterator[int]:
    """Serve a view that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bare.py").write_text(BARE)
        with served("bare:application", {"PYTHONPATH": folder}) as port:
            yield port


@contextmanager
def our_site() -> Iterator[int]:
    """Serve our own site on the real lists."""
    surroundings = {"KNUB_DEMO": "1", "KNUB_SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "knub.settings"}
    for step in (("migrate", "--verbosity", "0"), ("load_demo",)):
        command = [sys.executable, "-m", "django", *step]
        subprocess.run(command, env={**os.environ, **surroundings}, check=True, stdout=subprocess.DEVNULL)
    with served("knub.wsgi", surroundings) as port:
        yield port


@contextmanager
def served(application: str, surroundings: dict[str, str]) -> Iterator[int]:
    """Run gunicorn on a free port until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", *WEB, "--bind", f"127.0.0.1:{port}", application]
    process = subprocess.Popen(command, env={**os.environ, **surroundings})
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    """Wait until the first page is answered: a port is open long before a site has started."""
    for _try in range(150):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/", headers={"Host": "localhost"})
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError("The site did not come up.")


def rate(port: int, address: str) -> float:
    """Return how many requests a second are answered, eight at once."""
    end = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = sum(pool.map(lambda _one: ask_until(port, address, end), range(AT_ONCE)))
    return answered / SECONDS


def ask_until(port: int, address: str, end: float) -> int:
    """Ask again and again until the time is up; return how often."""
    count = 0
    while time.perf_counter() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", address, headers={"Connection": "close", "Host": "localhost"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{address} answered {response.status}.")
        connection.close()
        count += 1
    return count
