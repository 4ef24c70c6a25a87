"""Two switches the product does not have: a pause between check and write, and no lock."""

import os
import time

from django.db.models import QuerySet

from knub.meetings.actions import seating

LOOK = seating.look


def switch():
    """Set the switches as the surroundings say."""
    if os.environ.get("RACE_PAUSE"):
        seating.look = look_slowly
    if os.environ.get("RACE_WITHOUT_LOCK"):
        QuerySet.select_for_update = lambda rows, **_options: rows


def look_slowly(meeting):
    """Return what is free, and let others come in before anything is written."""
    found = LOOK(meeting)
    time.sleep(float(os.environ["RACE_PAUSE"]))
    return found
