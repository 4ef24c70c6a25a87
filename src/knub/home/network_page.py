"""What the pages about the network say, worked out for a day: its years, meetings, members and price."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.memberships import access, queries
from knub.parameters import ArchivedItem, ArchivedMeeting, ArchivedSeason, archived_seasons
from knub.people.access import User, visible_municipalities

EXAMPLE = "Eksempel"


@dataclass(frozen=True)
class ToldMeeting:
    """A meeting of the archive as one knew it on a day."""

    meeting: ArchivedMeeting
    year: int
    day: date | None
    moved_from: date | None
    venue: str | None
    format: str | None
    programme: tuple[ArchivedItem, ...]
    is_over: bool


def network(user: User, *, at: datetime) -> dict[str, Any]:
    """Return what /om/ shows: the year that runs, its meetings, those before, the members and the price."""
    today, language = timezone.localdate(at), get_language() or "da"
    seasons = access.visible_seasons(user)
    season = queries.season_shown(seasons, today)
    archive = archived_seasons().get(season.year) if season and season.archived else None
    members = list(access.member_municipalities(today))
    return {
        "season": season,
        "archive": archive,
        "purpose": queries.own_words(season, "text", language) if season else None,
        "audience": queries.own_words(season, "audience", language) if season else None,
        "joining": archive.joining_in(language) if archive else (),
        "themes": season.themes if season else [],
        "meetings": _told(archive, today) if archive else [],
        "outlines": _outlines(user, season, at=at) if season and not archive else [],
        "held": _held(user, season, at=at) if season and not archive else [],
        "past": _past(today, leave_out=season.year if archive and season else None),
        "rules": queries.rules_on(season, max(today, season.starts_on)) if season else [],
        "members": members,
        "places": places(members),
        "offers": offers(None, today=today),
        "today": today,
        "is_example": season is not None and season.source == EXAMPLE,
    }


def _outlines(user: User, season: Any, *, at: datetime) -> list[meetings.Outline]:
    """Return the meetings of a network year that are published; those of the archive stand in its own account."""
    return meetings.outlines(visible_meetings(user).filter(season=season), at=at)


def _held(user: User, season: Any, *, at: datetime) -> list[meetings.Outline]:
    """Return the meetings of earlier years since the archive, newest first."""
    earlier = meetings.held_before(visible_meetings(user), season.year, at=at)
    return list(reversed(meetings.outlines(earlier, at=at)))


def offers(municipality: Any, *, today: date) -> list[queries.Offer]:
    """Return the network years one can join today, each with its price; this year and the next side by side."""
    return [queries.offer(season, municipality, on=today) for season in queries.open_seasons(today)]


def places(members: Iterable[Any]) -> Mapping[str, Mapping[str, str]]:
    """Return the members as the map takes them."""
    return {
        str(one.code): {"kind": "now", "label": _("%(name)s: member") % {"name": one}, "url": _page_of(one)}
        for one in members
    }


def _page_of(municipality: Any) -> str:
    return reverse("home:municipality", args=[municipality.slug])


def municipality_named(user: User, slug: str) -> Any:
    """Return a municipality by its name in addresses, or None."""
    return visible_municipalities(user).filter(slug=slug).first()


def _told(archive: ArchivedSeason, today: date) -> list[ToldMeeting]:
    return [_tell(meeting, archive.year, today) for meeting in archive.meetings]


def _tell(meeting: ArchivedMeeting, year: int, today: date) -> ToldMeeting:
    day = meeting.day_known_on(today)
    moved = meeting.announced if meeting.announced and day != meeting.announced else None
    over = day < today if day else year < today.year
    venue, form = meeting.place_known_on(today)
    return ToldMeeting(meeting, year, day, moved, venue, form, meeting.programme_known_on(today), over)


def _past(today: date, *, leave_out: int | None) -> list[ToldMeeting]:
    """Return the meetings of earlier years, newest first."""
    earlier: Sequence[ArchivedSeason] = [
        one for one in archived_seasons().values() if one.year <= today.year and one.year != leave_out
    ]
    told = [meeting for season in earlier for meeting in _told(season, today) if meeting.is_over]
    return sorted(told, key=lambda one: (one.year, one.meeting.number), reverse=True)
