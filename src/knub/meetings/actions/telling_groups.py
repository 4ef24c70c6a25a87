"""Tell people which group they sit in; each telling is one mail."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from knub.meetings.actions.telling import address_of
from knub.meetings.models import Grouping, GroupSeat
from knub.notify import actions as notify
from knub.people.models import Person


def tell_groups(grouping: int, release: int, seats: Sequence[int]) -> None:
    """Mail those whose group is new; run again it sends nothing twice, and an older telling is silent after a newer."""
    found = Grouping.objects.select_related("meeting__season").get(pk=grouping)
    if found.release != release:
        seats = _still_told(found, seats)
    held = GroupSeat.objects.filter(grouping=found, seat__in=seats, seat__state="confirmed")
    for one in held.select_related("seat__person", "group", "grouping__meeting__season"):
        if one.seat.person:
            _mail(one, one.seat.person, release)


def _still_told(grouping: Grouping, seats: Sequence[int]) -> list[int]:
    """Return the seats that a newer telling does not tell again."""
    held = GroupSeat.objects.filter(grouping=grouping, seat__in=seats).select_related("group")
    return [one.seat_id for one in held if one.told == f"{one.group.number} {one.group.place}"]


def _mail(one: GroupSeat, person: Person, release: int) -> None:
    meeting = one.grouping.meeting
    with translation.override(person.language):
        words = {"number": one.group.number, "title": meeting.title}
        content = {
            "name": person.name, "title": meeting.title, "group": one.group.number, "place": one.group.place,
            "url": address_of(meeting), "changed": release > 1,
        }  # fmt: skip
        subject = _("You are in group %(number)s: %(title)s") % words
        text = render_to_string("meetings/mails/group.txt", content)
    key = f"group-{one.grouping_id}-{one.seat_id}-{one.seat.turn}-{release}"
    notify.send(key=key, to=person.email, subject=subject, text=text, about=meeting.thing)
