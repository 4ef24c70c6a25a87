"""The worker of a test: runs what was deferred, and ends."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry


def work() -> None:
    """Run all that waits. A thread of its own has no loop, which the browser's driver leaves in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(_run).result()


def _run() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker, _without_clock(worker):
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@contextmanager
def _without_clock(worker: App) -> Iterator[None]:
    """Start nothing because of the time of day: a test begins what it tests.

    The registry is that of the app itself; the name that the tasks import only stands for it.
    """
    by_clock, worker.periodic_registry = worker.periodic_registry, PeriodicRegistry()
    try:
        yield
    finally:
        worker.periodic_registry = by_clock
