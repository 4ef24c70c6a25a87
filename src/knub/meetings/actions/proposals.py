"""Ask the speakers before a meeting is moved; then move it, or let it stay."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.meetings import queries
from knub.meetings.actions.meetings import WHERE_AND_WHEN, change_meeting
from knub.meetings.actions.seating import lock
from knub.meetings.models import Meeting, Proposal, Speaker, SpeakerAnswer
from knub.people.models import Person


def needs_asking(meeting: Meeting, values: Mapping[str, Any]) -> bool:
    """Return whether a change moves a meeting that has speakers to ask; one query, none where nothing moves."""
    moves = any(getattr(meeting, name) != values[name] for name in WHERE_AND_WHEN)
    return moves and meeting.speakers.exclude(email="").exists()


@transaction.atomic
def ask_before_moving(meeting: Meeting, values: Mapping[str, Any], *, seen: str, at: datetime, by: Person) -> None:
    """Change what moves nobody, and ask the speakers about the rest. EditedMeanwhileError as for a change."""
    rest = {name: value for name, value in values.items() if name not in WHERE_AND_WHEN}
    change_meeting(meeting, seen=seen, at=at, by=by, **rest)
    propose_move(meeting, values, at=at, by=by)


@transaction.atomic
def propose_move(meeting: Meeting, values: Mapping[str, Any], *, at: datetime, by: Person) -> Proposal:
    """Ask the speakers whether they can come at another time or place; an earlier question is put aside."""
    locked = lock(meeting.pk)
    locked.proposals.filter(settled_at__isnull=True).update(settled_at=at)
    kept = {name: values.get(name, getattr(locked, name)) for name in WHERE_AND_WHEN}
    texts = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in kept.items()}
    proposal = Proposal.objects.create(meeting=locked, values=texts, asked_at=at, asked_by=by)
    record("move_proposed", locked, by=by)
    app.configure_task("meetings.ask_speakers").defer(proposal_id=proposal.pk)
    return proposal


@transaction.atomic
def answer_proposal(speaker: Speaker, *, can_come: bool, text: str, at: datetime) -> None:
    """Keep whether a speaker can come at the time that is proposed; she may change her mind until it is settled."""
    proposal = queries.open_proposal(speaker.meeting)
    if proposal is None:
        raise ValidationError(_("The question has been settled. See below when the meeting is."), code="settled")
    values = {"can_come": can_come, "text": text, "answered_at": at}
    SpeakerAnswer.objects.update_or_create(proposal=proposal, speaker=speaker, defaults=values)
    record("proposal_answered", speaker.meeting, by=None, speaker=speaker.pk, can_come=can_come)


@transaction.atomic
def carry_out(proposal: Proposal, *, at: datetime, by: Person) -> None:
    """Move the meeting as the speakers were asked, and tell everybody."""
    locked = _open(proposal)
    locked.settled_at, locked.is_carried_out = at, True
    locked.save()
    moved = queries.as_proposed(locked)
    change_meeting(locked.meeting, at=at, by=by, **{name: getattr(moved, name) for name in WHERE_AND_WHEN})


@transaction.atomic
def drop_proposal(proposal: Proposal, *, at: datetime, by: Person) -> None:
    """Let the meeting stay as it is, and tell the speakers so."""
    locked = _open(proposal)
    locked.settled_at = at
    locked.save()
    record("proposal_dropped", locked.meeting, by=by)
    app.configure_task("meetings.tell_speakers_it_stays").defer(proposal_id=locked.pk)


def _open(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related("meeting__season")
    locked = rows.get(pk=proposal.pk)
    if locked.settled_at is not None:
        raise ValidationError(_("Somebody else has settled this already."), code="settled")
    return locked
