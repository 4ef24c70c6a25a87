"""The draft of a programme, what is wrong with it, and what readers see of the versions that were released."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from knub.domain.programme import Change, Changed, Fault, Point, Remark, changes, remarks
from knub.meetings.models import Item, Meeting, Programme, Seat, Speaker
from knub.parameters.tags import tags
from knub.search.actions import Findable

HOURS = re.compile(r"\d\d:\d\d-\d\d:\d\d")
SPOKEN_OF: dict[str, StrOrPromise] = {
    Changed.ADDED: gettext_lazy("New: “%(title)s”."),
    Changed.REMOVED: gettext_lazy("“%(title)s” is no longer on the programme."),
    Changed.MOVED: gettext_lazy("“%(title)s” has been moved from %(before)s to %(after)s."),
    Changed.RENAMED: gettext_lazy("“%(before)s” is now called “%(after)s”."),
    Changed.SPEAKERS: gettext_lazy("“%(title)s” has other speakers."),
    Changed.REST: gettext_lazy("“%(title)s” is described in another way."),
}
SETTLED = gettext_lazy("“%(title)s” has its time: %(after)s.")
WARNED: dict[str, StrOrPromise] = {
    Fault.SPEAKER_TWICE: gettext_lazy("%(speaker)s is to speak in two places at once: “%(first)s” and “%(second)s”."),
    Fault.OUTSIDE: gettext_lazy("“%(first)s” lies outside the hours of the meeting."),
    Fault.NO_HOURS: gettext_lazy("“%(first)s” has no time yet."),
    Fault.NO_SPEAKER: gettext_lazy("“%(first)s” has no speaker yet."),
    Fault.NO_LINK: gettext_lazy("The link to the online room is missing."),
}


@dataclass(frozen=True)
class Named:
    """Somebody who speaks and has agreed to stand in the open programme."""

    key: int
    name: str
    title: str
    organisation: str
    bio: str


@dataclass(frozen=True)
class Shown:
    """A point of a programme as its readers see it; empty where nothing is known."""

    key: int
    title: str
    starts: time | None
    ends: time | None
    kind: str
    kind_label: str
    text: str
    organisation: str
    people: tuple[Named, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """A programme as it is planned.

    items : the points in order; shown : the same as readers would see them
    warnings, changes : sentences; the changes are those since the newest version, none before the first
    seen : tells this draft from every other, so that what is released is what was looked at
    """

    items: tuple[Item, ...]
    shown: tuple[Shown, ...]
    warnings: tuple[str, ...]
    changes: tuple[str, ...]
    released: Programme | None
    seen: str

    @property
    def differs(self) -> bool:
        """Whether there is anything to release."""
        return bool(self.items) and (self.released is None or bool(self.changes))


@dataclass(frozen=True)
class Version:
    """A released version: which, and what was changed, in sentences."""

    programme: Programme
    changes: tuple[str, ...]


def stored(item: Item) -> dict[str, Any]:
    """Return a point as a released version keeps it; who speaks is kept by number, so that a name can be taken back."""
    return {
        "key": item.pk, "title": item.title, "starts": _hour(item.starts), "ends": _hour(item.ends), "kind": item.kind,
        "text": item.text, "organisation": item.organisation, "level": item.level,
        "subject_areas": list(item.subject_areas), "speakers": sorted(one.pk for one in item.speakers.all()),
    }  # fmt: skip


def _hour(hour: time | None) -> str:
    return f"{hour:%H:%M}" if hour else ""


def point(kept: Mapping[str, Any]) -> Point:
    """Return a point that was kept as the domain compares it."""
    rest = (kept.get("text", ""), kept.get("organisation", ""), kept.get("level", ""), *kept.get("subject_areas", ()))
    return Point(
        kept.get("key", 0), kept["title"], _time(kept.get("starts")), _time(kept.get("ends")), kept.get("kind", "talk"),
        tuple(kept.get("speakers", ())), rest,
    )  # fmt: skip


def _time(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None


def items_of(meeting: Meeting) -> list[Item]:
    """Return the points of a draft in order, with who speaks; two queries."""
    return list(meeting.items.prefetch_related("speakers"))


def draft(meeting: Meeting) -> Draft:
    """Return the draft of a meeting's programme; three queries."""
    items, released = items_of(meeting), programme_of(meeting)
    kept = [stored(item) for item in items]
    people = {one.pk: one for item in items for one in item.speakers.all()}
    return Draft(
        tuple(items),
        shown(kept, people.values()),
        tuple(_warning(one, people) for one in _remarks(meeting, kept)),
        tuple(sentence(one) for one in changed_since(released, kept)),
        released,
        fingerprint(released, kept),
    )


