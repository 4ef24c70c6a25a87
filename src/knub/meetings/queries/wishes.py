"""What members wish meetings to be about: somebody's own list, and how many municipalities want what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.domain.wishes import Wanted, wanted
from knub.meetings.models import Meeting, ThemeWish, WishRank
from knub.memberships.models import Season
from knub.parameters.tags import tags
from knub.people.models import Person

MOST = 3
NOBODY = Wanted()


@dataclass(frozen=True)
class ShownWish:
    """A wish as a reader sees it; place is that on her own list."""

    wish: ThemeWish
    wanted: Wanted
    place: int | None
    own: bool

    @property
    def tags(self) -> list[str]:
        """What it is tagged with, in words."""
        known, language = tags(), get_language() or "da"
        groups = (
            (known.themes, self.wish.themes),
            (known.subject_areas, self.wish.subject_areas),
            (known.levels, self.wish.levels),
        )
        return [text.in_language(language) for texts, keys in groups for key, text in texts.items() if key in keys]


@dataclass(frozen=True)
class Wishes:
    """The wishes of a network year: the reader's list in her order, all that are open, those taken up, those hidden."""

    mine: tuple[ShownWish, ...]
    still_open: tuple[ShownWish, ...]
    taken_up: tuple[ShownWish, ...]
    hidden: tuple[ShownWish, ...]


def season_of_wishes(today: date) -> Season | None:
    """Return the network year one wishes in: that of today, or else the next; one query."""
    return Season.objects.filter(archived=False, ends_on__gte=today).order_by("starts_on").first()


def takes_wishes(season: Season, today: date) -> bool:
    """Return whether themes can be wished for in a network year: until its last day."""
    return not season.archived and today <= season.ends_on


def wishes(visible: QuerySet[ThemeWish], season: Season, reader: Person) -> Wishes:
    """Return the wishes of a season, those that most municipalities want first; two queries."""
    rows = _shown(visible.filter(season=season), reader)
    still_open = [one for one in rows if one.wish.is_open]
    mine = sorted((one for one in still_open if one.place), key=lambda one: one.place or 0)
    taken_up = [one for one in rows if one.wish.meeting_id and not one.wish.hidden_at]
    hidden = [one for one in rows if one.wish.hidden_at]
    return Wishes(tuple(mine), tuple(still_open), tuple(taken_up), tuple(hidden))


def most_wanted(visible: QuerySet[ThemeWish], season: Season, reader: Person) -> list[ShownWish]:
    """Return the open wishes that most municipalities want; two queries."""
    return list(wishes(visible, season, reader).still_open[:MOST])


def meetings_to_take_up(wish: ThemeWish, *, at: datetime) -> list[Meeting]:
    """Return the published meetings to come that could take a wish up, of its year and later; one query."""
    coming = Meeting.objects.filter(archived=False, published_at__isnull=False, ends_at__gt=at)
    return list(coming.filter(season__starts_on__gte=wish.season.starts_on).order_by("starts_at", "pk"))


def wish_rows(found: Wishes) -> list[list[str | int | date | None]]:
    """Return the wishes as rows of a sheet: theme, why, tags, who, when, how wanted, first at, taken up, hidden."""
    return [
        [
            one.wish.title, one.wish.why, ", ".join(one.tags), str(one.wish.municipality or _("The secretariat")),
            timezone.localdate(one.wish.proposed_at), one.wanted.municipalities, one.wanted.first,
            str(one.wish.meeting or ""), one.wish.hidden_reason,
        ]
        for one in (*found.still_open, *found.taken_up, *found.hidden)
    ]  # fmt: skip


def _shown(found: QuerySet[ThemeWish], reader: Person) -> list[ShownWish]:
    rows = list(found)
    ranks = list(WishRank.objects.filter(wish__in=rows))
    still_open = {one.pk for one in rows if one.is_open}
    mine = [rank.wish_id for rank in ranks if rank.person_id == reader.pk and rank.wish_id in still_open]
    places = {wish: place for place, wish in enumerate(mine, start=1)}
    counts = wanted(_lists(ranks)) | wanted(_lists(rank for rank in ranks if rank.wish_id in still_open))
    shown = [
        ShownWish(one, counts.get(one.pk, NOBODY), places.get(one.pk), own=one.proposed_by_id == reader.pk)
        for one in rows
    ]
    return sorted(shown, key=lambda one: (-one.wanted.municipalities, -one.wanted.first, one.wish.pk))


def _lists(ranks: Iterable[WishRank]) -> list[tuple[int, list[int]]]:
    """Return the list of each person with her municipality; of those forgotten, one list a municipality."""
    found: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for rank in ranks:
        found[rank.municipality_id, rank.person_id].append(rank.wish_id)
    return [(municipality, wishes) for (municipality, _person), wishes in found.items()]
