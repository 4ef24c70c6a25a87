"""What came of the demo's last meeting, invented: who sat there, groups, lines, a card, something to try, answers."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from knub.meetings.actions.evaluation import prepare_evaluation
from knub.meetings.actions.groups import Wishes, make_groups, place_groups, release_groups
from knub.meetings.models import (
    DayQuestion,
    Evaluation,
    Group,
    GroupLine,
    IntendedAction,
    Meeting,
    Record,
    Seat,
    SignUp,
    TalkCard,
    Tally,
    WrittenAnswer,
)
from knub.people.models import Organisation, Person

GUESTS = 9  # names at the table without access to KNUB
ANSWERS = 12
SHARES = {5: 4, 4: 5, 3: 2, 2: 1, 1: 0, 0: 0}  # of the answers to each question of the scale, by degree
TEXTS = (
    ("Eksempel: At høre, hvordan andre siger det samme til beboerne.", "released"),
    ("Eksempel: Mere tid i grupperne.", "released"),
    ("Eksempel: Jeg vil gerne høre om dagtilbud næste gang.", "unread"),
)
LINES = (
    "Eksempel: Brug de samme ord i brevet, på mødet og på skiltet.",
    "Eksempel: Start med det, beboerne selv har bedt om.",
    "Eksempel: Aftal, hvem der ringer tilbage.",
)
CARD = {
    "claim": "Eksempel: Naboer, der kender hinanden, ringer oftere til hinanden end til kommunen.",
    "numbers": "Eksempel: 40 af 60 kom igen til det næste møde.",
    "source": "Eksempel: opfundet til demonstrationen",
}


def store_example_afterwards(meeting: Meeting, cast: Mapping[str, Person], *, by: Person) -> None:
    """Store what came of a meeting that has been held, once."""
    if meeting.seats.exists() or meeting.ends_at is None:
        return
    _seat_everybody(meeting, cast, at=meeting.starts - timedelta(days=14))
    _make_groups(meeting, by=by)
    _write(meeting, cast, at=meeting.starts)
    _tell(meeting, at=meeting.ends_at + timedelta(days=5))
    _answer(prepare_evaluation(meeting, by=by), at=meeting.ends_at)


def _seat_everybody(meeting: Meeting, cast: Mapping[str, Person], *, at: datetime) -> None:
    places = {"kontaktperson": "aarhus", "kollega": "aarhus", "gaest": "randers"}
    for name, slug in places.items():
        place = Organisation.objects.get(slug=slug)
        _seat(meeting, SignUp.Kind.PARTICIPANT, place, at=at, person=cast[name])
    for number in range(1, GUESTS + 1):
        _seat(meeting, SignUp.Kind.GUEST, None, at=at, name=f"Eksempel Deltager {number}")


def _seat(
    meeting: Meeting, kind: str, place: Organisation | None, *, at: datetime, person: Person | None = None,
    name: str = "",
) -> None:  # fmt: skip
    sign_up = SignUp.objects.create(
        meeting=meeting, kind=kind, mode="physical", municipality=place, ordered_by=person, made_at=at, queued_at=at
    )
    Seat.objects.create(
        sign_up=sign_up, meeting=meeting, mode="physical", state=Seat.State.CONFIRMED, person=person, name=name,
        confirmed_at=at, attended_at=meeting.starts,
    )  # fmt: skip


def _make_groups(meeting: Meeting, *, by: Person) -> None:
    grouping = make_groups(meeting, Wishes(4), seen=0, by=by, seed=1)
    numbers = grouping.groups.values_list("number", flat=True)
    place_groups(grouping, {number: f"Bord {number} (eksempel)" for number in numbers}, seen=1, by=by)
    release_groups(grouping, seen=2, by=by)


def _write(meeting: Meeting, cast: Mapping[str, Person], *, at: datetime) -> None:
    groups = list(Group.objects.filter(grouping__meeting=meeting, grouping__item=None))
    for number, text in enumerate(LINES):
        GroupLine.objects.create(meeting=meeting, group=groups[number % len(groups)], text=text, written_at=at)
    DayQuestion.objects.create(meeting=meeting, text="Eksempel: Hvad kostede det?", wished=3)
    tried: Sequence[tuple[str, str, str]] = (
        ("Eksempel: Beboermøder i vaskeriet", "kollega", ""),
        ("Eksempel: Et fælles brev med boligorganisationen", "gaest", IntendedAction.Outcome.DONE),
    )
    for text, name, outcome in tried:
        person = cast[name]
        place = Seat.objects.get(meeting=meeting, person=person).sign_up.municipality
        IntendedAction.objects.create(
            meeting=meeting, group=groups[0], key=uuid.uuid4(), text=text, owner=person, municipality=place,
            outcome=outcome, told_at=at + timedelta(days=45) if outcome else None,
            came_of_it="Eksempel: Færre ringer og spørger, hvad brevet betyder." if outcome else "",
        )  # fmt: skip


def _tell(meeting: Meeting, *, at: datetime) -> None:
    Record.objects.create(meeting=meeting, text="Eksempel: Dagen handlede om at bruge de samme ord.", released_at=at)
    talk = meeting.items.filter(kind="case").first()
    if talk:
        TalkCard.objects.create(item=talk, approved_at=at, **CARD)


def _answer(evaluation: Evaluation, *, at: datetime) -> None:
    """Store answers as they would be counted, and texts of which one is not read yet."""
    Evaluation.objects.filter(pk=evaluation.pk).update(
        opened_at=at, closes_on=(at + timedelta(days=14)).date(), closed_at=at + timedelta(days=15), answers=ANSWERS
    )
    for question in evaluation.questions.filter(kind="scale"):
        for degree, count in SHARES.items():
            Tally.objects.update_or_create(question=question, degree=degree, defaults={"count": count})
    texts = list(evaluation.questions.filter(kind="text"))
    for number, (text, state) in enumerate(TEXTS):
        WrittenAnswer.objects.create(question=texts[number % len(texts)], text=text, state=state)
