"""Tell people of their seats: who gets the mail and what it says is found just before it is sent, each mail once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from knub.meetings import queries
from knub.meetings.access import SEAT_LINK
from knub.meetings.access.afterwards import opens_day_by_link
from knub.meetings.actions.colleagues import invite_new
from knub.meetings.calendar import CANCEL, invitation
from knub.meetings.models import Meeting, Move, Seat, SignUp
from knub.notify import actions as notify
from knub.notify.models import Mail
from knub.people import actions as people
from knub.people.models import Person
from knub.ui.formats import day, moment

LINK_LASTS = timedelta(days=30)
REMINDERS = (7, 1)  # days before
LONGEST_TITLE = 90  # in a subject
GIVES_ENTRY = {"confirmed", "promoted", "switched", "chose", "new_link"}
LEAVES_SEAT = {"passed_on", "unnamed"}  # told to whoever had it
TAKES_ENTRY = {"cancelled", "membership_ended", *LEAVES_SEAT}
# What happened: the subject, and the first sentence.
WORDS = {
    "confirmed": (gettext_noop("You have a seat: %(meeting)s"), gettext_noop("You have a seat at “%(title)s”.")),
    "promoted": (
        gettext_noop("A seat has become free for you: %(meeting)s"),
        gettext_noop("A seat at “%(title)s” has become free, and it is yours. You no longer wait."),
    ),
    "waiting": (
        gettext_noop("Waiting list: %(meeting)s"),
        gettext_noop("You are on the waiting list of “%(title)s”. You do not have a seat yet."),
    ),
    "offered": (
        gettext_noop("Do you want a seat? Answer before %(until)s: %(meeting)s"),
        gettext_noop("A seat at “%(title)s” has become free. It is yours if you take it before %(until)s."),
    ),
    "switched": (
        gettext_noop("You take part in another way: %(meeting)s"),
        gettext_noop("You have changed how you take part in “%(title)s”."),
    ),
    "chose": (
        gettext_noop("You take part in something else: %(meeting)s"),
        gettext_noop("What you take part in at “%(title)s” has been changed. You keep your seat."),
    ),
    "new_link": (
        gettext_noop("The link to the online room: %(meeting)s"),
        gettext_noop(
            "Here is the link to the online room of “%(title)s”. It replaces any earlier one, also in your calendar."
        ),
    ),
    "cancelled": (
        gettext_noop("Your seat has been given up: %(meeting)s"),
        gettext_noop("You are no longer signed up for “%(title)s”."),
    ),
    "membership_ended": (
        gettext_noop("Your seat has ended: %(meeting)s"),
        gettext_noop("Your municipality is no member of the network when “%(title)s” is held: your seat has ended."),
    ),
    "lapsed": (
        gettext_noop("The offer has run out: %(meeting)s"),
        gettext_noop("Nobody took the seat at “%(title)s” in time. It has gone to the next, and you no longer wait."),
    ),
    "passed_on": (
        gettext_noop("A colleague comes instead of you: %(meeting)s"),
        gettext_noop("Your seat at “%(title)s” is now a colleague's."),
    ),
    "unnamed": (
        gettext_noop("You are no longer signed up: %(meeting)s"),
        gettext_noop("Your name has been taken off a seat at “%(title)s”. The seat is kept for a colleague."),
    ),
}


@dataclass(frozen=True)
class News:
    """What is told of one seat: what happened, who is told, and the number of the turn that makes its key."""

    what: str
    seat: Seat
    person: Person
    turn: int


def tell_seats(news: Sequence[tuple[str, int]]) -> None:
    """Mail everybody whom the news concerns; run again it sends nothing twice."""
    seats = Seat.objects.select_related("person", "meeting__season", "sign_up__ordered_by", "sign_up__municipality")
    found = seats.in_bulk([seat for _what, seat in news])
    for what, seat in news:
        if told := _news(what, found[seat]):
            _mail(told)
    invite_new(found[seat] for what, seat in news if what in {"confirmed", "waiting"})
    new = [found[seat].sign_up for what, seat in news if what == "signed_up"]
    for sign_up in {one.pk: one for one in new}.values():
        _mail_receipt(sign_up)


def _news(what: str, seat: Seat) -> News | None:
    """Return who is told what of a seat; nobody where it has no person: those who ordered it are told of such."""
    if ":" in what:
        name, person, turn = what.split(":")
        before = Person.objects.filter(pk=int(person)).first()
        return News(name, seat, before, int(turn)) if before else None
    return News(what, seat, seat.person, seat.turn) if seat.person and what in WORDS else None


def _mail(news: News) -> None:
    with translation.override(news.person.language):
        words = words_of(news.seat.meeting, news.seat.sign_up)
        subject, first = (_(text) % words for text in WORDS[news.what])
        content = {
            "name": news.person.name,
            "first": first,
            "facts": facts(news.seat.meeting, news.seat if _has_seat(news) else None),
            "link": personal_link(news.seat) if _is_still_hers(news) else "",
            "asked": news.what == "offered",
            "by": _ordered_by_another(news),
            "contact": settings.CONTACT_MAIL,
        }
        text = render_to_string("meetings/mails/seat.txt", content)
    key = f"seat-{news.seat.pk}-{news.turn}-{news.what}{_again(news)}"
    notify.send(
        key=key, to=news.person.email, subject=subject, text=text, secret=True, calendar=_entry(news),
        about=news.seat.meeting.thing,
    )  # fmt: skip


def _entry(news: News) -> str:
    """Return the entry for the calendar: given to somebody who has a seat, taken from somebody who has it no longer."""
    if news.what in GIVES_ENTRY and _has_seat(news):
        return invitation(news.seat, turn=news.turn, to=news.person.email)
    had_seat = news.what in LEAVES_SEAT or news.seat.confirmed_at is not None
    if news.what in TAKES_ENTRY and had_seat:
        return invitation(news.seat, method=CANCEL, turn=news.turn, to=news.person.email)
    return ""


def _again(news: News) -> str:
    """Return what tells two mails of the same kind about the same seat apart."""
    if news.what == "offered" and news.seat.sign_up.offer_until:
        return f"-{news.seat.sign_up.offer_until:%Y%m%d%H%M}"
    if news.what == "new_link":
        return f"-{news.seat.meeting.sequence}"
    return f"-{news.seat.choice_version}" if news.what in {"switched", "chose"} else ""


def _has_seat(news: News) -> bool:
    return news.seat.state == Seat.State.CONFIRMED and news.what not in LEAVES_SEAT


def _is_still_hers(news: News) -> bool:
    return news.seat.state in Seat.ACTIVE and news.person == news.seat.person and news.turn == news.seat.turn


def _ordered_by_another(news: News) -> str:
    orderer = news.seat.sign_up.ordered_by
    return orderer.name if orderer and orderer != news.person and news.what in {"confirmed", "waiting"} else ""


def words_of(meeting: Meeting, sign_up: SignUp | None = None) -> dict[str, str]:
    """Return what subjects and first sentences are filled in with."""
    until = moment(timezone.localtime(sign_up.offer_until)) if sign_up and sign_up.offer_until else ""
    on = day(timezone.localdate(meeting.starts))
    title = Truncator(meeting.title).chars(LONGEST_TITLE)
    return {"title": meeting.title, "meeting": f"{title}, {on}", "until": until}


def personal_link(seat: Seat) -> str:
    """Return a new link with which the person of a seat changes it without logging in."""
    ends = (seat.meeting.ends_at or seat.meeting.starts) + LINK_LASTS
    raw = people.make_token(SEAT_LINK, str(seat.pk), at=timezone.now(), expires_at=ends, person=seat.person)
    return settings.SITE_URL + reverse("meetings:seat_by_link", args=[raw])


def facts(meeting: Meeting, seat: Seat | None) -> str:
    """Return when and where, as lines of text; the link to the online room only for somebody with a seat there."""
    starts, ends = timezone.localtime(meeting.starts), timezone.localtime(meeting.ends_at)
    lines = [_("When: %(from)s to %(to)s") % {"from": moment(starts), "to": f"{ends.hour}.{ends:%M}"}]
    if seat and seat.mode == "online":
        lines.append(_("Online: %(link)s") % {"link": meeting.link or _("the link comes before the meeting")})
    else:
        lines.append(_("Where: %(place)s") % {"place": meeting.venue or _("the place is not settled yet")})
    if seat:
        lines.append(_("You take part in: %(part)s") % {"part": queries.part_words(seat, _points(seat))})
    lines.append(_("The meeting's page: %(url)s") % {"url": address_of(meeting)})
    return "\n".join(lines)


def _points(seat: Seat) -> queries.Points:
    return queries.points_of(seat.meeting) if seat.chosen_items else ()


def address_of(meeting: Meeting) -> str:
    """Return the lasting address of a meeting."""
    return settings.SITE_URL + reverse("meetings:meeting", args=[meeting.season.year, meeting.number])


def _mail_receipt(sign_up: SignUp) -> None:
    """Tell whoever signed others up what the municipality got."""
    orderer, seats = sign_up.ordered_by, list(sign_up.seats.select_related("person"))
    if orderer is None or all(seat.person_id == orderer.pk for seat in seats):
        return
    with translation.override(orderer.language):
        found = queries.receipt(sign_up)
        url = settings.SITE_URL + reverse("meetings:receipt", args=[sign_up.pk])
        content = {"name": orderer.name, "found": found, "title": sign_up.meeting.title, "url": url}
        subject = _("Receipt: %(meeting)s") % words_of(sign_up.meeting)
        text = render_to_string("meetings/mails/receipt.txt", content)
    key = f"sign-up-{sign_up.pk}-receipt"
    notify.send(key=key, to=orderer.email, subject=subject, text=text, about=sign_up.meeting.thing)


def tell_moved(move_id: int) -> None:
    """Tell everybody who has a seat or waits that a meeting was moved; run again it sends nothing twice."""
    move = Move.objects.get(pk=move_id)
    seats = Seat.objects.filter(meeting=move.meeting, state__in=Seat.ACTIVE, person__isnull=False)
    for seat in seats.select_related("person", "meeting__season", "sign_up"):
        if seat.person:
            _mail_move(seat, seat.person, move)


def _mail_move(seat: Seat, person: Person, move: Move) -> None:
    meeting = seat.meeting
    with translation.override(person.language):
        content = {
            "name": person.name,
            "title": meeting.title,
            "before": queries.moved_sentence(move),
            "facts": facts(meeting, seat if seat.state == Seat.State.CONFIRMED else None),
            "link": personal_link(seat),
            "may_choose": queries.has_room_in_another_way(seat, at=move.at),
            "waits": seat.state == Seat.State.WAITING,
        }
        subject = queries.moved_subject(move) % words_of(meeting)
        text = render_to_string("meetings/mails/moved.txt", content)
    entry = invitation(seat, to=person.email) if seat.state == Seat.State.CONFIRMED else ""
    key = f"move-{move.pk}-{seat.pk}-{seat.turn}"
    notify.send(key=key, to=person.email, subject=subject, text=text, secret=True, calendar=entry, about=meeting.thing)


def remind(*, at: datetime) -> int:
    """Remind everybody who has a seat, seven days and one day before; asked hourly, each once. Return how many."""
    told = 0
    for days in REMINDERS:
        seats = _seats_between(at + timedelta(days=days - 1), at + timedelta(days=days))
        keys = {_reminder_key(seat, days): seat for seat in seats}
        known = set(Mail.objects.filter(key__in=keys).values_list("key", flat=True))
        told += sum(_remind(seat, days, at=at) for key, seat in keys.items() if key not in known)
    return told


def _reminder_key(seat: Seat, days: int) -> str:
    return f"reminder-{seat.pk}-{seat.turn}-{seat.meeting.starts:%Y%m%d%H%M}-{days}"


def _seats_between(first: datetime, last: datetime) -> QuerySet[Seat]:
    seats = Seat.objects.filter(state=Seat.State.CONFIRMED, person__isnull=False, meeting__published_at__isnull=False)
    near = seats.filter(meeting__starts_at__gt=first, meeting__starts_at__lte=last, meeting__archived=False)
    return near.select_related("person", "meeting__season", "sign_up")


def _remind(seat: Seat, days: int, *, at: datetime) -> bool:
    """Remind somebody of a meeting, unless she got the seat so late that the confirmation is reminder enough."""
    person, meeting = seat.person, seat.meeting
    if person is None or (seat.confirmed_at and seat.confirmed_at > meeting.starts - timedelta(days=days)):
        return False
    with translation.override(person.language):
        link, programme = personal_link(seat), queries.programme_of(meeting)
        content = {
            "name": person.name,
            "days": (timezone.localdate(meeting.starts) - timezone.localdate(at)).days,
            "title": meeting.title,
            "facts": facts(meeting, seat),
            "items": queries.lines_of(programme) if programme else [],
            "groups": queries.my_groups(seat, queries.as_points(programme.items if programme else None)),
            "substitute": f"{link}kollega/",
            "cancel": "" if queries.is_too_late(seat, at=at) else f"{link}afbud/",
            "contact": settings.CONTACT_MAIL,
            "today": f"{link}i-dag/" if days == 1 and opens_day_by_link(seat) else "",
        }
        subject = _("Reminder: %(meeting)s") % words_of(meeting)
        text = render_to_string("meetings/mails/reminder.txt", content)
    key = _reminder_key(seat, days)
    notify.send(key=key, to=person.email, subject=subject, text=text, secret=True, about=meeting.thing)
    return True
