"""What the pages of meetings show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.domain import seat_words
from knub.domain.seats import Answer, Mode, fill
from knub.domain.values import Text
from knub.meetings.models import Meeting, Move, Seat, SignUp
from knub.meetings.queries.archive import as_known, is_past
from knub.meetings.queries.choices import part_words, points_for
from knub.meetings.queries.room import State, queue_of, state_of
from knub.memberships.models import MeetingFormat
from knub.people.access import User
from knub.ui.formats import moment


@dataclass(frozen=True)
class Listed:
    """The meetings of a list: the next one, the others to come, and earlier ones by year, newest first."""

    next: Meeting | None
    later: tuple[Meeting, ...]
    earlier: tuple[tuple[int, tuple[Meeting, ...]], ...]


@dataclass(frozen=True)
class Mine:
    """The seats at a meeting that concern a user: her own, and those she ordered for others."""

    own: Seat | None
    ordered: tuple[Seat, ...]

    @property
    def has_seat(self) -> bool:
        """Whether she has a seat herself."""
        return self.own is not None and self.own.state == Seat.State.CONFIRMED


@dataclass(frozen=True)
class Told:
    """What those who come have told the organiser, each without a name, in alphabetical order."""

    diets: tuple[str, ...]
    needs: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """One entry of the waiting list, and why it does not move."""

    number: int
    sign_up: SignUp
    wanted: int
    least: int
    why: str


@dataclass(frozen=True)
class Receipt:
    """What a sign-up got: its seats, in words what it waits for, and the first of those that are offered."""

    seats: tuple[Seat, ...]
    words: str
    waits: str
    part: str
    offered: Seat | None

    @property
    def modes(self) -> set[str]:
        """How those who have a seat take part: in the room, online, or some so and some so."""
        return {seat.mode for seat in self.seats if seat.state == Seat.State.CONFIRMED}


@dataclass(frozen=True)
class Participant:
    """Somebody who has said yes to stand on the list."""

    name: str
    title: str
    municipality: str
    mode: str
    part: str


def listed(meetings: QuerySet[Meeting], *, at: datetime) -> Listed:
    """Return meetings as the list shows them, those of the archive as one knew them at that moment; two queries."""
    found = meetings.prefetch_related("moves").order_by("season__year", "number")
    rows = [as_known(one, at=at) for one in found]
    to_come = sorted((one for one in rows if not is_past(one, at)), key=lambda one: (one.day or date.max, one.pk))
    earlier: dict[int, list[Meeting]] = {}
    for meeting in reversed([one for one in rows if is_past(one, at)]):
        earlier.setdefault(meeting.season.year, []).append(meeting)
    by_year = tuple((year, tuple(reversed(found))) for year, found in earlier.items())
    return Listed(to_come[0] if to_come else None, tuple(to_come[1:]), by_year)


def moved_from(meeting: Meeting) -> date | None:
    """Return the day a meeting was moved from, if it was announced for another; the moves may be fetched before."""
    for move in meeting.moves.all():
        first = move.before.get("day") or _day_of(move.before.get("starts_at", ""))
        if first:
            day = date.fromisoformat(first)
            return day if day != meeting.day else None
    return None


def _day_of(text: str) -> str:
    return timezone.localdate(datetime.fromisoformat(text)).isoformat() if text and text != "None" else ""


def moved_sentence(move: Move) -> str:
    """Return what a move changed: "Mødet er flyttet fra 9. december 2026 kl. 9.00 til …"."""
    before, after = move.before, move.after
    parts = []
    if before.get("starts_at") != after.get("starts_at"):
        words = {"before": _written(before["starts_at"]), "after": _written(after["starts_at"])}
        parts.append(_("The meeting has been moved from %(before)s to %(after)s.") % words)
    elif before.get("ends_at") != after.get("ends_at"):
        words = {"before": _written(before["ends_at"]), "after": _written(after["ends_at"])}
        parts.append(_("The meeting begins as before, but ends %(after)s instead of %(before)s.") % words)
    if before.get("format") != after.get("format"):
        words = {"before": _form(before["format"]), "after": _form(after["format"])}
        parts.append(_("The format has changed from “%(before)s” to “%(after)s”.") % words)
    if before.get("venue") != after.get("venue"):
        place = _("The place is now %(after)s.") if after.get("venue") else _("The place is no longer %(before)s.")
        parts.append(place % {"before": before.get("venue", ""), "after": after.get("venue", "")})
    return " ".join(parts)


def moved_subject(move: Move) -> str:
    """Return the subject of the mail about a move: moved to another day, hour or place, or otherwise changed."""
    before, after = move.before, move.after
    has_new_place = before.get("venue") != after.get("venue") and after.get("venue")
    if before.get("starts_at") != after.get("starts_at") or has_new_place:
        return _("The meeting has been moved: %(meeting)s")
    return _("The meeting has changed: %(meeting)s")


def _written(text: str) -> str:
    return moment(timezone.localtime(datetime.fromisoformat(text)))


def _form(value: str) -> str:
    return str(MeetingFormat(value).label)


def mine(user: User, meeting: Meeting) -> Mine:
    """Return the seats at a meeting that are a user's or that she ordered; one query, none for somebody unknown."""
    if not user.is_authenticated:
        return Mine(None, ())
    active = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE).select_related("person", "sign_up")
    rows = list(active.filter(Q(person_id=user.pk) | Q(sign_up__ordered_by_id=user.pk)))
    own = next((seat for seat in rows if seat.person_id == user.pk), None)
    return Mine(own, tuple(seat for seat in rows if seat is not own))


