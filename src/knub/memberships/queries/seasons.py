"""Read network years."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from knub.memberships.models import Season, SeatRule


@dataclass(frozen=True)
class CountedSeason:
    """A network year and how many municipalities are or were in it."""

    season: Season
    members: int


@dataclass(frozen=True)
class Words:
    """A text that the secretariat wrote, and the language it is in."""

    text: str
    lang: str

    @property
    def paragraphs(self) -> list[str]:
        """The text by paragraphs."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]


def own_words(thing: Season | SeatRule, field: str, language: str) -> Words:
    """Return a text of a network year or a seat rule in English where it is asked for and there, else in Danish."""
    english = getattr(thing, f"{field}_en")
    return Words(english, "en") if english and language.startswith("en") else Words(getattr(thing, field), "da")


def with_counts(seasons: QuerySet[Season]) -> list[CountedSeason]:
    """Return network years, newest first, with their members; one query."""
    return [CountedSeason(one, one.members) for one in seasons.annotate(members=Count("memberships"))]


def season_shown(seasons: QuerySet[Season], day: date) -> Season | None:
    """Return the network year that runs on a day, else the next to start, else the last that was; one query."""
    rows = sorted(seasons, key=lambda one: one.starts_on)
    running = [one for one in rows if one.starts_on <= day <= one.ends_on]
    later = [one for one in rows if one.starts_on > day]
    return next(iter([*running, *later, *reversed(rows)]), None)
