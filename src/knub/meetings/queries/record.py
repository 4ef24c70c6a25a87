"""The record of a meeting, drawn from what is known: programme, talk cards, lines, what will be tried, who came."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.knowledge.models import Page, State
from knub.meetings.models import (
    DayQuestion,
    GroupLine,
    IntendedAction,
    Item,
    Meeting,
    ModeChoice,
    Record,
    Seat,
    Speaker,
    TalkCard,
)
from knub.meetings.queries.choices import part_of, points_of
from knub.meetings.queries.on_the_day import points_to_ask
from knub.meetings.queries.programme import Shown, line_of, programme_of, shown_programme
from knub.meetings.queries.speaking import shared_slides
from knub.people.access import User, own_municipalities
from knub.people.models import Organisation
from knub.ui.formats import persons
from knub.ui.markdown import as_text
from knub.ui.waiting import Kind, Waiting

DUE = timedelta(days=7)  # after the meeting
MOST_ON_A_PAGE, MOST_TRIED = 6, 4  # so that a summary is one page
LONGEST_TEXT, LONGEST_NUMBERS = 500, 140  # signs


@dataclass(frozen=True)
class Attendance:
    """Who came, in numbers: noted as present in the room, where that was done; otherwise those who had a seat."""

    people: int
    municipalities: int
    room: int
    online: int


@dataclass(frozen=True)
class Talk:
    """A point of the programme with its card, if it has one, and the slides its speakers share."""

    point: Shown
    card: TalkCard | None
    slides: tuple[tuple[Speaker, Any], ...]

    @property
    def is_approved(self) -> bool:
        """Whether its speaker has approved the card."""
        return self.card is not None and self.card.approved_at is not None


@dataclass(frozen=True)
class FromMeeting:
    """The record of a meeting as it is shown.

    slides : all that speakers share, also of those without a card or a point
    groups : a name, empty for the whole meeting, and its lines in the order they were written
    """

    record: Record
    items: tuple[Shown, ...]
    talks: tuple[Talk, ...]
    slides: tuple[tuple[Speaker, Any], ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    intended: tuple[IntendedAction, ...]
    questions: tuple[str, ...]
    attendance: Attendance

    @property
    def approved(self) -> tuple[Talk, ...]:
        """The talks whose cards are shown."""
        return tuple(one for one in self.talks if one.is_approved)


def record_of(meeting: Meeting) -> Record:
    """Return the record of a meeting, or an empty one that is not stored; one query."""
    return Record.objects.filter(meeting=meeting).first() or Record(meeting=meeting)


def from_meeting(meeting: Meeting) -> FromMeeting:
    """Return the record of a meeting; ten queries, and two for each speaker who shares slides."""
    items = shown_programme(programme_of(meeting))
    intended = IntendedAction.objects.filter(meeting=meeting).select_related("owner", "municipality")
    asked = DayQuestion.objects.filter(meeting=meeting).order_by("-wished", "pk")
    slides = tuple((speaker, one) for speaker, files in shared_slides(meeting) for one in files)
    return FromMeeting(
        record_of(meeting), items, _talks(items, slides), slides, _groups(meeting), tuple(intended),
        tuple(asked.values_list("text", flat=True)), attendance(meeting),
    )  # fmt: skip


def _talks(items: Sequence[Shown], slides: Sequence[tuple[Speaker, Any]]) -> tuple[Talk, ...]:
    points = points_to_ask(items)
    cards = {card.item_id: card for card in TalkCard.objects.filter(item__in=[one.key for one in points])}
    speaking = _speaking(points)
    return tuple(
        Talk(
            point, cards.get(point.key),
            tuple((speaker, one) for speaker, one in slides if (point.key, speaker.pk) in speaking),
        )
        for point in points
    )  # fmt: skip


def _speaking(points: Iterable[Shown]) -> set[tuple[int, int]]:
    """Return who speaks at which point, by number; one query."""
    through = Item.speakers.through.objects.filter(item__in=[one.key for one in points])
    return set(through.values_list("item_id", "speaker_id"))


def _groups(meeting: Meeting) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = GroupLine.objects.filter(meeting=meeting).select_related("group__grouping__item")
    lines = found.order_by("group__grouping__item__starts", "group__grouping__item", "group__number", "pk")
    named = groupby(lines, key=lambda line: line.group.in_full if line.group else "")
    return tuple((name, tuple(line.text for line in found)) for name, found in named)


def attendance(meeting: Meeting) -> Attendance:
    """Return who came, in numbers; one query."""
    return attendances([meeting])[meeting.pk]


def attendances(meetings: Sequence[Meeting]) -> dict[int, Attendance]:
    """Return who came to each of some meetings, in numbers; one query."""
    seats = Seat.objects.filter(meeting__in=meetings, state=Seat.State.CONFIRMED)
    rows: dict[int, list[tuple[str, bool, int | None]]] = {one.pk: [] for one in meetings}
    for meeting, mode, attended, place in seats.values_list("meeting", "mode", "attended_at", "sign_up__municipality"):
        rows[meeting].append((mode, attended is not None, place))
    return {meeting: _attendance(own) for meeting, own in rows.items()}


def _attendance(rows: Sequence[tuple[str, bool, int | None]]) -> Attendance:
    noted = {mode for mode, attended, _place in rows if attended}
    came = [(mode, place) for mode, attended, place in rows if attended or mode not in noted]
    room = sum(1 for mode, _place in came if mode == ModeChoice.PHYSICAL)
    return Attendance(len(came), len({place for _mode, place in came if place}), room, len(came) - room)


def proof_of(seat: Seat) -> dict[str, Any]:
    """Return what a proof of attendance says of somebody who was noted as present, with the points she had chosen,
    or the whole programme; one query."""
    points = points_of(seat.meeting)
    hers = part_of(seat, points) or points
    words = {"name": seat.person, "place": seat.sign_up.municipality or seat.sign_up.get_kind_display()}
    said = _("%(name)s, %(place)s, took part in “%(title)s”.") % {**words, "title": seat.meeting.title}
    return {
        "sentence": said, "points_heading": _("Programme"), "points": [line_of(one) for one in hers],
        "signed": "Netværk om Udsatte Boligområder",
    }  # fmt: skip


def card_of(item: Item) -> TalkCard:
    """Return the card of a point, or a new one, not stored, that begins with what its speaker wrote; one query."""
    return TalkCard.objects.filter(item=item).first() or TalkCard(item=item, claim=" ".join(item.text.split())[:300])


def cards_for(speaker: Speaker) -> list[TalkCard]:
    """Return the cards of a speaker's own points; one query."""
    return list(TalkCard.objects.filter(item__speakers=speaker).select_related("item"))


