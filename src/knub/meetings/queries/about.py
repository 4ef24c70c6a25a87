"""What this room holds about a person."""

from typing import Any

from django.db.models import QuerySet

from knub.meetings.models import ChecklistTask, LateRequest, Move, Programme, Proposal, Seat, SignUp
from knub.people.models import Person


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return a person's seats and what she ordered, moved, released and asked for late; seven queries."""
    seats = Seat.objects.filter(person=person)
    ordered = SignUp.objects.filter(ordered_by=person)
    return {
        "meetings.seat": _rows(
            seats, "meeting__title", "mode", "state", "confirmed_at", "ended_at", "on_list", "photo", "diet", "needs",
            "question", "attended_at",
        ),
        "meetings.signup": _rows(ordered, "meeting__title", "municipality__name", "mode", "made_at"),
        "meetings.laterequest": _rows(
            LateRequest.objects.filter(asked_by=person), "meeting__title", "asked_at", "seats", "text", "answer"
        ),
        "meetings.move": _rows(Move.objects.filter(by=person), "meeting__title", "at"),
        "meetings.checklisttask": _rows(
            ChecklistTask.objects.filter(done_by=person), "meeting__title", "title", "done_at"
        ),
        "meetings.proposal": _rows(Proposal.objects.filter(asked_by=person), "meeting__title", "asked_at"),
        "meetings.programme": _rows(
            Programme.objects.filter(released_by=person), "meeting__title", "version", "released_at"
        ),
    }  # fmt: skip


def _rows(found: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return list(found.values(*columns))
