"""The lists of a meeting that are printed or handed on: who comes, name tags, the kitchen, the door."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from knub.domain.attending import joins_break
from knub.domain.programme import Point
from knub.domain.values import danish_key
from knub.meetings.models import Item, Meeting, Seat
from knub.meetings.queries.choices import Points, label_of, part_of, part_words, points_for
from knub.meetings.queries.desk import active_seats, has_name, whose

Row = tuple[str | int, ...]


@dataclass(frozen=True)
class Sheet:
    """One list: its word in the address, what it is called, what to know of it, headings, and a row for each line."""

    key: str
    title: StrOrPromise
    note: StrOrPromise
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[list[tuple[str, str | int]]]:
        """Its rows, each cell with its heading."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


def sheet(meeting: Meeting, key: str) -> Sheet:
    """Return a list of a meeting; one query, two if somebody chose points. KeyError where there is no such list."""
    title, note, headings, rows_of = SHEETS[key]
    seats = [seat for seat in active_seats(meeting) if seat.state == Seat.State.CONFIRMED]
    points = points_for(seats).get(meeting.pk, ())
    return Sheet(key, title, note, headings(seats, points), tuple(rows_of(seats, points)))


def list_names() -> list[tuple[str, StrOrPromise, StrOrPromise]]:
    """Return each list's word in the address, what it is called, and what to know of it."""
    return [(key, title, note) for key, (title, note, _headings, _rows) in SHEETS.items()]


def _participants(seats: Sequence[Seat], points: Points) -> list[Row]:
    shown = [seat for seat in seats if has_name(seat) and seat.on_list]
    return [
        (str(seat), _title(seat), whose(seat), seat.get_mode_display(), part_words(seat, points)) for seat in shown
    ]


def _name_tags(seats: Sequence[Seat], _points: Points) -> list[Row]:
    return [(str(seat), _title(seat), whose(seat)) for seat in _in_the_room(seats) if has_name(seat)]


def _kitchen(seats: Sequence[Seat], points: Points) -> list[Row]:
    """Return each wish and for how many it is at each meal, without names; last those who wished nothing."""
    room = _in_the_room(seats)
    eating = [[seat for seat in room if meal is None or joins_break(meal, part_of(seat, points), points)]
              for meal in _meals(seats, points)]  # fmt: skip
    counts = [Counter(" ".join(seat.diet.split()) for seat in there) for there in eating]
    wishes = sorted(set().union(*counts) - {""})
    rows: list[Row] = [(wish, *(count[wish] for count in counts)) for wish in wishes]
    plain, everybody = (count[""] for count in counts), (count.total() for count in counts)
    return [*rows, (_("No wishes"), *plain), (_("All together"), *everybody)]


def _meals(seats: Sequence[Seat], points: Points) -> list[Point | None]:
    """Return the breaks, which are counted one by one where somebody comes for a part of the meeting; None is all."""
    comes_for_a_part = any(part_of(seat, points) for seat in _in_the_room(seats))
    breaks: list[Point | None] = [one for one in points if one.kind == Item.Kind.BREAK] if comes_for_a_part else []
    return breaks or [None]


def _meal_name(meal: Point | None) -> str:
    return label_of(meal) if meal else _("How many")


def _door(seats: Sequence[Seat], points: Points) -> list[Row]:
    there = sorted(_in_the_room(seats), key=lambda seat: (not has_name(seat), danish_key(str(seat))))
    return [("☑" if seat.attended_at else "☐", str(seat), whose(seat), part_words(seat, points)) for seat in there]


def _in_the_room(seats: Sequence[Seat]) -> list[Seat]:
    return [seat for seat in seats if seat.mode == "physical"]


def _title(seat: Seat) -> str:
    return seat.person.title if seat.person else ""


# By its word in the address: what it is called, what to know of it, its headings, and its rows.
Headings = Callable[[Sequence[Seat], Points], tuple[str, ...]]
Made = tuple[StrOrPromise, StrOrPromise, Headings, Callable[[Sequence[Seat], Points], list[Row]]]
SHEETS: Mapping[str, Made] = {
    "deltagere": (
        gettext_lazy("Participants"),
        gettext_lazy("Those who have said yes to stand on the list. Can be handed to the participants."),
        lambda _seats, _points: (
            _("Name"), _("Title"), _("Municipality"), _("In person or online"), _("Takes part in"),
        ),
        _participants,
    ),
    "navneskilte": (
        gettext_lazy("Name tags"),
        gettext_lazy("Everybody with a name who comes in person."),
        lambda _seats, _points: (_("Name"), _("Title"), _("Municipality")),
        _name_tags,
    ),
    "koekken": (
        gettext_lazy("Kitchen list"),
        gettext_lazy("Food wishes of those who come in person, without names. Can be sent to the kitchen."),
        lambda seats, points: (_("Food"), *(_meal_name(one) for one in _meals(seats, points))),
        _kitchen,
    ),
    "doer": (
        gettext_lazy("Door list"),
        gettext_lazy("Everybody who comes in person, by name. For the secretariat; take it home again."),
        lambda _seats, _points: (_("Here"), _("Name"), _("Municipality"), _("Takes part in")),
        _door,
    ),
}  # fmt: skip
