"""Tell of seats that have no person yet: to whoever ordered them, or else to the contact people of the municipality.

Each is told in one mail for a sign-up and what happened, not for a seat. What is done there needs a login: the personal
link of a seat is its person's only.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext_lazy

from knub.meetings import queries
from knub.meetings.actions.telling import facts, words_of
from knub.meetings.models import Move, Seat, SignUp
from knub.notify import actions as notify
from knub.people.access import own_municipalities
from knub.people.models import Person
from knub.people.queries import contact_people

# What happened: the subject, and the first sentence for one seat and for more.
WORDS = {
    "promoted": (
        gettext_noop("Seats have become free for you: %(meeting)s"),
        ngettext_lazy(
            "A seat at “%(title)s” that you waited for has become free, and it is yours.",
            "%(n)d seats at “%(title)s” that you waited for have become free, and they are yours.",
            "n",
        ),
    ),
    "offered": (
        gettext_noop("Do you want the seats? Answer before %(until)s: %(meeting)s"),
        ngettext_lazy(
            "A seat at “%(title)s” has become free. It is your municipality's if you take it before %(until)s.",
            "%(n)d seats at “%(title)s” have become free. They are your municipality's if you take them before"
            " %(until)s.",
            "n",
        ),
    ),
    "lapsed": (
        gettext_noop("The offer has run out: %(meeting)s"),
        ngettext_lazy(
            "Your municipality did not take the seat at “%(title)s” in time. It has gone to the next, and you no longer"
            " wait for it.",
            "Your municipality did not take the %(n)d seats at “%(title)s” in time. They have gone to the next, and you"
            " no longer wait for them.",
            "n",
        ),
    ),
    "cancelled": (
        gettext_noop("Seats have been given up: %(meeting)s"),
        ngettext_lazy(
            "A seat that your municipality had asked for at “%(title)s” has been given up.",
            "%(n)d seats that your municipality had asked for at “%(title)s” have been given up.",
            "n",
        ),
    ),
    "membership_ended": (
        gettext_noop("Your municipality's seats have ended: %(meeting)s"),
        ngettext_lazy(
            "Your municipality is no member of the network when “%(title)s” is held: a seat without a name has ended.",
            "Your municipality is no member of the network when “%(title)s” is held: %(n)d seats without a name have"
            " ended.",
            "n",
        ),
    ),
    "needs_a_name": (
        gettext_noop("A seat needs a name: %(meeting)s"),
        ngettext_lazy(
            "A seat at “%(title)s” has no name any more. Choose who comes, or give the seat up.",
            "%(n)d seats at “%(title)s” have no name any more. Choose who comes, or give the seats up.",
            "n",
        ),
    ),
}


def tell_orderers(news: Iterable[tuple[str, int]], *, by: int | None = None) -> None:
    """Mail what has become of seats without a person; run again it sends nothing twice.

    Whoever gave seats up herself, `by`, is not told that they were given up.
    """
    happened = [(what, seat) for what, seat in news if what in WORDS]
    for what in dict(happened):
        for seats in _by_sign_up(seat for same, seat in happened if same == what):
            for person in whom_to_tell(seats[0].sign_up):
                if what != "cancelled" or person.pk != by:
                    _mail(what, seats, person)


def whom_to_tell(sign_up: SignUp) -> list[Person]:
    """Return who ordered, while she works in the municipality of the sign-up; else its contact people."""
    orderer, municipality = sign_up.ordered_by, sign_up.municipality
    if municipality is None:
        return [orderer] if orderer and orderer.is_active else []
    if orderer and own_municipalities(orderer).filter(pk=municipality.pk).exists():
        return [orderer]
    return list(contact_people(municipality, on=timezone.localdate()))


def tell_orderers_moved(move_id: int) -> None:
    """Mail that a meeting with seats without a person was moved; run again it sends nothing twice."""
    move = Move.objects.get(pk=move_id)
    active = Seat.objects.filter(meeting=move.meeting, state__in=Seat.ACTIVE)
    for seats in _by_sign_up(active.values_list("pk", flat=True)):
        for person in whom_to_tell(seats[0].sign_up):
            _mail_move(move, seats, person)


def _by_sign_up(seats: Iterable[int]) -> list[list[Seat]]:
    """Return those of some seats that have no person, each sign-up's together; one query."""
    found = Seat.objects.filter(pk__in=list(seats), person__isnull=True).order_by("sign_up", "pk")
    rows = found.select_related("meeting__season", "sign_up__ordered_by", "sign_up__municipality")
    return [list(own) for _sign_up, own in groupby(rows, key=lambda seat: seat.sign_up_id)]


def _mail(what: str, seats: Sequence[Seat], person: Person) -> None:
    seat = seats[0]
    with translation.override(person.language):
        subject, first = WORDS[what]
        words = words_of(seat.meeting, seat.sign_up)
        _send(
            f"seats-{seat.pk}-{seat.turn}-{what}-{person.pk}", _(subject) % words, first % {**words, "n": len(seats)},
            seats, person, asked=what == "offered",
        )  # fmt: skip


def _mail_move(move: Move, seats: Sequence[Seat], person: Person) -> None:
    with translation.override(person.language):
        follow = _(
            "Your municipality's seats, and its places on the waiting list, follow. You can cancel without a fee."
        )
        subject = queries.moved_subject(move) % words_of(seats[0].meeting)
        key = f"move-{move.pk}-sign-up-{seats[0].sign_up_id}-{person.pk}"
        _send(key, subject, f"{queries.moved_sentence(move)} {follow}", seats, person)


def _send(key: str, subject: str, first: str, seats: Sequence[Seat], person: Person, *, asked: bool = False) -> None:
    """Send a mail in the language of whoever gets it, with the page where something can be done."""
    seat = seats[0]
    page = reverse("meetings:seat", args=[seat.pk]) if asked else reverse("meetings:receipt", args=[seat.sign_up_id])
    content = {
        "name": person.name,
        "first": first,
        "names": [one.name for one in seats if one.name],
        "facts": facts(seat.meeting, None),
        "asked": asked,
        "changes": any(one.is_active for one in seats),
        "url": settings.SITE_URL + page,
        "contact": settings.CONTACT_MAIL,
    }
    text = render_to_string("meetings/mails/seats.txt", content)
    notify.send(key=key, to=person.email, subject=subject, text=text, about=seat.meeting.thing)
