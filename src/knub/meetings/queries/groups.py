"""Who is put into groups, what the groups are like, and who has met whom this season."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.domain import grouping as domain
from knub.domain.attending import attends, discusses, discussions_of, earlier_groups, groups_used
from knub.meetings.models import Group, Grouping, GroupSeat, Meeting, ModeChoice, Seat, SignUp
from knub.meetings.queries.choices import Points, part_of, points_for, points_of
from knub.meetings.queries.discussions import Discussions, labels_of
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
    """Somebody's own group: the others as far as they stand on the list, and how many do not.

    points : the discussions it is for, where the meeting has several
    """

    group: Group
    others: tuple[str, ...]
    more: int
    points: Points = ()

    @property
    def words(self) -> str:
        """What the group is for, in words and hours; nothing where the meeting has one discussion."""
        return labels_of(self.points)


@dataclass(frozen=True)
class Untold:
    """Other groups of the day that hold news: what they are for, and for how many people."""

    grouping: Grouping
    words: str
    people: int


def seats_to_group(meeting: Meeting, item: int | None = None) -> list[Seat]:
    """Return everybody who has a seat and takes part in a point, or in any discussion; one query, two with choices."""
    confirmed = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED)
    seats = list(confirmed.select_related("person", "sign_up__municipality").order_by("pk"))
    points = points_for(seats).get(meeting.pk, ())
    return [seat for seat in seats if _takes_part(part_of(seat, points), points, item)]


def _takes_part(part: Points, points: Points, item: int | None) -> bool:
    return attends(part, item) if item else discusses(part, points)


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
    """Return the themes and subject areas of a person and the class of size of her municipality."""
    themes = seat.person.themes if seat.person else []
    fields = [f"field-{one}" for one in seat.person.subject_areas] if seat.person else []
    size = sizes.get(seat.sign_up.municipality_id or 0)
    return frozenset([*themes, *fields, *([size] if size else [])])


def _classes_of_size(seats: Iterable[Seat]) -> dict[int, str]:
    """Return a class of size for each municipality whose population is known."""
    wanted = {seat.sign_up.municipality_id for seat in seats}
    newest = Population.objects.filter(municipality__in=wanted - {None}).order_by("municipality", "-on")
    rows = newest.distinct("municipality").values_list("municipality", "count")
    return {municipality: f"size-{sum(count > limit for limit in CLASSES_OF_SIZE)}" for municipality, count in rows}


def history_before(meeting: Meeting, item: int | None = None) -> list[list[domain.Group]]:
    """Return the groups that sat together before those of a point, or of the whole day, do for the first time.

    They are all groups of the earlier meetings of the season, and of the same day those that an earlier discussion
    used: its own, or those of the whole day; without those who have cancelled since. One query, two where the day has
    other groups.
    """
    season = Q(grouping__meeting__season=meeting.season_id, grouping__meeting__starts_at__lt=meeting.starts)
    rows = GroupSeat.objects.filter(season | Q(grouping__meeting=meeting), seat__state=Seat.State.CONFIRMED)
    others = rows.exclude(grouping__meeting=meeting, grouping__item=item)
    held = list(others.select_related("seat", "grouping").order_by("grouping", "group"))
    today = {one.grouping.item_id for one in held if one.grouping.meeting_id == meeting.pk}
    before = _earlier_today(meeting, item, today) if today else ()
    found: dict[int, list[GroupSeat]] = {}
    for one in held:
        if one.grouping.meeting_id != meeting.pk or one.grouping.item_id in before:
            found.setdefault(one.grouping_id, []).append(one)
    return [_keys_by_group(own) for own in found.values()]


def _earlier_today(meeting: Meeting, item: int | None, others: Iterable[int | None]) -> Collection[int | None]:
    own = {item, *others}
    return earlier_groups(groups_used(discussions_of(points_of(meeting), own), own), item)


def pools(seats: Sequence[Seat], *, mixes: bool) -> list[tuple[str, list[Seat]]]:
    """Return who may sit together: those in the room and those online apart, or all; empty ones are left out."""
    if mixes:
        return [("", list(seats))] if seats else []
    apart = [(mode, [seat for seat in seats if seat.mode == mode]) for mode in ("physical", "online")]
    return [(mode, own) for mode, own in apart if own]


def table_of(grouping: Grouping, present: Sequence[Seat], day: Discussions) -> Table:
    """Return the groups as the secretariat sees them, given who takes part and the discussions; four queries."""
    held = _held(grouping)
    here = {seat.pk for seat in present}
    known = {one.seat_id for one in held}
    return Table(
        grouping,
        _shown(grouping, held),
        _words(grouping, present, held),
        new=tuple(_name(seat) for seat in present if seat.pk not in known),
        gone=tuple(_name(one.seat) for one in held if one.seat_id not in here),
        untold=sum(one.seat.person_id is not None for one in untold_of(held, day)),
    )


def shown_groups(grouping: Grouping) -> tuple[Shown, ...]:
    """Return the groups with their cards; two queries."""
    return _shown(grouping, _held(grouping))


def _held(grouping: Grouping) -> list[GroupSeat]:
    return list(grouping.seats.select_related("seat__person", "seat__sign_up__municipality", "group__grouping"))


def _shown(grouping: Grouping, held: Sequence[GroupSeat]) -> tuple[Shown, ...]:
    return tuple(Shown(group, _cards(group, held)) for group in grouping.groups.all())


def untold_of(held: Iterable[GroupSeat], day: Discussions) -> list[GroupSeat]:
    """Return the seats whose group is news: not what its person was told, and used where she takes part."""
    return [
        one for one in held if one.told != told_of(one.group) and day.uses(one.seat, one.group.grouping.item_id)
    ]


def others_untold(day: Discussions, key: int | None) -> list[Untold]:
    """Return the other groups of the day that hold news, and for how many; one query, none without others."""
    others = day.others(key)
    if not others:
        return []
    seats = GroupSeat.objects.filter(grouping__in=others, seat__person__isnull=False)
    rows = list(seats.select_related("seat", "group__grouping"))
    found = [Untold(one, labels_of(day.used.get(one.item_id, ())), _news(one, rows, day)) for one in others]
    return [one for one in found if one.people]


def _news(grouping: Grouping, rows: Iterable[GroupSeat], day: Discussions) -> int:
    return len(untold_of([one for one in rows if one.grouping_id == grouping.pk], day))


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
    history = history_before(grouping.meeting, grouping.item_id)
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


def my_groups(seat: Seat | None, points: Points) -> tuple[MyGroup, ...]:
    """Return the released groups of a seat in the order of its discussions; two queries, none without a seat.

    points : the released programme. A discussion with groups of its own uses those once they are released, the others
    use those of the whole day.
    """
    if seat is None or seat.state != Seat.State.CONFIRMED:
        return ()
    released, part = _released(seat), part_of(seat, points)
    discussed = discussions_of(points, released)
    used = groups_used([one for one in discussed if attends(part, one.key)], released) or {None: []}
    are_several = len(discussed) > 1
    wanted = {released[key]: own if are_several else () for key, own in used.items() if released.get(key)}
    return _my_groups(seat, wanted) if wanted else ()


def _released(seat: Seat) -> dict[int | None, int | None]:
    """Return the group of a seat in each of the released groups of its meeting, None where it has none."""
    told = FilteredRelation("seats", condition=Q(seats__seat=seat) & ~Q(seats__told=""))
    found = Grouping.objects.filter(meeting=seat.meeting_id, released_at__isnull=False).annotate(told=told)
    return dict(found.values_list("item", "told__group"))


def _my_groups(seat: Seat, wanted: Mapping[int | None, Points]) -> tuple[MyGroup, ...]:
    held = GroupSeat.objects.filter(group__in=wanted, seat__state=Seat.State.CONFIRMED)
    rows = list(held.select_related("seat__person", "seat__sign_up__municipality", "group__grouping__item"))
    found = {one.group_id: one.group for one in rows if one.seat_id == seat.pk}
    others = [one for one in rows if one.seat_id != seat.pk]
    return tuple(_my_group(found[key], others, points) for key, points in wanted.items() if key in found)


def _my_group(group: Group, others: Iterable[GroupSeat], points: Points) -> MyGroup:
    rows = [one.seat for one in others if one.group_id == group.pk]
    listed = [f"{one.person}, {one.sign_up.municipality or '–'}" for one in rows if one.person and one.on_list]
    return MyGroup(group, tuple(sorted(listed)), len(rows) - len(listed), points)


def wished(grouping: Grouping | None) -> dict[str, object]:
    """Return what the form begins with: the wishes of last time, or the usual ones; one query at most."""
    if grouping is None:
        return {"version": 0, "size": 6, "together": "different"}
    leaders = grouping.seats.filter(leads=True).values_list("seat", flat=True)
    return {
        "version": grouping.version, "size": grouping.size, "together": "alike" if grouping.match else "different",
        "mixes": grouping.mixes, "leaders": [str(seat) for seat in leaders],
    }  # fmt: skip


def rooms(groups: Iterable[Shown]) -> list[tuple[str, str]]:
    """Return room and mail of everybody who sits online and has a name, as a video tool reads them."""
    online = str(ModeChoice.ONLINE.label)
    return [
        (str(shown.group), card.email)
        for shown in groups for card in shown.cards if card.email and card.mode == online
    ]  # fmt: skip
