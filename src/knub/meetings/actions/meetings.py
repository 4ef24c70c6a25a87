"""Plan a meeting, copy it, show it, and move it: nobody's sign-up is deleted, and everybody is told once."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.domain.cancelling import Step, is_dearer
from knub.domain.seats import modes_of
from knub.meetings import queries
from knub.meetings.actions.checklist import copy_checklist
from knub.meetings.actions.seating import Session, look, seating
from knub.meetings.models import Meeting, Move, Seat, SignUp
from knub.memberships.models import Season
from knub.people.models import Person
from knub.ui.editing import refuse_if_edited

WHERE_AND_WHEN = ("starts_at", "ends_at", "venue", "format")
IN_CALENDARS = (*WHERE_AND_WHEN, "title", "link")
COPIED = (
    "theme", "format", "venue", "text", "physical_capacity", "online_capacity", "follows_seat_rule",
    "seats_per_municipality", "fee", "cancellation_steps",
)  # fmt: skip
CAPACITIES = {"physical": "physical_capacity", "online": "online_capacity"}


@transaction.atomic
def create_meeting(season: Season, *, by: Person | None, **values: Any) -> Meeting:
    """Plan a meeting; only the secretariat sees it until it is published. Cancelling costs what the season says."""
    meeting = Meeting(**{"season": season, "cancellation_steps": season.cancellation_steps, **values})
    meeting.day = timezone.localdate(meeting.starts)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        message = _("There is already a meeting %(number)s in this network year.") % {"number": meeting.number}
        raise ValidationError({"number": message}, code="exists") from error
    record("meeting_created", meeting, by=by)
    return meeting


@transaction.atomic
def copy_meeting(meeting: Meeting, *, season: Season, number: int, starts_at: datetime, by: Person) -> Meeting:
    """Plan a meeting like another: text, room, rules, programme as a draft, checklist; nobody comes along."""
    length = meeting.ends_at - meeting.starts_at if meeting.ends_at and meeting.starts_at else timedelta(hours=6)
    values = {name: getattr(meeting, name) for name in COPIED}
    values["format"] = values["format"] or "physical"
    copy = create_meeting(
        season, by=by, number=number, title=meeting.title, starts_at=starts_at, ends_at=starts_at + length, **values
    )
    for item in meeting.items.all():
        item.pk, item.meeting, item.revision = None, copy, 0
        item.save()
    copy_checklist(meeting, copy)
    return copy


@transaction.atomic
def publish_meeting(meeting: Meeting, *, at: datetime, by: Person) -> None:
    """Show a meeting to everybody, and let people sign up as soon as its sign-up opens."""
    Meeting.objects.filter(pk=meeting.pk, published_at__isnull=True).update(published_at=at)
    record("meeting_published", meeting, by=by)


def change_meeting(
    meeting: Meeting, *, at: datetime, by: Person, seen: str | None = None, **values: Any
) -> Meeting:
    """Change a meeting. Another date, hour, place or format moves it: seats follow, and everybody is told once.

    EditedMeanwhileError if it is no longer as the writer saw it.
    """
    with seating(meeting, at=at, by=by, cause="meeting_changed") as session:
        changed = session.meeting
        if seen is not None:
            refuse_if_edited(seen=seen, now=queries.version_of_meeting(changed))
        before = {name: getattr(changed, name) for name in values}
        promised = changed.fee, changed.steps
        for name, value in values.items():
            setattr(changed, name, value)
        different = [name for name in values if before[name] != values[name]]
        changed.day = timezone.localdate(changed.starts)
        changed.sequence += any(name in IN_CALENDARS for name in different)
        changed.save()
        _hold_everybody(session)
        _keep_promise(session, promised)
        record("meeting_changed", changed, by=by, fields=different)
        if any(name in WHERE_AND_WHEN for name in different):
            _move(session, before)
        elif "link" in different and changed.link and changed.format != "physical":
            app.configure_task("meetings.tell_speakers_link").defer(meeting_id=changed.pk, sequence=changed.sequence)
            session.tell("new_link", *queries.told_of_link(changed, at=at))
    return changed


def _hold_everybody(session: Session) -> None:
    """Take those whose way of coming is no longer offered along to the other; refuse a room too small for them."""
    meeting = session.meeting
    modes = modes_of(meeting.format)
    stranded = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE).exclude(mode__in=modes)
    SignUp.objects.filter(seats__in=stranded).update(mode=modes[0])
    forgotten = {"diet": "", "needs": ""} if modes[0] == "online" else {}
    stranded.update(mode=modes[0], **forgotten)
    taken = look(meeting).room.taken
    for mode, limit in meeting.capacity.items():
        if limit is not None and taken.get(mode, 0) > limit:
            message = _("%(taken)s seats are taken. Write at least that many, or cancel seats first.")
            raise ValidationError({CAPACITIES[mode]: message % {"taken": taken[mode]}}, code="too_small")


def _keep_promise(session: Session, promised: tuple[Decimal | None, list[Step]]) -> None:
    """Refuse that cancelling becomes dearer while somebody has a seat or waits; cheaper holds for everybody."""
    meeting = session.meeting
    if not is_dearer(meeting.fee, meeting.steps, than=promised):
        return
    if Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE).exists():
        message = _("Somebody is signed up already. What it costs to cancel can become less, but not more.")
        raise ValidationError({"cancellation_steps": message}, code="dearer")


def _move(session: Session, before: dict[str, Any]) -> None:
    meeting = session.meeting
    values = {name: before.get(name, getattr(meeting, name)) for name in WHERE_AND_WHEN}
    move = Move.objects.create(
        meeting=meeting, at=session.at, by=session.by, before=_as_text(values),
        after=_as_text({name: getattr(meeting, name) for name in WHERE_AND_WHEN}),
    )  # fmt: skip
    Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE).update(may_leave_free=True)
    app.configure_task("meetings.tell_speakers_moved").defer(move_id=move.pk)
    if meeting.published_at:
        app.configure_task("meetings.tell_moved").defer(move_id=move.pk)


def _as_text(values: dict[str, Any]) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, datetime) else str(value) for name, value in values.items()}
