"""How our programs answer when they are asked to stop."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def on_stopping(handler: Callable[[int, FrameType | None], object]) -> None:
    """Answer the signals that ask to stop, except those the caller wants ignored, as nohup does."""
    for each in STOPPING:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, handler)


def stop_at_once(signum: int, _frame: FrameType | None) -> NoReturn:
    """End this program; what it does on its way out is no longer disturbed."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + signum)
