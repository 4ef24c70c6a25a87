"""The network years of the past, as far as public pages tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from knub.parameters.opening import DATA, Entry, open_yaml

__all__ = ["ArchivedItem", "ArchivedMeeting", "ArchivedSeason", "archived_seasons"]


@dataclass(frozen=True)
class ArchivedItem:
    """One item of a programme; a speaker is named where KL's own page of the time named her."""

    title: str
    organisation: str
    speaker: str = ""

    @property
    def who(self) -> str:
        """Who spoke, as far as it was published: "Rune Lyngvig, Københavns Kommune"."""
        return ", ".join(part for part in (self.speaker, self.organisation) if part)


@dataclass(frozen=True)
class ArchivedMeeting:
    """A meeting as it was announced; None is not found.

    announced : the day that was first announced, where it was moved later
    announced_until : the day on which the move was published
    own_words : the title is not KL's but ours
    published : the day on which the programme was published; None is not found
    """

    number: int
    day: date | None
    announced: date | None
    announced_until: date | None
    title: str | None
    own_words: bool
    theme: str
    venue: str | None
    format: str | None
    starts: time | None
    ends: time | None
    programme: tuple[ArchivedItem, ...]
    published: date | None
    source: str

    def day_known_on(self, day: date) -> date | None:
        """Return when the meeting is, as one knew it on a day."""
        return self.announced if self.announced_until and day < self.announced_until else self.day

    def place_known_on(self, day: date) -> tuple[str | None, str | None]:
        """Return where and in which format it is, as far as one knew on a day."""
        return (None, None) if self.announced_until and day < self.announced_until else (self.venue, self.format)

    def programme_known_on(self, day: date) -> tuple[ArchivedItem, ...]:
        """Return the programme as far as it was published on a day; with the meeting where the day is not found."""
        since = self.published or self.day
        return self.programme if since and since <= day else ()


@dataclass(frozen=True)
class ArchivedSeatRule:
    """How many seats a municipality had at meetings of a format; None is any number."""

    format: str
    seats: int | None
    starts: date
    reason: str
    reason_en: str


@dataclass(frozen=True)
class ArchivedSeason:
    """A network year as KL's pages tell of it; each text is a list of paragraphs, in Danish and in English."""

    year: int
    text: tuple[str, ...]
    audience: tuple[str, ...]
    joining: tuple[str, ...]
    themes: tuple[str, ...]
    seats: tuple[ArchivedSeatRule, ...]
    meetings: tuple[ArchivedMeeting, ...]
    source: str
    text_en: tuple[str, ...]
    audience_en: tuple[str, ...]
    joining_en: tuple[str, ...]

    def joining_in(self, language: str) -> tuple[str, ...]:
        """Return how one could join, in a language."""
        return self.joining_en if language.startswith("en") else self.joining


@cache
def archived_seasons() -> Mapping[int, ArchivedSeason]:
    """Return the network years of the past by year, oldest first."""
    texts = open_yaml(DATA / "season_texts.yaml")
    found = open_yaml(DATA / "network_seasons.yaml").value("seasons", list)
    seasons = [Entry("network_seasons.yaml", content) for content in found]
    return {
        one.count("year"): _season(one, Entry("season_texts.yaml", texts.content[one.count("year")])) for one in seasons
    }


def _season(season: Entry, told: Entry) -> ArchivedSeason:
    told.only("source", "text", "audience", "joining", "seats", "text_en", "audience_en", "joining_en")
    meetings = tuple(_meeting(Entry(season.where, content)) for content in season.value("meetings", list))
    return ArchivedSeason(
        year=season.count("year"),
        text=told.names("text"),
        audience=told.names("audience"),
        joining=told.names("joining"),
        themes=tuple(dict.fromkeys(meeting.theme for meeting in meetings if meeting.theme != "other")),
        seats=tuple(_seat_rule(Entry(told.where, content)) for content in told.content["seats"]),
        meetings=meetings,
        source=told.words("source"),
        text_en=told.names("text_en"),
        audience_en=told.names("audience_en"),
        joining_en=told.names("joining_en"),
    )


def _seat_rule(entry: Entry) -> ArchivedSeatRule:
    entry.only("format", "seats", "from", "reason", "reason_en")
    seats = entry.count("seats") if entry.has("seats") else None
    reasons = entry.words("reason"), entry.words("reason_en")
    return ArchivedSeatRule(entry.words("format"), seats, entry.day("from"), *reasons)


def _meeting(entry: Entry) -> ArchivedMeeting:
    items = tuple(_item(item) for item in entry.content["programme"])
    return ArchivedMeeting(
        number=entry.count("number"),
        day=_day(entry, "date"),
        announced=_day(entry, "earlier_announced_date"),
        announced_until=_day(entry, "earlier_announced_until"),
        title=_known(entry, "title"),
        own_words=entry.has("title_note"),
        theme=entry.words("theme"),
        venue=_known(entry, "venue"),
        format=_known(entry, "format"),
        starts=_time(entry, "start"),
        ends=_time(entry, "end"),
        programme=items,
        published=_day(entry, "programme_published"),
        source=entry.words("source_url"),
    )


def _item(item: Mapping[str, Any]) -> ArchivedItem:
    return ArchivedItem(item["title"], item["organisation"] or "", item.get("speaker", ""))


def _known(entry: Entry, key: str) -> Any:
    return entry.words(key) if entry.has(key) else None


def _day(entry: Entry, key: str) -> date | None:
    return date.fromisoformat(entry.words(key)) if entry.has(key) else None


def _time(entry: Entry, key: str) -> time | None:
    return time.fromisoformat(entry.words(key)) if entry.has(key) else None
