"""Two steps at the same moment, each in a thread and a connection of its own, that meet between check and write."""

import threading
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

PAUSE, PATIENCE = 0.4, 60  # seconds: where a lock keeps the other away, and where nothing does


def both(*steps):
    """Do the steps at the same moment; return which refusals were met, "broken" where the database refused."""
    start, met = threading.Barrier(len(steps)), []

    def run(step):
        try:
            start.wait()
            step()
        except ValidationError as error:
            met.append(error.code if hasattr(error, "code") else error.error_list[0].code)
        except IntegrityError:
            met.append("broken")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


def slowed(monkeypatch, owner, name, *, lock, first=False):
    """Let each wait when a function has looked, or before it where it is first to write, until the other is there too.

    With the lock the other cannot come, and each goes on after a pause; without it no clock decides who is in time.
    """
    plain, together = getattr(owner, name), threading.Barrier(2)

    def meet():
        with suppress(threading.BrokenBarrierError):
            together.wait(timeout=PAUSE if lock else PATIENCE)
            together.abort()

    def slow(*given, **named):
        if first:
            meet()
            return plain(*given, **named)
        try:
            return plain(*given, **named)
        finally:
            meet()

    monkeypatch.setattr(owner, name, slow)
