"""Tell people which groups they sit in; each telling is one mail."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from knub.meetings import queries
from knub.meetings.actions.telling import address_of
from knub.meetings.models import Grouping, GroupSeat
from knub.notify import actions as notify
from knub.people.models import Person

Telling = tuple[int, int, Sequence[int]]  # groups, which release of them, seats


def tell_groups(grouping: int, release: int, seats: Sequence[int], also: Sequence[Telling] = ()) -> None:
    """Mail those whose group is new; run again it sends nothing twice, and an older telling is silent after a newer.

    also : other groups that were released at the same time; whoever has news in several gets one mail of them all
    """
    tellings = [(grouping, release, seats), *also]
    first = {seat: (pk, which) for pk, which, seated in reversed(tellings) for seat in seated}
    news: dict[int, list[GroupSeat]] = {}
    for pk, which, seated in tellings:
        for one in _still_news(pk, which, seated):
            news.setdefault(one.seat_id, []).append(one)
    if news:
        day = queries.discussions(next(iter(news.values()))[0].grouping.meeting)
        for seat, rows in news.items():
            _tell([one for one in rows if day.uses(one.seat, one.grouping.item_id)], day, first=first[seat])


def _still_news(grouping: int, release: int, seats: Sequence[int]) -> list[GroupSeat]:
    """Return the seats that a newer telling does not tell again; none where the groups are gone with their point."""
    held = GroupSeat.objects.filter(grouping=grouping, seat__in=seats, seat__state="confirmed")
    rows = list(held.select_related("seat__person", "group__grouping", "grouping__meeting__season"))
    return [one for one in rows if one.grouping.release == release or one.told == queries.told_of(one.group)]


def _tell(rows: Sequence[GroupSeat], day: queries.Discussions, *, first: tuple[int, int]) -> None:
    if rows and rows[0].seat.person:
        pk, release = first
        key = f"group-{pk}-{rows[0].seat_id}-{rows[0].seat.turn}-{release}"
        _mail(rows, rows[0].seat.person, day, key=key)


def _mail(rows: Sequence[GroupSeat], person: Person, day: queries.Discussions, *, key: str) -> None:
    meeting = rows[0].grouping.meeting
    with translation.override(person.language):
        content = {
            "name": person.name, "title": meeting.title, "groups": _in_words(rows, day), "url": address_of(meeting),
            "changed": any(_is_changed(one.grouping, day) for one in rows),
        }  # fmt: skip
        text = render_to_string("meetings/mails/group.txt", content)
        words = {"number": rows[0].group.number, "title": meeting.title}
        several = _("Your groups: %(title)s") % words
        subject = _("You are in group %(number)s: %(title)s") % words if len(rows) == 1 else several
    notify.send(key=key, to=person.email, subject=subject, text=text, about=meeting.thing)


def _in_words(rows: Sequence[GroupSeat], day: queries.Discussions) -> list[tuple[str, int, str]]:
    """Return what each group is for, its number and its table, in the order of the discussions."""
    order = [*day.used, None]
    ordered = sorted(rows, key=lambda one: order.index(one.grouping.item_id))
    return [(day.words(one.seat, one.grouping.item_id), one.group.number, one.group.place) for one in ordered]


def _is_changed(grouping: Grouping, day: queries.Discussions) -> bool:
    """Return whether people may have had a mail about another group for the same: of a release before, or the day's."""
    whole_day = day.groupings.get(None)
    return grouping.release > 1 or bool(grouping.item_id and whole_day and whole_day.release)
