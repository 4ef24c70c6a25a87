"""What the secretariat must see of one meeting: seats, who waits, what is missing, and what did not arrive."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.models import Entry
from knub.domain.seats import Mode
from knub.domain.values import danish_key
from knub.meetings.models import LateRequest, Meeting, ModeChoice, Seat, SignUp
from knub.meetings.queries.checklist import Checklist, checklist
from knub.meetings.queries.choices import Points, points_for
from knub.meetings.queries.pages import Place, waiting_list
from knub.meetings.queries.room import State
from knub.meetings.queries.speaking import Awaited, awaited
from knub.notify.models import BulkMail, Mail
from knub.notify.queries import Batch, Receiver, batches_about, bulk_mails_for, not_arrived
from knub.people.models import Person
from knub.ui.waiting import Kind, Waiting


@dataclass(frozen=True)
class ModeLine:
    """How many seats of one mode there are, are given, offered and waited for, and are free; None is any number."""

    label: str
    capacity: int | None
    given: int
    offered: int
    waiting: int
    free: int | None


@dataclass(frozen=True)
class Share:
    """What one municipality, or guests, speakers and staff, have of a meeting."""

    name: str
    given: int
    waiting: int


@dataclass(frozen=True)
class Missing:
    """Seats of one sign-up that have no name yet, and who can say who comes."""

    sign_up: SignUp
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Desk:
    """All of it; seats by municipality and name."""

    modes: tuple[ModeLine, ...]
    shares: tuple[Share, ...]
    places: tuple[Place, ...]
    seats: tuple[Seat, ...]
    points: Points
    missing: tuple[Missing, ...]
    late: tuple[LateRequest, ...]
    mails: tuple[Mail, ...]
    speakers: tuple[Awaited, ...]
    checklist: Checklist
    batches: tuple[Batch, ...]
    letters: tuple[BulkMail, ...]

    @property
    def awaited(self) -> list[Awaited]:
        """The speakers of whom something is missing."""
        return [one for one in self.speakers if one.missing]


def desk(meeting: Meeting) -> Desk:
    """Return what the secretariat must see of a meeting that is to come; fourteen queries."""
    state, places = waiting_list(meeting)
    seats = active_seats(meeting)
    late = meeting.late_requests.filter(answered_at=None).select_related("municipality", "asked_by")
    mails = not_arrived().filter(to__in=[seat.person.email for seat in seats if seat.person])
    return Desk(
        modes=tuple(_mode_line(mode, state, seats) for mode in state.room.capacity),
        shares=_shares(seats),
        places=tuple(places),
        seats=tuple(seats),
        points=points_for(seats).get(meeting.pk, ()),
        missing=tuple(_missing(seats)),
        late=tuple(late),
        mails=tuple(mails),
        speakers=awaited(meeting),
        checklist=checklist(meeting, today=timezone.localdate()),
        batches=batches_about(meeting.thing),
        letters=tuple(bulk_mails_for(choice_of(meeting))),
    )


def choice_of(meeting: Meeting) -> dict[str, list[str]]:
    """Return everybody with a seat at a meeting, as a draft of a mail to many keeps it."""
    return {"moede": [f"{meeting.season.year}-{meeting.number}"]}


def receivers(meeting: Meeting) -> tuple[Receiver, ...]:
    """Return everybody with a name and a seat as receivers of a mail, by municipality and name; one query."""
    confirmed = [seat for seat in active_seats(meeting) if seat.state == Seat.State.CONFIRMED]
    return tuple(_receiver(seat.person, seat) for seat in confirmed if seat.person)


def _receiver(person: Person, seat: Seat) -> Receiver:
    first = (person.name.split() or [""])[0]
    merged = {"navn": person.name, "fornavn": first, "titel": person.title, "kommune": whose(seat)}
    return Receiver(person.email, person.name, merged)


def active_seats(meeting: Meeting) -> list[Seat]:
    """Return the seats that are given, offered or waited for, by municipality and name; one query."""
    seats = Seat.objects.filter(meeting=meeting, state__in=Seat.ACTIVE)
    found = seats.select_related("person", "sign_up__municipality", "sign_up__ordered_by")
    return sorted(found, key=_municipality_and_name)


def _municipality_and_name(seat: Seat) -> tuple[str, bool, str, int]:
    place = seat.sign_up.municipality
    return (place.sort_name if place else "~", not has_name(seat), danish_key(str(seat)), seat.pk)


def has_name(seat: Seat) -> bool:
    """Return whether it is known who comes."""
    return bool(seat.person or seat.name)


def whose(seat: Seat) -> str:
    """Return a municipality, or what somebody is who comes from none."""
    place, kind = seat.sign_up.municipality, seat.sign_up.get_kind_display()
    if place is None:
        return kind
    return str(place) if seat.sign_up.counts else _("%(kind)s, %(place)s") % {"kind": kind, "place": place}


def _mode_line(mode: Mode, state: State, seats: Sequence[Seat]) -> ModeLine:
    count = Counter(seat.state for seat in seats if seat.mode == mode)
    label, room = str(ModeChoice(mode).label), state.room
    counted = (count["confirmed"], count["offered"], count["waiting"])
    return ModeLine(label, room.capacity[mode], *counted, room.free(mode))


def _shares(seats: Sequence[Seat]) -> tuple[Share, ...]:
    given, waiting = Counter[str](), Counter[str]()
    for seat in seats:
        (waiting if seat.state == Seat.State.WAITING else given)[whose(seat)] += 1
    names = dict.fromkeys(whose(seat) for seat in seats)
    return tuple(Share(name, given[name], waiting[name]) for name in names)


def _missing(seats: Sequence[Seat]) -> list[Missing]:
    unnamed: dict[int, list[Seat]] = {}
    for seat in seats:
        if not has_name(seat):
            unnamed.setdefault(seat.sign_up_id, []).append(seat)
    return [Missing(found[0].sign_up, tuple(found)) for found in unnamed.values()]


def history_of_meeting(meeting: Meeting) -> QuerySet[Entry]:
    """Return what was done to a meeting and to every sign-up for it, newest first."""
    sign_ups = [str(pk) for pk in SignUp.objects.filter(meeting=meeting).values_list("pk", flat=True)]
    late = [str(pk) for pk in meeting.late_requests.values_list("pk", flat=True)]
    of_meeting = Entry.objects.filter(kind="meetings.meeting", object_id=str(meeting.pk))
    of_sign_ups = Entry.objects.filter(kind="meetings.signup", object_id__in=sign_ups)
    return of_meeting | of_sign_ups | Entry.objects.filter(kind="meetings.laterequest", object_id__in=late)


def history_of_seat(seat: Seat) -> QuerySet[Entry]:
    """Return what was done to one seat, newest first."""
    of_sign_up = Entry.objects.filter(kind="meetings.signup", object_id=str(seat.sign_up_id))
    return of_sign_up.filter(facts__seats__contains=[seat.pk]) | of_sign_up.filter(facts__seat=seat.pk)


def wanted(sign_up: SignUp) -> int:
    """Return how many seats a sign-up waits for; one query."""
    return sign_up.seats.filter(state=Seat.State.WAITING).count()


def waiting() -> tuple[Waiting, ...]:
    """Return the requests after the deadline that nobody has answered, for the secretariat's list; one query."""
    found = LateRequest.objects.filter(answered_at=None, meeting__starts_at__gt=timezone.now())
    return tuple(
        Waiting(
            Kind.SEAT, _("Seats at “%(title)s” after the deadline") % {"title": one.meeting.title}, one.asked_at,
            reverse("meetings:late_request", args=[one.pk]), who=str(one.asked_by or one.municipality), text=one.text,
            due=one.meeting.day,
        )
        for one in found.select_related("meeting", "municipality", "asked_by")
    )  # fmt: skip


