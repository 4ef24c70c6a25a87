"""Let a program end when the one that started it is gone, however that one ended.

    python -m knub.cli.lifeline MODULE [ARGUMENT…]

The parent keeps the writing end of a pipe and never writes to it. The kernel closes that end when the parent
ends, also by SIGKILL; the child then reads the end of the file and stops itself as if it had been told to.
"""

import os
import runpy
import signal
import sys
import threading
from dataclasses import dataclass

VARIABLE = "KNUB_LIFELINE"


@dataclass(frozen=True)
class Lifeline:
    """The reading end is for the children; the writing end stays with this process until it ends."""

    reading: int
    writing: int

    def environment(self) -> dict[str, str]:
        """Return what tells a child where its end is, and which pipe it is: a grandchild may not have it."""
        return {VARIABLE: f"{self.reading}:{os.fstat(self.reading).st_ino}"}


def open_lifeline() -> Lifeline:
    """Make a lifeline for the children of this process."""
    return Lifeline(*os.pipe())


def stop_when_cut() -> None:
    """Send this process SIGTERM when the lifeline it was started with is cut; without one, do nothing."""
    reading, _, pipe = os.environ.pop(VARIABLE, "").partition(":")
    if reading and is_open(int(reading), int(pipe)):
        threading.Thread(target=wait_for_end, args=(int(reading),), daemon=True).start()


def is_open(reading: int, pipe: int) -> bool:
    """Tell whether a descriptor is open and is that pipe."""
    try:
        return os.fstat(reading).st_ino == pipe
    except OSError:
        return False


def wait_for_end(reading: int) -> None:
    """Wait until nobody has the writing end any more, then stop this process."""
    os.read(reading, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Run a module like `python -m`, but not longer than the parent lives."""
    stop_when_cut()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
