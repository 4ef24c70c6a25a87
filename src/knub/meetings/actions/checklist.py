"""Keep the drejebog of a meeting."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from knub.audit.actions import record
from knub.meetings.models import ChecklistTask, Meeting
from knub.people.models import Person

LANGUAGE = "da"  # tasks are written by the secretariat, in its language
RECORD = gettext_noop("Write and release what came of the meeting")
# Days from the meeting, below 0 before it, and what is to be done then.
STANDARD = (
    (-56, gettext_noop("Settle theme, day and place")),
    (-56, gettext_noop("Ask the speakers")),
    (-42, gettext_noop("Open sign-up, and write to the members")),
    (-28, gettext_noop("Get titles and texts from the speakers")),
    (-21, gettext_noop("Release the programme")),
    (-14, gettext_noop("Book the room, sound and picture")),
    (-7, gettext_noop("Tell the kitchen how many come, and what they eat")),
    (-7, gettext_noop("Test sound and picture with the speakers")),
    (-3, gettext_noop("Get the slides")),
    (-1, gettext_noop("Print the list for the door")),
    (1, gettext_noop("Thank the speakers")),
    (3, gettext_noop("Share the slides that may be shared")),
    (7, RECORD),
    (7, gettext_noop("Ask what the participants thought")),
)


@transaction.atomic
def start_checklist(meeting: Meeting, *, by: Person | None) -> None:
    """Give a meeting without a drejebog the usual one; pressed twice it is given once."""
    locked = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if locked.checklist.exists():
        return
    with override(LANGUAGE):
        tasks = [
            ChecklistTask(meeting=locked, title=_(title), days=days, done_on_release=title == RECORD)
            for days, title in STANDARD
        ]
    ChecklistTask.objects.bulk_create(tasks)
    record("checklist_started", locked, by=by)


@transaction.atomic
def add_task(meeting: Meeting, *, title: str, days: int, by: Person) -> ChecklistTask:
    """Add something to be done."""
    task = ChecklistTask.objects.create(meeting=meeting, title=title, days=days)
    record("task_added", meeting, by=by, title=title)
    return task


@transaction.atomic
def change_task(task: ChecklistTask, *, title: str, days: int, by: Person) -> None:
    """Change what is to be done, or when."""
    task.title, task.days = title, days
    task.save(update_fields=["title", "days"])
    record("task_changed", task.meeting, by=by, title=title)


@transaction.atomic
def set_done(task: ChecklistTask, *, done: bool, at: datetime, by: Person) -> None:
    """Mark something as done, or as not done after all; the same again changes nothing."""
    rows = ChecklistTask.objects.filter(pk=task.pk, done_at__isnull=done)
    if rows.update(done_at=at if done else None, done_by=by if done else None):
        record("task_done" if done else "task_undone", task.meeting, by=by, title=task.title)


def tick_record(meeting: Meeting, *, at: datetime, by: Person) -> None:
    """Mark what is done by releasing the record; it can be taken back by hand like everything else."""
    for task in meeting.checklist.filter(done_on_release=True).select_related("meeting"):
        set_done(task, done=True, at=at, by=by)


@transaction.atomic
def remove_task(task: ChecklistTask, *, by: Person) -> None:
    """Take something off the drejebog."""
    record("task_removed", task.meeting, by=by, title=task.title)
    task.delete()


def copy_checklist(meeting: Meeting, copy: Meeting) -> None:
    """Give a copied meeting the same things to be done, none of them done."""
    tasks = meeting.checklist.values("title", "days", "done_on_release")
    ChecklistTask.objects.bulk_create([ChecklistTask(meeting=copy, **one) for one in tasks])