@dataclass(frozen=True)
class Day:
    """Who is to come in person, how many of them are here, and how many have no name yet."""

    seats: tuple[Seat, ...]
    here: int
    all: int
    unnamed: int
    points: Points


def day(meeting: Meeting, words: str = "") -> Day:
    """Return who is to come in person, those without a name last, filtered by words; one query."""
    given = [seat for seat in active_seats(meeting) if seat.state == Seat.State.CONFIRMED and seat.mode == "physical"]
    there = sorted(given, key=lambda seat: (not has_name(seat), danish_key(str(seat)), seat.pk))
    fits = [seat for seat in there if words.strip().casefold() in f"{seat} {whose(seat)}".casefold()]
    return Day(
        tuple(fits),
        sum(seat.attended_at is not None for seat in there),
        len(there),
        sum(not has_name(seat) for seat in there),
        points_for(there).get(meeting.pk, ()),
    )


def seats_of(person: Person) -> list[Seat]:
    """Return the seats a person has at meetings that are published, for her calendar; one query."""
    seats = Seat.objects.filter(person=person, state=Seat.State.CONFIRMED, meeting__published_at__isnull=False)
    return list(seats.filter(meeting__archived=False).select_related("meeting__season").order_by("meeting__starts_at"))


def meetings_of(person: Person, meetings: Sequence[Meeting]) -> frozenset[int]:
    """Return at which of some meetings a person has a seat or waits for one; one query."""
    seats = Seat.objects.filter(person=person, state__in=Seat.ACTIVE, meeting__in=[one.pk for one in meetings])
    return frozenset(seats.order_by().values_list("meeting", flat=True))
