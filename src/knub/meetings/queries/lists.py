"""The lists of a meeting that are printed or handed on: who comes, name tags, the kitchen, the door."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from knub.domain.values import danish_key
from knub.meetings.models import Meeting, Seat
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
    """Return a list of a meeting; one query. KeyError where there is no such list."""
    title, note, headings, rows_of = SHEETS[key]
    seats = [seat for seat in active_seats(meeting) if seat.state == Seat.State.CONFIRMED]
    return Sheet(key, title, note, headings(), tuple(rows_of(seats)))


def list_names() -> list[tuple[str, StrOrPromise, StrOrPromise]]:
    """Return each list's word in the address, what it is called, and what to know of it."""
    return [(key, title, note) for key, (title, note, _headings, _rows) in SHEETS.items()]


def _participants(seats: Sequence[Seat]) -> list[Row]:
    shown = [seat for seat in seats if has_name(seat) and seat.on_list]
    return [(str(seat), _title(seat), whose(seat), seat.get_mode_display()) for seat in shown]


def _name_tags(seats: Sequence[Seat]) -> list[Row]:
    return [(str(seat), _title(seat), whose(seat)) for seat in _in_the_room(seats) if has_name(seat)]


def _kitchen(seats: Sequence[Seat]) -> list[Row]:
    """Return each wish and for how many it is, without names; last those who wished nothing."""
    wishes = Counter(" ".join(seat.diet.split()) for seat in _in_the_room(seats))
    plain = wishes.pop("", 0)
    return [*sorted(wishes.items()), (_("No wishes"), plain), (_("All together"), wishes.total() + plain)]


def _door(seats: Sequence[Seat]) -> list[Row]:
    there = sorted(_in_the_room(seats), key=lambda seat: (not has_name(seat), danish_key(str(seat))))
    return [("☑" if seat.attended_at else "☐", str(seat), whose(seat)) for seat in there]


def _in_the_room(seats: Sequence[Seat]) -> list[Seat]:
    return [seat for seat in seats if seat.mode == "physical"]


def _title(seat: Seat) -> str:
    return seat.person.title if seat.person else ""


# By its word in the address: what it is called, what to know of it, its headings, and its rows.
Made = tuple[StrOrPromise, StrOrPromise, Callable[[], tuple[str, ...]], Callable[[Sequence[Seat]], list[Row]]]
SHEETS: Mapping[str, Made] = {
    "deltagere": (
        gettext_lazy("Participants"),
        gettext_lazy("Those who have said yes to stand on the list. Can be handed to the participants."),
        lambda: (_("Name"), _("Title"), _("Municipality"), _("Takes part")),
        _participants,
    ),
    "navneskilte": (
        gettext_lazy("Name tags"),
        gettext_lazy("Everybody with a name who comes in person."),
        lambda: (_("Name"), _("Title"), _("Municipality")),
        _name_tags,
    ),
    "koekken": (
        gettext_lazy("Kitchen list"),
        gettext_lazy("Food wishes of those who come in person, without names. Can be sent to the kitchen."),
        lambda: (_("Food"), _("How many")),
        _kitchen,
    ),
    "doer": (
        gettext_lazy("Door list"),
        gettext_lazy("Everybody who comes in person, by name. For the secretariat; take it home again."),
        lambda: (_("Here"), _("Name"), _("Municipality")),
        _door,
    ),
}  # fmt: skip
