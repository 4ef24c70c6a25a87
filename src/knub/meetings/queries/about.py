"""What this room holds about a person."""

from typing import Any

from django.db.models import QuerySet

from knub.meetings.models import (
    ChecklistTask,
    DayQuestion,
    GroupLine,
    GroupSeat,
    IntendedAction,
    Invited,
    LateRequest,
    Move,
    Programme,
    Proposal,
    QuestionWish,
    Seat,
    SignUp,
    ThemeWish,
    WishRank,
    WrittenAnswer,
)
from knub.meetings.queries.choices import titles_chosen
from knub.people.models import Person


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what meetings hold about a person, for the copy of her own data; a query a table."""
    seats = Seat.objects.filter(person=person)
    ordered = SignUp.objects.filter(ordered_by=person)
    return {
        "meetings.seat": _seats(
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
        "meetings.invited": _rows(Invited.objects.filter(person=person), "evaluation__meeting__title", "answered"),
        "meetings.groupseat": _rows(
            GroupSeat.objects.filter(seat__person=person).exclude(told=""), "grouping__meeting__title",
            "grouping__item__title", "told",
        ),
        "meetings.dayquestion": _rows(DayQuestion.objects.filter(asked_by=person), "meeting__title", "text"),
        "meetings.questionwish": _rows(
            QuestionWish.objects.filter(person=person), "question__meeting__title", "question__text"
        ),
        "meetings.groupline": _rows(
            GroupLine.objects.filter(written_by=person), "meeting__title", "text", "written_at"
        ),
        "meetings.intendedaction": _rows(
            IntendedAction.objects.filter(owner=person), "meeting__title", "text", "outcome", "came_of_it", "told_at"
        ),
        "meetings.themewish": _rows(
            ThemeWish.objects.filter(proposed_by=person), "season__name", "title", "why", "proposed_at", "withdrawn_at"
        ),
        "meetings.wishrank": _rows(
            WishRank.objects.filter(person=person), "wish__season__name", "place", "wish__title", "municipality__name"
        ),
        "meetings.writtenanswer": _rows(WrittenAnswer.objects.filter(person=person), "question__text", "text"),
    }  # fmt: skip


def _seats(seats: QuerySet[Seat], *columns: str) -> list[dict[str, Any]]:
    found = list(seats)
    parts = zip(_rows(seats, *columns), titles_chosen(found), strict=True)
    return [row | {"takes_part_in": part} for row, part in parts]


def _rows(found: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return list(found.values(*columns))
