"""What concerns those who speak: a move they are asked about, what is new on the programme, what is missing."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from knub.domain.programme import Change, Changed
from knub.files.models import Document
from knub.files.queries import Uploaded, uploaded
from knub.meetings.models import Item, Meeting, Programme, Proposal, Seat, Speaker, SpeakerAnswer
from knub.meetings.queries.programme import sentence

KIND = "meetings.speaker"  # of uploaded documents


@dataclass(frozen=True)
class Awaited:
    """A speaker with what she has not told yet, in words."""

    speaker: Speaker
    items: tuple[Item, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A speaker who was asked about a move, and what she answered."""

    speaker: Speaker
    answer: SpeakerAnswer | None


@dataclass(frozen=True)
class ProposalFor:
    """A move as one speaker is asked about it: the meeting as it would be, and what she has answered."""

    moved: Meeting
    answer: SpeakerAnswer | None


@dataclass(frozen=True)
class Talk:
    """What a speaker is on for, as the released programme says: her points from the first to the last.

    starts, ends : of the whole meeting where not all her hours are settled
    version : of the newest programme, 0 before the first
    is_off : whether an earlier version had her and the newest has not
    """

    speaker: Speaker
    starts: datetime
    ends: datetime
    titles: tuple[str, ...]
    version: int
    is_off: bool


def open_proposal(meeting: Meeting) -> Proposal | None:
    """Return the move that speakers are being asked about; one query."""
    return Proposal.objects.filter(meeting=meeting, settled_at__isnull=True).first()


def as_proposed(proposal: Proposal) -> Meeting:
    """Return a meeting as it would be after a move, not stored."""
    moved = copy(proposal.meeting)
    for name, value in proposal.values.items():
        setattr(moved, name, datetime.fromisoformat(value) if name in {"starts_at", "ends_at"} else value)
    return moved


def proposal_for(speaker: Speaker) -> ProposalFor | None:
    """Return the move a speaker is asked about; two queries at most."""
    proposal = open_proposal(speaker.meeting)
    if proposal is None:
        return None
    return ProposalFor(as_proposed(proposal), proposal.answers.filter(speaker=speaker).first())


def asked(proposal: Proposal) -> tuple[Asked, ...]:
    """Return the speakers who were asked, with their answers; two queries."""
    answers = {one.speaker_id: one for one in proposal.answers.all()}
    return tuple(Asked(one, answers.get(one.pk)) for one in proposal.meeting.speakers.exclude(email=""))


def news_for(speaker: Speaker, programme: Programme) -> list[str]:
    """Return what a version says of a speaker's own points that she has not read before; one query."""
    before = Programme.objects.filter(meeting=programme.meeting_id, version=programme.version - 1).first()
    own = _points_of(speaker, programme) | (_points_of(speaker, before) if before else {})
    if before is None:
        return [_spoken(kept) for kept in own.values()]
    changes = [Change(**kept | {"what": Changed(kept["what"])}) for kept in programme.changes]
    return [sentence(change) for change in changes if change.key in own]


def talk_of(speaker: Speaker) -> Talk:
    """Return what a speaker is on for; one query."""
    versions = list(speaker.meeting.programmes.all())
    by_version = [list(_points_of(speaker, one).values()) for one in versions]
    own = by_version[0] if by_version else []
    starts, ends = _hours_of(own, speaker.meeting)
    titles = tuple(one["title"] for one in own)
    version = versions[0].version if versions else 0
    return Talk(speaker, starts, ends, titles, version, is_off=not own and any(by_version))


def _hours_of(points: list[dict[str, str]], meeting: Meeting) -> tuple[datetime, datetime]:
    whole = meeting.starts, meeting.ends_at or meeting.starts
    if not points or not all(one.get("starts") and one.get("ends") for one in points):
        return whole
    hours = min(one["starts"] for one in points), max(one["ends"] for one in points)
    starts, ends = (_on_the_day(meeting, time.fromisoformat(hour)) for hour in hours)
    return (starts, ends) if whole[0] <= starts < ends <= whole[1] else whole


def _on_the_day(meeting: Meeting, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(meeting.starts), hour))


def _points_of(speaker: Speaker, programme: Programme) -> dict[int, dict[str, str]]:
    return {one["key"]: one for one in programme.items if speaker.pk in one.get("speakers", ())}


def _spoken(kept: dict[str, str]) -> str:
    words = {"title": kept["title"], "starts": kept["starts"].lstrip("0").replace(":", ".")}
    text = _("Your talk “%(title)s” begins at %(starts)s.") if kept["starts"] else _("Your talk: “%(title)s”.")
    return text % words


def awaited(meeting: Meeting) -> tuple[Awaited, ...]:
    """Return every speaker of a meeting with what is missing from her; three queries however many there are."""
    found = meeting.speakers.prefetch_related("items")
    handed_in = with_slides(found)
    return tuple(Awaited(one, tuple(one.items.all()), tuple(_missing(one, handed_in))) for one in found)


def _missing(speaker: Speaker, handed_in: set[int]) -> Iterable[str]:
    if not speaker.email:
        yield _("Mail address")
    elif not speaker.invited_at:
        yield _("The link has not been sent")
    if speaker.invited_at and not speaker.answered_at:
        yield _("An answer")
    if speaker.pk not in handed_in:
        yield _("Slides")
    if not speaker.consented_at:
        yield _("Consents")


def with_slides(speakers: Iterable[Speaker]) -> set[int]:
    """Return which of some speakers have handed in slides; one query."""
    keys = [str(one.pk) for one in speakers]
    found = Document.objects.filter(kind=KIND, object_id__in=keys, deleted_at__isnull=True)
    return {int(key) for key in found.values_list("object_id", flat=True)}


def slides_of(speaker: Speaker) -> tuple[Uploaded, ...]:
    """Return what a speaker has handed in; two queries."""
    return uploaded(speaker)


def shared_slides(meeting: Meeting) -> list[tuple[Speaker, tuple[Uploaded, ...]]]:
    """Return the slides that may be shared, by who has handed them in; one query, and two for each who shares."""
    shared = [(one, uploaded(one)) for one in meeting.speakers.filter(shares_slides=True)]
    return [(speaker, found) for speaker, found in shared if found]


def questions(meeting: Meeting) -> tuple[str, ...]:
    """Return what those who come want to ask, without names, in alphabetical order; one query."""
    seats = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED).exclude(question="")
    return tuple(sorted(seats.order_by().values_list("question", flat=True)))
