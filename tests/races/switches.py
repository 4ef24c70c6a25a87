"""Two switches the product does not have: a pause between check and write, and no lock."""

import os
import tempfile
import time
from pathlib import Path

from django.db.models import QuerySet

from knub.meetings.actions import seating

LOOK = seating.look


def switch():
    """Set the switches as the surroundings say."""
    if os.environ.get("RACE_PAUSE"):
        seating.look = look_slowly
    if os.environ.get("RACE_WITHOUT_LOCK"):
        seating.look = look_together
        QuerySet.select_for_update = lambda rows, **_options: rows


def look_slowly(meeting):
    """Return what is free, and let others come in before anything is written."""
    found = LOOK(meeting)
    time.sleep(float(os.environ["RACE_PAUSE"]))
    return found


def look_together(meeting):
    """Return what is free once two have looked, in whichever process: both are between check and write."""
    found, end = LOOK(meeting), time.monotonic() + 60
    place = Path(os.environ["RACE_WITHOUT_LOCK"])
    tempfile.mkstemp(dir=place)
    while len(list(place.iterdir())) == 1 and time.monotonic() < end:
        time.sleep(0.02)
    return found
