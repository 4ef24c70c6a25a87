"""Who is put into groups, what the groups are like, and who has met whom this season."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.domain import grouping as domain
from knub.domain.attending import discusses
from knub.meetings.models import Group, Grouping, GroupSeat, Meeting, ModeChoice, Seat, SignUp
from knub.meetings.queries.choices import part_of, points_for
from knub.people.models import Population

LEADERS = (SignUp.Kind.SPEAKER, SignUp.Kind.STAFF)
CLASSES_OF_SIZE = (30_000, 60_000, 100_000)  # residents of a municipality
MANY_FIELDS = 3


@dataclass(frozen=True)
class Card:
    """Somebody in a group as the secretariat sees her; a seat without a name has a card too."""

    seat: int
    name: str
    municipality: str
    mode: str
    email: str
    named: bool
    locked: bool
    leads: bool


@dataclass(frozen=True)
class Shown:
    """One group with its cards."""

    group: Group
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Table:
    """The groups of a meeting: what they are like in words, who is new and gone since, and who has not been told."""

    grouping: Grouping
    groups: tuple[Shown, ...]
    words: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    untold: int

    @property
    def needs_repair(self) -> bool:
        """Whether somebody has come or gone since the groups were made."""
        return bool(self.new or self.gone)


@dataclass(frozen=True)
class MyGroup:
    """Somebody's own group: the others as far as they stand on the list, and how many do not."""

    group: Group
    others: tuple[str, ...]
    more: int


def seats_to_group(meeting: Meeting) -> list[Seat]:
    """Return everybody who has a seat and takes part in the discussion; one query, two if somebody chose points."""
    confirmed = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED)
    seats = list(confirmed.select_related("person", "sign_up__municipality").order_by("pk"))
    points = points_for(seats).get(meeting.pk, ())
    return [seat for seat in seats if discusses(part_of(seat, points), points)]


def key_of(seat: Seat) -> str:
    """Return what tells somebody apart through the meetings of a season: the person, or the seat while it has none."""
    return f"person-{seat.person_id}" if seat.person_id else f"seat-{seat.pk}"


def as_participants(seats: Sequence[Seat], leading: Iterable[int]) -> list[domain.Participant]:
    """Return seats as the domain groups them; speakers, staff and the seats `leading` can lead; one query."""
    sizes, chosen = _classes_of_size(seats), set(leading)
    return [
        domain.Participant(
            key_of(seat),
            str(seat.sign_up.municipality_id) if seat.sign_up.municipality_id else None,
            frozenset(seat.person.subject_areas if seat.person else ()),
            leads=seat.pk in chosen or seat.sign_up.kind in LEADERS,
            likeness=_likeness(seat, sizes),
        )
        for seat in seats
    ]


def _likeness(seat: Seat, sizes: dict[int, str]) -> frozenset[str]:
    themes = seat.person.themes if seat.person else []
    size = sizes.get(seat.sign_up.municipality_id or 0)
    return frozenset([*themes, *([size] if size else [])])


def _classes_of_size(seats: Iterable[Seat]) -> dict[int, str]:
    """Return a class of size for each municipality whose population is known."""
    wanted = {seat.sign_up.municipality_id for seat in seats}
    newest = Population.objects.filter(municipality__in=wanted - {None}).order_by("municipality", "-on")
    rows = newest.distinct("municipality").values_list("municipality", "count")
    return {municipality: f"size-{sum(count > limit for limit in CLASSES_OF_SIZE)}" for municipality, count in rows}


def history_before(meeting: Meeting) -> list[list[domain.Group]]:
    """Return the groups of the earlier meetings of the season; one query."""
    earlier = GroupSeat.objects.filter(
        grouping__meeting__season=meeting.season_id, grouping__meeting__starts_at__lt=meeting.starts
    )
    found: dict[int, dict[int, set[str]]] = {}
    for one in earlier.select_related("seat").order_by("grouping", "group"):
        found.setdefault(one.grouping_id, {}).setdefault(one.group_id, set()).add(key_of(one.seat))
    return [[frozenset(group) for group in groups.values()] for groups in found.values()]


def pools(seats: Sequence[Seat], *, mixes: bool) -> list[tuple[str, list[Seat]]]:
    """Return who may sit together: those in the room and those online apart, or all; empty ones are left out."""
    if mixes:
        return [("", list(seats))] if seats else []
    apart = [(mode, [seat for seat in seats if seat.mode == mode]) for mode in ("physical", "online")]
    return [(mode, own) for mode, own in apart if own]


def grouping_of(meeting: Meeting) -> Grouping | None:
    """Return the groups of a meeting, if they have been made; one query."""
    return Grouping.objects.filter(meeting=meeting).first()


def table_of(grouping: Grouping) -> Table:
    """Return the groups as the secretariat sees them; five queries."""
    held = list(grouping.seats.select_related("seat__person", "seat__sign_up__municipality", "group"))
    groups = list(grouping.groups.all())
    present = seats_to_group(grouping.meeting)
    here = {seat.pk for seat in present}
    known = {one.seat_id for one in held}
    return Table(
        grouping,
        tuple(Shown(group, _cards(group, held)) for group in groups),
        _words(grouping, present, held),
        new=tuple(_name(seat) for seat in present if seat.pk not in known),
        gone=tuple(_name(one.seat) for one in held if one.seat_id not in here),
        untold=sum(one.told != told_of(one.group) for one in held if one.seat.person_id),
    )


def told_of(group: Group) -> str:
    """Return what somebody is told of her group; another text is news."""
    return f"{group.number} {group.place}"


