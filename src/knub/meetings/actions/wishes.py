"""Propose themes for meetings, put them in order, take them up, and keep order among them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.meetings import queries
from knub.meetings.models import Meeting, ThemeWish, WishRank
from knub.memberships.models import Season
from knub.people.models import Organisation, Person

# Of the demo: who proposes, the theme, why, and themes of the one set.
EXAMPLES = (
    ("gaest@example.org", "Eksempel: Skolevalg og fordeling", "Eksempel: Vi vil høre, hvordan andre gør.", ["social"]),
    ("kontaktperson@example.org", "Eksempel: Fleksibel udlejning i praksis", "", ["letting"]),
)
List = list[int]  # the wishes of one person by number, the first first


@transaction.atomic
def propose_theme(
    season: Season, *, title: str, why: str, tags: Mapping[str, Sequence[str]], municipality: Organisation | None,
    at: datetime, by: Person,
) -> ThemeWish:  # fmt: skip
    """Propose a theme; it comes last on the list of whoever proposes it. The secretariat has no list."""
    _refuse_closed(season)
    Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    if season.theme_wishes.filter(title__iexact=title, withdrawn_at=None, hidden_at=None).exists():
        raise ValidationError(_("This theme is proposed already. Put it on your list instead."), code="known")
    wish = ThemeWish.objects.create(
        season=season, title=title, why=why, municipality=municipality, proposed_by=by, proposed_at=at, **tags
    )
    record("theme_proposed", wish, by=by)
    if municipality:
        put_on_list(wish, municipality=municipality, by=by)
    return wish


def put_on_list(wish: ThemeWish, *, municipality: Organisation, by: Person) -> None:
    """Put a wish last on somebody's list; twice is once."""
    _change_list(wish, municipality, by, lambda found: found if wish.pk in found else [*found, wish.pk])


def take_off_list(wish: ThemeWish, *, municipality: Organisation, by: Person) -> None:
    """Take a wish off somebody's list; twice is once."""
    _change_list(wish, municipality, by, lambda found: [one for one in found if one != wish.pk])


def move_on_list(wish: ThemeWish, *, up: bool, municipality: Organisation, by: Person) -> None:
    """Let a wish change places with the one before or after it on somebody's list; at the end it stays."""
    _change_list(wish, municipality, by, lambda found: _moved(found, wish.pk, -1 if up else 1))


def _moved(found: List, wish: int, steps: int) -> List:
    there = found.index(wish) + steps if wish in found else -1
    if not 0 <= there < len(found):
        return found
    rest = [one for one in found if one != wish]
    return [*rest[:there], wish, *rest[there:]]


@transaction.atomic
def _change_list(wish: ThemeWish, municipality: Organisation, by: Person, change: Callable[[List], List]) -> None:
    """Change a list while nobody else does; that it changed is written down, never what stands on it."""
    _refuse_closed(wish.season)
    if not ThemeWish.still_open.filter(pk=wish.pk).exists():
        raise ValidationError(_("This theme can no longer be wished for."), code="settled")
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    ranks = WishRank.objects.filter(person=by, wish__in=ThemeWish.still_open.filter(season=wish.season_id))
    before = list(ranks.values_list("wish", flat=True))
    after = change(before)
    if after != before:
        ranks.delete()
        WishRank.objects.bulk_create(
            WishRank(wish_id=one, person=by, municipality=municipality, place=place)
            for place, one in enumerate(after, start=1)
        )
        record("theme_list_changed", by, by=by)


@transaction.atomic
def store_example_wishes(today: date) -> None:
    """Store the invented wishes of the demo in the network year of a day; once there are wishes, nothing changes."""
    season = queries.season_of_wishes(today)
    if season is None or season.theme_wishes.exists():
        return
    for mail, title, why, themes in EXAMPLES:
        by = Person.objects.filter(email=mail).first()
        place = Organisation.objects.filter(roles__person=by, kind=Organisation.Kind.MUNICIPALITY).first()
        if by and place:
            propose_theme(
                season, title=title, why=why, tags={"themes": themes}, municipality=place, at=timezone.now(), by=by
            )


@transaction.atomic
def withdraw_wish(wish: ThemeWish, *, at: datetime, by: Person) -> None:
    """Take a wish back that one has proposed; twice is once."""
    _refuse_closed(wish.season)
    if ThemeWish.objects.filter(pk=wish.pk, withdrawn_at=None).update(withdrawn_at=at):
        record("theme_withdrawn", wish, by=by)


@transaction.atomic
def take_up(wish: ThemeWish, meeting: Meeting | None, *, by: Person) -> None:
    """Say that a meeting takes a wish up; None: no meeting does after all."""
    _refuse_closed(wish.season)
    ThemeWish.objects.filter(pk=wish.pk).update(meeting=meeting)
    if meeting:
        record("theme_taken_up", wish, by=by, meeting=str(meeting))
    else:
        record("theme_put_back", wish, by=by)


@transaction.atomic
def hide_wish(wish: ThemeWish, *, reason: str, at: datetime, by: Person) -> None:
    """Take a wish out of members' sight, also when the year is over; whoever proposed it reads why."""
    ThemeWish.objects.filter(pk=wish.pk).update(hidden_at=at, hidden_reason=reason)
    record("theme_hidden", wish, by=by, reason=reason)


@transaction.atomic
def show_wish(wish: ThemeWish, *, by: Person) -> None:
    """Let members see a wish again."""
    ThemeWish.objects.filter(pk=wish.pk).update(hidden_at=None, hidden_reason="")
    record("theme_shown", wish, by=by)


@transaction.atomic
def forget_wishers(*, now: datetime) -> None:
    """Forget who proposed and wished, settings.KEPT_DAYS["wishers"] days after a network year; wishes stay."""
    day = timezone.localdate(now) - timedelta(days=settings.KEPT_DAYS["wishers"])
    ThemeWish.objects.filter(season__ends_on__lt=day).update(proposed_by=None)
    WishRank.objects.filter(wish__season__ends_on__lt=day).update(person=None)


def _refuse_closed(season: Season) -> None:
    if not queries.takes_wishes(season, timezone.localdate()):
        raise ValidationError(_("The network year is over, so its wishes can only be read."), code="closed")
