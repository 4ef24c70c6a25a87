"""The worker of a test: runs what was deferred, and ends."""

from concurrent.futures import ThreadPoolExecutor

from procrastinate.contrib.django import app


def work() -> None:
    """Run all that waits. A thread of its own has no loop, which the browser's driver leaves in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(_run).result()


def _run() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
