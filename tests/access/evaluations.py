"""One of every thing that comes of a meeting: its groups, and an evaluation that has closed with five answers."""

from datetime import timedelta

from django.utils import timezone

from knub.meetings.models import (
    DayQuestion,
    Evaluation,
    Grouping,
    GroupLine,
    IntendedAction,
    Invited,
    Question,
    Record,
    WrittenAnswer,
)
from knub.people.models import Token

PLACE = (2126, 2)  # the key of the meeting


def of_the_day(seat, member):
    """Return what is written on the day of a meeting at which only the member has a seat."""

    def here(kind, **more):
        found = kind.objects.create(meeting=seat().meeting, text="x", **more)
        return found, (*PLACE, found.pk)

    def line():
        return here(GroupLine, written_by=member, written_at=timezone.now())

    def record():
        found = seat().meeting
        Record.objects.create(meeting=found, released_at=timezone.now())
        return found

    def shared():
        found = record()
        Token.objects.create(
            kind="summary", digest="x", about=f"{found.pk}-0", made_at=timezone.now(), person=member,
            expires_at=timezone.now() + timedelta(days=1),
        )  # fmt: skip
        return found

    def with_pk(thing):
        return thing, thing.pk

    return {
        "recorded_meeting": lambda: with_pk(record()),
        "meeting_with_record": lambda: (record(), PLACE),
        "shared_meeting": lambda: with_pk(shared()),
        "meeting_of_the_day": lambda: (seat().meeting, PLACE),
        "day_question": lambda: here(DayQuestion),
        "own_line": line,
        "own_intended": lambda: with_pk(
            IntendedAction.objects.create(
                meeting=seat().meeting, text="x", owner=member, municipality=member.roles.get().organisation
            )
        ),
        "intended": lambda: here(IntendedAction),
        "recorded_intended": lambda: with_pk(IntendedAction.objects.create(meeting=record(), text="x")),
    }


def of_evaluations(meeting, member):
    """Return by name what makes each thing and the key by which an address names it."""

    def evaluation():
        now = timezone.now()
        return Evaluation.objects.create(
            meeting=meeting(), opened_at=now, closes_on=now.date(), closed_at=now, answers=5, shown_from=5
        )

    def question():
        return Question.objects.create(evaluation=evaluation(), place=0, section="x", kind="text", text="x")

    def with_key(thing, key=None):
        return thing, key or thing.pk

    def text():
        found = WrittenAnswer.objects.create(question=question(), text="x")
        return found, str(found.key)

    return {
        "grouping": lambda: with_key(
            Grouping.objects.create(meeting=meeting(), seed=1, made_at=timezone.now()), PLACE
        ),
        "closed_evaluation": lambda: with_key(evaluation(), PLACE),
        "evaluation_question": lambda: with_key(question()),
        "evaluation_text": text,
        "evaluation_invitation": lambda: with_key(
            Invited.objects.create(evaluation=evaluation(), person=member), PLACE
        ),
    }
