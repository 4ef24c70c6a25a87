"""What a network year came to for one municipality: what it tried first, then meetings, seats, questions and pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.home.season_report import tried_words
from knub.knowledge.access import visible_pages
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.meetings.access.afterwards import visible_intended
from knub.memberships.access import may_read_shared, visible_seasons
from knub.people.access import User
from knub.sparring import queries as sparring
from knub.sparring.access import visible_questions
from knub.ui.formats import day


@dataclass(frozen=True)
class ValueReceipt:
    """What a network year came to for a municipality, as far as a reader may know it.

    shared : whether the reader may read what members share; else what was tried and Sparring are left out
    held : the meetings that are over, also those where the municipality had no seat
    """

    municipality: Any
    season: Any
    shared: bool
    tried: tuple[Any, ...]
    held: tuple[meetings.TookPart, ...]
    exchanged: sparring.Exchanged
    pages: int

    @property
    def with_seats(self) -> tuple[meetings.TookPart, ...]:
        """The meetings at which the municipality had seats."""
        return tuple(one for one in self.held if one.seats)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell yet."""
        return not (self.tried or self.with_seats or self.exchanged.questions or self.exchanged.answers or self.pages)


def seasons_of(user: User, municipality: Any) -> QuerySet[Any]:
    """Return the network years a municipality is or was in, the newest first."""
    return visible_seasons(user).filter(archived=False, memberships__municipality=municipality).distinct()


def value_receipt(user: User, municipality: Any, season: Any) -> ValueReceipt:
    """Return what a network year came to for a municipality; as many queries for much as for little."""
    held, span = visible_meetings(user).filter(season=season), (season.starts_on, season.ends_on)
    pages = visible_pages(user).filter(municipality=municipality, published_at__date__range=span)
    return ValueReceipt(
        municipality, season, may_read_shared(user),
        tried=tuple(meetings.tried_by(visible_intended(user), municipality, held)),
        held=tuple(meetings.took_part(held, municipality)),
        exchanged=sparring.exchanged(visible_questions(user), municipality, span=span),
        pages=pages.count(),
    )  # fmt: skip


def lead_words(found: ValueReceipt) -> str:
    """Return whose year it is, in a sentence."""
    words = {"municipality": found.municipality, "year": found.season.year}
    return _("What %(municipality)s got out of the network year %(year)s.") % words


def not_member_words(found: ValueReceipt) -> str:
    """Return what is left out for readers of a municipality that is no member today; empty where nothing is."""
    words = {"municipality": found.municipality}
    text = _(
        "%(municipality)s is not in the network today. What was tried, and what is in Sparring, is read by members "
        "only."
    )
    return "" if found.shared else text % words


def outcome_words(action: Any) -> str:
    """Return what came of something to try, as was told, or that nobody has told of it."""
    return str(action.get_outcome_display()) if action.outcome else _("Not told of yet")


def number_words(found: ValueReceipt) -> list[str]:
    """Return the year in numbers, in sentences."""
    return [
        *_meeting_words(found.held),
        *(_sparring_words(found.exchanged) if found.shared else ()),
        _page_words(found.pages),
    ]


def _page_words(pages: int) -> str:
    published = ngettext("%(n)s page of yours was published in Viden.", "%(n)s pages of yours were published in Viden.",
                         pages)  # fmt: skip
    return published % {"n": pages} if pages else _("No page of yours was published in Viden.")


def _meeting_words(held: Sequence[meetings.TookPart]) -> list[str]:
    if not held:
        return [_("No meeting has been held yet.")]
    seats, came = sum(one.seats for one in held), sum(one.came > 0 for one in held)
    took_part = ngettext(
        "You took part in %(n)s of %(held)s meeting that has been held.",
        "You took part in %(n)s of the %(held)s meetings that have been held.",
        len(held),
    )
    return [
        took_part % {"n": came, "held": len(held)},
        ngettext("You had %(n)s seat.", "You had %(n)s seats in all.", seats) % {"n": seats} if seats
        else _("You had no seat."),
    ]  # fmt: skip


def _sparring_words(found: sparring.Exchanged) -> list[str]:
    asked = ngettext("You asked %(n)s question in Sparring;", "You asked %(n)s questions in Sparring;",
                     found.questions) % {"n": found.questions}  # fmt: skip
    have = ngettext("%(n)s of them has an answer.", "%(n)s of them have an answer.", found.answered)
    wrote = ngettext("You wrote %(n)s answer in Sparring.", "You wrote %(n)s answers in Sparring.", found.answers)
    return [
        f"{asked} {have % {'n': found.answered}}" if found.questions else _("You have not asked in Sparring."),
        wrote % {"n": found.answers} if found.answers else _("You have not written an answer in Sparring."),
    ]


def count_words(found: ValueReceipt) -> str:
    """Return how the numbers are counted."""
    came = _("Where nobody was noted as present, everybody with a seat counts as having taken part.")
    hidden = _("A question asked without the name of the municipality is not counted, so that nobody learns who asked.")
    return f"{came} {hidden}" if found.shared else came


def headings() -> list[str]:
    """Return the headings above the meetings."""
    return [_("Meeting"), _("Day"), _("Seats"), _("Took part")]


def meeting_rows(found: ValueReceipt) -> list[list[str | int]]:
    """Return each meeting with seats of the municipality: title, day, seats, and how many came."""
    return [
        [one.meeting.title, day(one.meeting.day) if one.meeting.day else "", one.seats, one.came]
        for one in found.with_seats
    ]


def summed_words(found: ValueReceipt) -> list[str]:
    """Return what was to be tried and what came of it, counted, in sentences; none where it is left out."""
    return tried_words(meetings.counted(found.tried)) if found.shared else []


def on_paper(found: ValueReceipt) -> dict[str, Any]:
    """Return the year as words and tables for a PDF that is handed on: no name of a person stands in it."""
    return {
        "lead": lead_words(found),
        "note": not_member_words(found),
        "tried": {
            "title": _("What was tried, and what came of it"), "lines": summed_words(found),
            "actions": [
                {"text": one.text, "outcome": outcome_words(one), "came": one.came_of_it, "meeting": one.meeting.title}
                for one in found.tried
            ],
        },
        "numbers": {"title": _("The year in numbers"), "lines": number_words(found)},
        "meetings": {"title": _("Your meetings"), "headings": headings(), "rows": meeting_rows(found)},
        "counted": count_words(found),
    }  # fmt: skip