def _cards(group: Group, held: Iterable[GroupSeat]) -> tuple[Card, ...]:
    return tuple(
        Card(
            one.seat_id, _name(one.seat), str(one.seat.sign_up.municipality or ""), one.seat.get_mode_display(),
            one.seat.person.email if one.seat.person else "", bool(one.seat.person or one.seat.name), one.locked,
            one.leads or one.seat.sign_up.kind in LEADERS,
        )
        for one in held if one.group_id == group.pk
    )  # fmt: skip


def _name(seat: Seat) -> str:
    return str(seat.person or seat.name) if seat.person or seat.name else _("Seat %(number)s") % {"number": seat.pk}


def _words(grouping: Grouping, present: Sequence[Seat], held: Sequence[GroupSeat]) -> tuple[str, ...]:
    leading = [one.seat_id for one in held if one.leads]
    people = {one.key: one for one in as_participants(present, leading)}
    history = history_before(grouping.meeting)
    sentences: list[str] = []
    for mode, seats in pools(present, mixes=grouping.mixes):
        groups = _keys_by_group(one for one in held if one.group.mode == mode)
        found = domain.report([people[key_of(seat)] for seat in seats], groups, history)
        sentences.append(" ".join(filter(None, [*_in_mode(mode), *sentences_of(found)])))
    return tuple(sentences)


def _keys_by_group(held: Iterable[GroupSeat]) -> list[domain.Group]:
    found: dict[int, set[str]] = {}
    for one in held:
        found.setdefault(one.group_id, set()).add(key_of(one.seat))
    return [frozenset(group) for group in found.values()]


def _in_mode(mode: str) -> list[str]:
    return [{"physical": _("In the room:"), "online": _("Online:")}[mode]] if mode else []


def sentences_of(found: domain.Report) -> list[str]:
    """Return what groups are like, in sentences; the least that is possible stands beside what is more."""
    words = {"three": found.meet_three, "people": found.people}
    return [
        _sizes(found.sizes),
        _("%(three)s of %(people)s meet at least three new municipalities;") % words + " " + _repeats(found),
        _colleagues(found),
        *_leaders(found),
        _("Each group has at least %(count)s subject areas.") % {"count": found.least_fields}
        if found.least_fields >= MANY_FIELDS
        else "",
    ]


def _sizes(sizes: Sequence[int]) -> str:
    least, most = min(sizes, default=0), max(sizes, default=0)
    words = {"count": len(sizes), "size": str(least) if least == most else f"{least}-{most}"}
    return ngettext("%(count)s group of %(size)s.", "%(count)s groups of %(size)s.", len(sizes)) % words


def _repeats(found: domain.Report) -> str:
    """Return how many pairs sit together again, and whether it could be fewer."""
    if found.repeats == 0:
        return _("nobody sits with somebody from an earlier group.")
    words = {"count": found.repeats, "least": found.least_repeats}
    if found.repeats == found.least_repeats:
        return ngettext(
            "%(count)s pair sits together again, and it cannot be fewer.",
            "%(count)s pairs sit together again, and it cannot be fewer.",
            found.repeats,
        ) % words  # fmt: skip
    return ngettext(
        "%(count)s pair sits together again, the fewest found; fewer than %(least)s is impossible.",
        "%(count)s pairs sit together again, the fewest found; fewer than %(least)s is impossible.",
        found.repeats,
    ) % words  # fmt: skip


def _colleagues(found: domain.Report) -> str:
    if found.same_municipality == 0:
        return _("Nobody sits with a colleague from the same municipality.")
    return ngettext(
        "%(count)s pair from one municipality; fewer than %(least)s is impossible.",
        "%(count)s pairs from one municipality; fewer than %(least)s is impossible.",
        found.same_municipality,
    ) % {"count": found.same_municipality, "least": found.least_same_municipality}  # fmt: skip


def _leaders(found: domain.Report) -> list[str]:
    if found.without_leader == 0:
        return [_("Each group has somebody who can lead.")]
    if found.without_leader == len(found.sizes):
        return [_("Nobody has been chosen to lead.")]
    return [
        ngettext(
            "%(count)s group has nobody to lead.", "%(count)s groups have nobody to lead.", found.without_leader
        ) % {"count": found.without_leader}
    ]  # fmt: skip


def my_group(seat: Seat | None) -> MyGroup | None:
    """Return the group of a seat, once it has been released; two queries, none without a seat."""
    if seat is None or seat.state != Seat.State.CONFIRMED:
        return None
    released = GroupSeat.objects.filter(seat=seat, grouping__released_at__isnull=False).exclude(told="")
    own = released.select_related("group").first()
    if own is None:
        return None
    others = GroupSeat.objects.filter(group=own.group_id, seat__state=Seat.State.CONFIRMED).exclude(seat=seat)
    rows = [one.seat for one in others.select_related("seat__person", "seat__sign_up__municipality")]
    listed = [f"{one.person}, {one.sign_up.municipality or '–'}" for one in rows if one.person and one.on_list]
    return MyGroup(own.group, tuple(sorted(listed)), len(rows) - len(listed))


def wished(grouping: Grouping | None) -> dict[str, object]:
    """Return what the form begins with: the wishes of last time, or the usual ones; one query at most."""
    if grouping is None:
        return {"version": 0, "size": 6, "together": "different"}
    leaders = grouping.seats.filter(leads=True).values_list("seat", flat=True)
    return {
        "version": grouping.version, "size": grouping.size, "together": "alike" if grouping.match else "different",
        "mixes": grouping.mixes, "leaders": [str(seat) for seat in leaders],
    }  # fmt: skip


def rooms(table: Table) -> list[tuple[str, str]]:
    """Return room and mail of everybody who sits online and has a name, as a video tool reads them."""
    online = str(ModeChoice.ONLINE.label)
    return [
        (str(shown.group), card.email)
        for shown in table.groups for card in shown.cards if card.email and card.mode == online
    ]  # fmt: skip