def told_of_record(meeting: Meeting) -> list[Seat]:
    """Return the seats whose people are told that the record is there; one query."""
    seats = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED, person__is_active=True)
    return list(seats.select_related("person").order_by("pk"))


def first_place(user: User) -> Organisation | None:
    """Return a municipality somebody works in today; one query."""
    return own_municipalities(user).first()


def summary(meeting: Meeting, place: Organisation | None) -> dict[str, Any]:
    """Return a record on one page for somebody without access, as words and lists: no name of anybody stands in it.

    What the groups wrote is left out, since it is for members; of what will be tried only that of `place`.
    """
    found = from_meeting(meeting)
    tried = [one for one in found.intended if place and one.municipality_id == place.pk]
    return {
        "text": Truncator(as_text(found.record.text)).chars(LONGEST_TEXT),
        "came": came_in_words(found.attendance),
        "talks_heading": _("What the talks said"),
        "talks": [_card_in_words(one) for one in found.approved[:MOST_ON_A_PAGE]],
        "tried_heading": _("What %(municipality)s will try") % {"municipality": place or ""},
        "tried": [
            {"text": one.text, "state": str(one.get_outcome_display())} for one in tried[:MOST_TRIED]
        ] if place else [],
        "more": _("The whole record is read by those who have access to KNUB."),
    }  # fmt: skip


