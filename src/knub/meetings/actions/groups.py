"""Make discussion groups, move people between them, mend them after a cancellation, and tell who sits where."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.domain import grouping as domain
from knub.domain.errors import GroupingError
from knub.meetings import queries
from knub.meetings.actions.locking import hold
from knub.meetings.models import Group, Grouping, GroupSeat, Meeting, Seat
from knub.people.models import Person

MODES = ("physical", "online", "")


@dataclass(frozen=True)
class Wishes:
    """How groups are wished for; `leaders` are seats that can lead besides speakers and staff."""

    size: int
    match: bool = False
    mixes: bool = False
    leaders: frozenset[int] = frozenset()


@transaction.atomic
def make_groups(
    meeting: Meeting, wishes: Wishes, *, seen: int, by: Person | None, seed: int | None = None, item: int | None = None
) -> Grouping:
    """Make the groups of a meeting, or of one point of its programme; or again, around those who are locked."""
    at, chance = timezone.now(), secrets.randbits(31) if seed is None else seed
    found = _started(meeting, item, {"seed": chance, "made_at": at})
    grouping = _held(found, seen=seen)
    _refuse_to_remake(grouping, wishes)
    grouping.size, grouping.match, grouping.mixes = wishes.size, wishes.match, wishes.mixes
    grouping.seed, grouping.made_at = chance, at
    grouping.save()
    seats = queries.seats_to_group(meeting, item)
    if not seats:
        raise ValidationError(_("Nobody has a seat yet, so there is nobody to put into groups."), code="empty")
    _write(grouping, _arranged(grouping, seats, wishes))
    GroupSeat.objects.filter(grouping=grouping).update(leads=False)
    GroupSeat.objects.filter(grouping=grouping, seat__in=wishes.leaders).update(leads=True)
    _record("groups_made", grouping, by=by, seed=chance, people=len(seats))
    return grouping


def _started(meeting: Meeting, item: int | None, defaults: Mapping[str, Any]) -> Grouping:
    """Return the groups that are to be made; a point is held, so that nobody takes it off meanwhile."""
    of = meeting.items.select_for_update(no_key=True).filter(pk=item).first() if item else None
    if item and of is None:
        raise ValidationError(_("Somebody else has taken this point off the programme."), code="gone")
    return meeting.groupings.get_or_create(item=of, defaults=defaults)[0]


def _refuse_to_remake(grouping: Grouping, wishes: Wishes) -> None:
    """Refuse where other people would get what a group has written, or the locked could not stay where they are."""
    if grouping.groups.filter(Q(lines__isnull=False) | Q(intended_actions__isnull=False)).exists():
        sentence = _("The groups have begun to write, so they are not made again. Move people one by one instead.")
        raise ValidationError(sentence, code="written")
    if grouping.mixes != wishes.mixes and grouping.seats.filter(locked=True).exists():
        sentence = _("Unlock everybody before you change whether people in the room and online may sit together.")
        raise ValidationError(sentence, code="locked")


def _record(what: str, grouping: Grouping, *, by: Person | None, **words: Any) -> None:
    """Record what was done with groups, and with those of which point where it is one."""
    if grouping.item_id:
        words["item"] = grouping.item_id
    record(what, grouping.meeting, by=by, **words)


def version_of(grouping: Grouping) -> int:
    """Return the version that stands, read under the lock."""
    return Grouping.objects.values_list("version", flat=True).get(pk=grouping.pk)


def _held(grouping: Grouping, *, seen: int) -> Grouping:
    """Lock the groups of a meeting, refuse somebody who has not seen them as they are, and count the change."""
    sentence = _("Somebody else is changing the groups at this moment. Please try again.")
    edited = _("Somebody else has changed the groups meanwhile. Look at them as they are now, and try again.")
    try:
        locked = hold(Grouping.objects.select_related("meeting__season"), grouping.pk, sentence=sentence)
    except Grouping.DoesNotExist as error:
        raise ValidationError(edited, code="edited") from error
    if version_of(locked) != seen:
        raise ValidationError(edited, code="edited")
    Grouping.objects.filter(pk=grouping.pk).update(version=F("version") + 1)
    locked.version = seen + 1
    return locked


Pool = tuple[str, Sequence[domain.Group], Mapping[str, int]]  # mode, groups of keys, seats by key


def _arranged(grouping: Grouping, seats: Sequence[Seat], wishes: Wishes) -> list[Pool]:
    """Return new groups for each pool of people who may sit together."""
    history = queries.history_before(grouping.meeting, grouping.item_id)
    rng = np.random.default_rng(grouping.seed)
    found: list[Pool] = []
    for mode, own in queries.pools(seats, mixes=wishes.mixes):
        people = queries.as_participants(own, wishes.leaders)
        locked = _locked(grouping, mode)
        try:
            groups = domain.arrange(
                people, wishes.size, history=history, locked=locked, match=wishes.match, rng=rng
            )
        except GroupingError as error:
            raise ValidationError(_("More people are locked in a group than it would hold."), code="locked") from error
        found.append((mode, groups, {queries.key_of(seat): seat.pk for seat in own}))
    return found


def _locked(grouping: Grouping, mode: str) -> dict[str, int]:
    """Return the place among the groups of a mode where each locked person stays."""
    numbers = list(grouping.groups.filter(mode=mode).values_list("number", flat=True))
    held = grouping.seats.filter(locked=True, group__mode=mode, seat__state=Seat.State.CONFIRMED)
    rows = held.select_related("seat", "group")
    return {queries.key_of(one.seat): numbers.index(one.group.number) for one in rows}


def _write(grouping: Grouping, pools: Iterable[Pool]) -> None:
    """Store who sits where; locks, leaders and what people were told follow the seat, a table follows the group."""
    rows: list[GroupSeat] = []
    places = {(one.mode, place): one.place for mode in MODES for place, one in enumerate(_of_mode(grouping, mode))}
    wanted = [(mode, place, keys, seats) for mode, groups, seats in pools for place, keys in enumerate(groups)]
    for number, (mode, place, keys, seats) in enumerate(wanted, start=1):
        values = {"mode": mode, "place": places.get((mode, place), "")}
        group, _made = Group.objects.update_or_create(grouping=grouping, number=number, defaults=values)
        rows += [GroupSeat(grouping=grouping, group=group, seat_id=seats[key]) for key in sorted(keys)]
    GroupSeat.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["grouping", "seat"], update_fields=["group"]
    )
    grouping.seats.exclude(seat__in=[row.seat_id for row in rows]).delete()
    grouping.groups.filter(number__gt=len(wanted)).delete()


def _of_mode(grouping: Grouping, mode: str) -> list[Group]:
    return list(grouping.groups.filter(mode=mode))


@transaction.atomic
def repair_groups(grouping: Grouping, *, seen: int, by: Person) -> None:
    """Take those who have cancelled out and put those who are new in; only the groups it touches change."""
    grouping = _held(grouping, seen=seen)
    seats = queries.seats_to_group(grouping.meeting, grouping.item_id)
    held = list(grouping.seats.select_related("seat", "group"))
    history = queries.history_before(grouping.meeting, grouping.item_id)
    leading = [one.seat_id for one in held if one.leads]
    found: list[Pool] = []
    for mode, own in queries.pools(seats, mixes=grouping.mixes):
        groups = [frozenset(_keys(held, group)) for group in grouping.groups.filter(mode=mode)]
        people = queries.as_participants(own, leading)
        mended = domain.repair(people, groups, history=history, match=grouping.match)
        found.append((mode, mended, {queries.key_of(seat): seat.pk for seat in own}))
    _write(grouping, found)
    _record("groups_repaired", grouping, by=by)


def _keys(held: Iterable[GroupSeat], group: Group) -> Iterable[str]:
    return (queries.key_of(one.seat) for one in held if one.group_id == group.pk)


@transaction.atomic
def move_people(grouping: Grouping, seats: Collection[int], number: int, *, seen: int, by: Person) -> None:
    """Move people to a group; they stay there when the groups are made again."""
    grouping = _held(grouping, seen=seen)
    group = grouping.groups.filter(number=number).first()
    chosen = _chosen(grouping, seats)
    if group is None:
        raise ValidationError(_("Choose which group they move to."), code="group")
    if group.mode and chosen.exclude(seat__mode=group.mode).exists():
        raise ValidationError(
            _("People in the room and people online are kept apart. Make the groups mixed if they may sit together."),
            code="mode",
        )
    chosen.update(group=group, locked=True)
    _record("people_moved", grouping, by=by, seats=sorted(seats), group=number)


@transaction.atomic
def mark_people(grouping: Grouping, seats: Collection[int], *, seen: int, by: Person, **marks: bool) -> None:
    """Lock people in their groups or let them loose, or say who can lead: `locked=` or `leads=`."""
    grouping = _held(grouping, seen=seen)
    _chosen(grouping, seats).update(**marks)
    _record("people_marked", grouping, by=by, seats=sorted(seats), marks=marks)


def _chosen(grouping: Grouping, seats: Collection[int]) -> QuerySet[GroupSeat]:
    chosen = grouping.seats.filter(seat__in=seats)
    if not chosen.exists():
        raise ValidationError(_("Tick whom it is about first."), code="nobody")
    return chosen


@transaction.atomic
def place_groups(grouping: Grouping, places: Mapping[int, str], *, seen: int, by: Person) -> None:
    """Say at which table, in which room or by which link each group sits, by its number."""
    grouping = _held(grouping, seen=seen)
    for group in grouping.groups.all():
        group.place = places.get(group.number, group.place)
        group.save(update_fields=["place"])
    _record("groups_placed", grouping, by=by)


@transaction.atomic
def drop_groups(grouping: Grouping, *, seen: int, by: Person) -> None:
    """Take the groups of a point away before anybody is told of them; those of the whole day are used there again."""
    grouping = _held(grouping, seen=seen)
    if grouping.released_at or not grouping.item_id:
        raise ValidationError(_("Groups that people have been told of are not deleted."), code="released")
    _record("groups_dropped", grouping, by=by)
    grouping.delete()


@transaction.atomic
def release_groups(
    grouping: Grouping, *, seen: int, by: Person, also: Mapping[int, int] | None = None
) -> int:
    """Show everybody her groups, and tell by mail those whose group is new to them; return how many are told.

    also : other groups of the same meeting that are released at the same time, with the version that was seen; whoever
    has news in several gets one mail
    """
    versions = {**(also or {}), grouping.pk: seen}
    chosen = Grouping.objects.filter(meeting=grouping.meeting_id, pk__in=versions).order_by("pk")
    held = [_held(one, seen=versions[one.pk]) for one in chosen]
    day = queries.discussions(grouping.meeting)
    tellings: list[Any] = [(one.pk, one.release, seats) for one in held if (seats := _release(one, day))]
    if tellings:
        (first, turn, seats), *others = tellings
        app.configure_task("meetings.tell_groups").defer(grouping=first, release=turn, seats=seats, also=others)
    told = len({seat for *_release, seated in tellings for seat in seated})
    for one in held:
        _record("groups_released", one, by=by, told=told)
    return told


def _release(grouping: Grouping, day: queries.Discussions) -> list[int]:
    """Let groups be seen, and return the seats whose people are to be told."""
    news = queries.untold_of(grouping.seats.select_related("group__grouping", "seat"), day)
    for one in news:
        one.told = queries.told_of(one.group)
    GroupSeat.objects.bulk_update(news, ["told"])
    grouping.released_at, grouping.release = timezone.now(), grouping.release + 1
    grouping.save(update_fields=["released_at", "release"])
    return [one.seat_id for one in news if one.seat.person_id and one.seat.state == Seat.State.CONFIRMED]
