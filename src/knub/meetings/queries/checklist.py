"""What is to be done for a meeting, what is late, and what of it waits for the secretariat."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.meetings.models import ChecklistTask, Meeting
from knub.ui.waiting import Kind, Waiting


@dataclass(frozen=True)
class Checklist:
    """The drejebog of a meeting on a day: what is late, what is to come, and what is done."""

    late: tuple[ChecklistTask, ...]
    to_come: tuple[ChecklistTask, ...]
    done: tuple[ChecklistTask, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.late or self.to_come or self.done)


def checklist(meeting: Meeting, *, today: date) -> Checklist:
    """Return the drejebog of a meeting; one query."""
    tasks = list(meeting.checklist.select_related("meeting", "done_by"))
    late = tuple(one for one in tasks if one.is_late(today))
    done = tuple(one for one in tasks if one.done_at)
    return Checklist(late, tuple(one for one in tasks if one not in late and not one.done_at), done)


def late_tasks() -> tuple[Waiting, ...]:
    """Return a line for each meeting of whose drejebog something is late; one query."""
    today = timezone.localdate()
    undone = ChecklistTask.objects.filter(done_at__isnull=True, meeting__archived=False)
    late: dict[Meeting, list[ChecklistTask]] = defaultdict(list)
    for task in undone.select_related("meeting__season"):
        if task.is_late(today):
            late[task.meeting].append(task)
    return tuple(_waiting(meeting, tasks) for meeting, tasks in late.items())


def _waiting(meeting: Meeting, tasks: list[ChecklistTask]) -> Waiting:
    first = min(task.due_on for task in tasks)
    count = ngettext("%(n)s task is late", "%(n)s tasks are late", len(tasks)) % {"n": len(tasks)}
    return Waiting(
        Kind.MEETING,
        what=_("%(meeting)s: %(count)s") % {"meeting": meeting.title, "count": count},
        since=timezone.make_aware(datetime.combine(first, time())),
        url=reverse("meetings:checklist", args=[meeting.season.year, meeting.number]),
        text=", ".join(task.title for task in tasks),
        due=first,
    )


def next_checklist(*, today: date) -> tuple[Meeting, Checklist] | None:
    """Return the next meeting and its drejebog; two queries at most."""
    coming = Meeting.objects.filter(archived=False, day__gte=today).select_related("season")
    meeting = coming.order_by("day", "pk").first()
    return (meeting, checklist(meeting, today=today)) if meeting else None