def _card_in_words(talk: Talk) -> dict[str, str]:
    card = talk.card or TalkCard()
    source = _("Source: %(source)s") % {"source": card.source} if card.source else ""
    return {
        "title": talk.point.title, "organisation": talk.point.organisation, "claim": card.claim,
        "numbers": Truncator(card.numbers).chars(LONGEST_NUMBERS), "source": source,
    }  # fmt: skip


def came_in_words(came: Attendance) -> str:
    """Return how many came, in a sentence."""
    words = {"people": persons(came.people), "municipalities": came.municipalities}
    return ngettext(
        "%(people)s took part, from %(municipalities)s municipality.",
        "%(people)s took part, from %(municipalities)s municipalities.",
        came.municipalities,
    ) % words  # fmt: skip


def records_due() -> tuple[Waiting, ...]:
    """Return the meetings with participants whose record is not released, for the secretariat's list; one query."""
    over = Meeting.objects.filter(archived=False, published_at__isnull=False, ends_at__lt=timezone.now())
    missing = over.filter(Q(record=None) | Q(record__released_at=None)).annotate(
        seats_given=Count("seats", filter=Q(seats__state=Seat.State.CONFIRMED))
    )
    found = missing.filter(seats_given__gt=0).select_related("season")
    return tuple(_due(meeting, meeting.ends_at) for meeting in found if meeting.ends_at)


def pages_to_look_at() -> tuple[Waiting, ...]:
    """Return the pages of knowledge made of a card that its speaker has taken back since, or that name a speaker who
    has not agreed to it, for the secretariat's list; two queries.

    A page waits no more when it has been changed, deleted as a draft, or put in the archive.
    """
    back = TalkCard.objects.filter(taken_back_at__isnull=False, page__changed_at__lte=F("taken_back_at"))
    cards = back.exclude(page__state=State.ARCHIVED).select_related("page")
    sentence = _("A speaker has taken back the card that “%(title)s” was made of")
    taken = [_page(sentence, one.page, one.taken_back_at) for one in cards if one.page and one.taken_back_at]
    sentence = _("“%(title)s” names a speaker who has not agreed to it")
    return (*taken, *(_page(sentence, page, since) for page, since in _naming()))


def is_named_in_knowledge(speaker: Speaker) -> bool:
    """Return whether a page made of one of her talks names a speaker who has not agreed to it; one query."""
    return any(_naming(speaker=speaker))


def _naming(**only: Any) -> Iterator[tuple[Page, datetime]]:
    """Return the pages made of a talk that name a speaker who has not agreed to it, and since when; one query."""
    talks = Item.speakers.through.objects.filter(**only, item__card__page__isnull=False)
    speaking = talks.filter(speaker__shows_name=False)
    found = speaking.exclude(item__card__page__state=State.ARCHIVED).select_related("speaker", "item__card__page")
    for one in found:
        page, speaker = one.item.card.page, one.speaker
        if page and speaker.name and speaker.name in page.texts.get("speaker", ""):
            yield page, speaker.consented_at or page.changed_at


def _page(sentence: str, page: Page, since: datetime) -> Waiting:
    return Waiting(Kind.TEXT, sentence % {"title": page.title}, since, reverse("knowledge:page", args=[page.slug]))


def _due(meeting: Meeting, ended: datetime) -> Waiting:
    what = _("“From the meeting” of “%(title)s”") % {"title": meeting.title}
    address = reverse("meetings:record", args=[meeting.season.year, meeting.number])
    return Waiting(Kind.RECORD, what, ended, address, due=(timezone.localtime(ended) + DUE).date())