def signed_up(meeting: Meeting) -> list[int]:
    """Return the people who have a seat at a meeting or wait for one; one query."""
    seats = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE, person__isnull=False)
    return [person for person in seats.order_by().values_list("person", flat=True) if person is not None]


def told_of_link(meeting: Meeting, *, at: datetime) -> list[int]:
    """Return the seats whose people are told of a new link: those online at a meeting to come; at most one query."""
    if meeting.published_at is None or meeting.archived or (meeting.ends_at or meeting.starts) <= at:
        return []
    online = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED, mode="online", person__isnull=False)
    return list(online.values_list("pk", flat=True))


def sign_up_state(meeting: Meeting, *, at: datetime) -> str:
    """Return whether one can sign up at a moment: not_open, open, closed, started, or archived."""
    return "archived" if meeting.archived else meeting.window.moment(at).value


def participants(meeting: Meeting) -> list[Participant]:
    """Return who comes and stands on the list, by name; one query, two if somebody chose points."""
    seats = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED, on_list=True)
    named = seats.filter(person__isnull=False).select_related("person", "sign_up__municipality")
    rows = list(named.order_by("person__name", "pk"))
    points = points_for(rows).get(meeting.pk, ())
    return [
        Participant(
            seat.person.name, seat.person.title, str(seat.sign_up.municipality or ""), seat.get_mode_display(),
            part_words(seat, points),
        )
        for seat in rows
        if seat.person
    ]  # fmt: skip


def told(meeting: Meeting) -> Told:
    """Return what those who come have told the organiser, without names; one query."""
    seats = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED)
    rows = list(seats.order_by().values("diet", "needs", "question"))
    return Told(*(tuple(sorted(row[name] for row in rows if row[name])) for name in ("diet", "needs", "question")))


def waiting_list(meeting: Meeting) -> tuple[State, list[Place]]:
    """Return what is free and who waits in which order, with why each does not move; five queries.

    The room and the screen have a queue each, so each counts from one.
    """
    state, queue = state_of(meeting), queue_of(meeting)
    answers = sorted(fill(queue, state.room), key=lambda answer: answer.entry.mode, reverse=True)
    numbers: defaultdict[Mode, count[int]] = defaultdict(lambda: count(1))
    sign_ups = SignUp.objects.select_related("municipality", "ordered_by").in_bulk([entry.key for entry in queue])
    language = get_language() or "da"
    return state, [
        Place(
            next(numbers[answer.entry.mode]),
            sign_ups[answer.entry.key],
            answer.entry.wanted,
            answer.entry.least,
            seat_words.why_nobody_moves(answer, state.room).in_language(language),
        )
        for answer in answers
    ]


def receipt(sign_up: SignUp) -> Receipt:
    """Return what a sign-up has, in words; one query, four more if some of it waits, one if points are chosen."""
    seats = tuple(sign_up.seats.select_related("person").order_by("pk"))
    confirmed = [seat for seat in seats if seat.state == Seat.State.CONFIRMED]
    waiting = [seat for seat in seats if seat.state == Seat.State.WAITING]
    voice: seat_words.Voice = "I" if len(seats) > 1 or _is_for_others(sign_up, seats) else "du"
    language = get_language() or "da"
    words = seat_words.given(len(confirmed), voice=voice).in_language(language) if confirmed else ""
    waits = _waits(sign_up, voice).in_language(language) if waiting else ""
    points = points_for(seats).get(sign_up.meeting_id, ())
    parts = {part_words(seat, points) for seat in seats}
    part = parts.pop() if len(parts) == 1 else _("different points")
    offered = next((seat for seat in seats if seat.state == Seat.State.OFFERED), None)
    return Receipt(seats, words, waits, part, offered)


def _is_for_others(sign_up: SignUp, seats: Sequence[Seat]) -> bool:
    return any(seat.person_id != sign_up.ordered_by_id for seat in seats)


def _waits(sign_up: SignUp, voice: seat_words.Voice) -> Text:
    meeting = sign_up.meeting
    state, queue = state_of(meeting), queue_of(meeting)
    answers = [answer for answer in fill(queue, state.room) if answer.entry.mode == sign_up.mode]
    place = next(number for number, answer in enumerate(answers, start=1) if answer.entry.key == sign_up.pk)
    answer = answers[place - 1]
    return seat_words.waits(Answer(answer.entry, 0, answer.why), state.room, place=place, voice=voice)
