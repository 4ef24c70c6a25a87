"""Two switches the product does not have: a pause between check and write, and no lock."""

import os
import tempfile
import time
from pathlib import Path

from django.db.models import QuerySet

from knub.meetings.actions import counting, groups, seating

LOOK = seating.look
VERSION_OF = groups.version_of
HAS_ANSWERED = counting.has_answered


def switch():
    """Set the switches as the surroundings say."""
    if os.environ.get("RACE_PAUSE"):
        seating.look = look_slowly
        counting.has_answered = has_answered_slowly
        groups.version_of = version_of_slowly
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
    found = LOOK(meeting)
    wait_for_another()
    return found


def wait_for_another():
    """Wait until two are here, in whichever process."""
    end, place = time.monotonic() + 60, Path(os.environ["RACE_WITHOUT_LOCK"])
    tempfile.mkstemp(dir=place)
    while len(list(place.iterdir())) == 1 and time.monotonic() < end:
        time.sleep(0.02)


def has_answered_slowly(invited):
    """Return whether an invitation has been used, and let others come in before anything is written."""
    found = HAS_ANSWERED(invited)
    let_others_in()
    return found


def version_of_slowly(grouping):
    """Return which version of the groups stands, and let others come in before anything is written."""
    found = VERSION_OF(grouping)
    let_others_in()
    return found


def let_others_in():
    """Pause; without the lock, until another is between check and write too."""
    if os.environ.get("RACE_WITHOUT_LOCK"):
        wait_for_another()
    else:
        time.sleep(float(os.environ["RACE_PAUSE"]))