def fingerprint(released: Programme | None, kept: Sequence[Mapping[str, Any]]) -> str:
    """Return what tells a draft from every other: the version it follows, and a sum of its points."""
    written = json.dumps(list(kept), sort_keys=True, ensure_ascii=False)
    return f"{released.version if released else 0}-{sha256(written.encode()).hexdigest()[:24]}"


def _remarks(meeting: Meeting, kept: Sequence[Mapping[str, Any]]) -> list[Remark]:
    starts, ends = timezone.localtime(meeting.starts), timezone.localtime(meeting.ends_at or meeting.starts)
    lacks_link = meeting.format in {"online", "both"} and not meeting.link
    return remarks([point(one) for one in kept], starts=starts.time(), ends=ends.time(), lacks_link=lacks_link)


def _warning(remark: Remark, people: Mapping[int, Speaker]) -> str:
    first, second = (*remark.titles, "", "")[:2]
    speaker = people[remark.speaker].name if remark.speaker else ""
    return str(WARNED[remark.fault]) % {"first": first, "second": second, "speaker": speaker}


def changed_since(released: Programme | None, kept: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Return what is different from a released version; nothing before the first."""
    if released is None:
        return []
    return changes([point(one) for one in released.items], [point(one) for one in kept])


def sentence(change: Change) -> str:
    """Return a change as readers are told of it."""
    words = {"title": change.title, "before": danish(change.before), "after": danish(change.after)}
    is_settled = change.what == Changed.MOVED and not change.before
    return str(SETTLED if is_settled else SPOKEN_OF[change.what]) % words


def danish(written: str) -> str:
    """Write hours as Danish does where they are hours: "09:00-10:30" is 9.00-10.30; a title is left alone."""
    if (get_language() or "da").startswith("en") or not HOURS.fullmatch(written):
        return written
    return "-".join(_clock(time.fromisoformat(hour)) for hour in written.split("-"))


def kept_change(change: Change) -> dict[str, Any]:
    """Return a change as a released version keeps it."""
    return {"what": change.what.value, "key": change.key, "title": change.title, "before": change.before,
            "after": change.after}  # fmt: skip


def shown(kept: Iterable[Mapping[str, Any]], speakers: Iterable[Speaker]) -> tuple[Shown, ...]:
    """Return points as readers see them, with the names of those who have agreed to it."""
    agreed = {one.pk: _named(one) for one in speakers if one.shows_name}
    return tuple(_shown(one, agreed) for one in kept)


def _named(speaker: Speaker) -> Named:
    return Named(speaker.pk, speaker.name, speaker.title, speaker.organisation, speaker.bio)


def _shown(kept: Mapping[str, Any], agreed: Mapping[int, Named]) -> Shown:
    kind = kept.get("kind", "")
    return Shown(
        key=kept.get("key", 0),
        title=kept["title"],
        starts=_time(kept.get("starts")),
        ends=_time(kept.get("ends")),
        kind=kind,
        kind_label=str(Item.Kind(kind).label) if kind in Item.Kind.values and "starts" in kept else "",
        text=kept.get("text", ""),
        organisation=kept.get("organisation", ""),
        people=tuple(agreed[key] for key in kept.get("speakers", ()) if key in agreed),
        tags=_tags(kept),
    )


def _tags(kept: Mapping[str, Any]) -> tuple[str, ...]:
    language, known = get_language() or "da", tags()
    subjects = [known.subject_areas[key] for key in kept.get("subject_areas", ()) if key in known.subject_areas]
    levels = [known.levels[kept["level"]]] if kept.get("level") in known.levels else []
    return tuple(text.in_language(language) for text in [*subjects, *levels])


def programme_of(meeting: Meeting) -> Programme | None:
    """Return the newest released programme; one query."""
    return _released(meeting).first()


def _released(meeting: Meeting) -> QuerySet[Programme]:
    """Return the versions of a programme, newest first; of the archive those that were known by now."""
    every = meeting.programmes.all()
    return every.filter(released_at__lte=timezone.now()) if meeting.archived else every


def shown_programme(programme: Programme | None) -> tuple[Shown, ...]:
    """Return the points of a released programme; one query if somebody speaks."""
    if programme is None:
        return ()
    keys = {key for one in programme.items for key in one.get("speakers", ())}
    return shown(programme.items, Speaker.objects.filter(pk__in=keys, shows_name=True) if keys else ())


def versions(meeting: Meeting) -> tuple[Version, ...]:
    """Return every released version, newest first, with what was changed; one query."""
    return tuple(Version(one, changes_of(one)) for one in _released(meeting))


def changes_of(programme: Programme) -> tuple[str, ...]:
    """Return what a version changed, in sentences."""
    return tuple(sentence(Change(**kept | {"what": Changed(kept["what"])})) for kept in programme.changes)


def to_be_told(meeting: Meeting) -> QuerySet[Seat]:
    """Return the seats whose people are told of the programme: those who have a seat."""
    return Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED, person__isnull=False)


def lines_of(programme: Programme) -> list[str]:
    """Return a version, one line a point, without names."""
    return [line_of(one) for one in shown(programme.items, ())]


def line_of(one: Shown | Point) -> str:
    """Return a point as one line: "9.30 En kommune fortæller"."""
    return f"{_clock(one.starts)} {one.title}".strip()


def _clock(hour: time | None) -> str:
    return f"{hour.hour}.{hour:%M}" if hour else ""


def findable(meetings: QuerySet[Meeting]) -> list[Findable]:
    """Return meetings and the points of their released programmes as they are found; two queries.

    Nobody's name is among the words, so that one who takes her consent back is not found by it.
    """
    found, newest = list(meetings), {}
    for programme in Programme.objects.filter(meeting__in=meetings).order_by("version"):
        newest[programme.meeting_id] = programme
    points = [
        _findable_point(meeting, number, kept)
        for meeting in found
        for number, kept in enumerate(newest[meeting.pk].items if meeting.pk in newest else ())
        if kept.get("kind") != Item.Kind.BREAK
    ]
    return [*map(_findable_meeting, found), *points]


def _findable_meeting(meeting: Meeting) -> Findable:
    address = reverse("meetings:meeting", args=[meeting.season.year, meeting.number])
    return Findable(
        str(meeting.pk), title=meeting.title, url=address,
        names=f"{meeting.number}. møde {meeting.season.year}", body=f"{meeting.get_theme_display()}. {meeting.text}",
        of=meeting.starts_at, tags=_facets(meeting, {}),
    )  # fmt: skip


def _findable_point(meeting: Meeting, number: int, kept: Mapping[str, Any]) -> Findable:
    at = _("On the programme of “%(meeting)s”, %(year)s.") % {"meeting": meeting.title, "year": meeting.season.year}
    address = reverse("meetings:programme", args=[meeting.season.year, meeting.number])
    words = " ".join([at, kept.get("organisation", ""), kept.get("text", ""), *_tags(kept)])
    return Findable(
        f"{meeting.pk}-{number}", title=kept["title"], url=f"{address}#punkt-{kept.get('key') or number}", body=words,
        of=meeting.starts_at, tags=_facets(meeting, kept),
    )  # fmt: skip


def _facets(meeting: Meeting, kept: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags a meeting, or a point of it, is searched by: its theme, and the fields and level of the point."""
    themes = [f"theme:{meeting.theme}"] if meeting.theme in tags().themes else []
    fields = [f"subject_area:{key}" for key in kept.get("subject_areas", ())]
    return (*themes, *fields, *([f"level:{kept['level']}"] if kept.get("level") else []))
