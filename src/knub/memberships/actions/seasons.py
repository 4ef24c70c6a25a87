"""Make, copy and change network years, and load those of the past."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.memberships.models import MeetingFormat, Network, Season, SeatRule
from knub.parameters import ArchivedSeason, archived_seasons
from knub.people.models import Person

THE_NETWORK, ITS_NAME = "knub", "Netværk om Udsatte Boligområder"
COPIED = ("text", "audience", "text_en", "audience_en", "themes", "price_list", "cancellation_steps")
SHIFTED = ("starts_on", "ends_on", "opens_on", "notice_on", "invoice_on")
LEAP_DAY = 29


def store_network(key: str = THE_NETWORK, name: str = ITS_NAME) -> Network:
    """Store a network; the same again changes nothing."""
    network, _made = Network.objects.get_or_create(key=key, defaults={"name": name})
    return network


@transaction.atomic
def create_season(network: Network, *, by: Person | None, **values: Any) -> Season:
    """Make a network year; there is one a year."""
    season = Season(network=network, **values)
    try:
        with transaction.atomic():
            season.save()
    except IntegrityError as error:
        raise ValidationError(
            {"year": _("There is a network year %(year)s already. Change that one.") % {"year": season.year}},
            code="exists",
        ) from error
    record("season_created", season, by=by)
    return season


@transaction.atomic
def edit_season(season: Season, *, by: Person, **values: Any) -> None:
    """Change a network year and write down each change; memberships already agreed keep their price."""
    changes = {name: (getattr(season, name), value) for name, value in values.items() if getattr(season, name) != value}
    for name, (_before, after) in changes.items():
        setattr(season, name, after)
    season.save(update_fields=list(changes))
    if changes:
        record("season_changed", season, by=by, on_behalf_of=None, **_as_text(changes))


def _as_text(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: [str(before), str(after)] for name, (before, after) in changes.items()}


@transaction.atomic
def copy_season(season: Season, *, year: int, name: str, by: Person) -> Season:
    """Make a network year like another, every day moved along, with its newest seat rules; members are not copied."""
    values = {field: getattr(season, field) for field in COPIED}
    values |= {field: _moved(getattr(season, field), year - season.year) for field in SHIFTED}
    copy = create_season(season.network, by=by, year=year, name=name, **values)
    for form in MeetingFormat.values:
        newest = season.seat_rules.filter(format=form).last()
        if newest:
            SeatRule.objects.create(season=copy, format=form, seats=newest.seats, from_day=copy.starts_on)
    return copy


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    last = (day.month, day.day) == (2, LEAP_DAY)
    return day.replace(year=day.year + years, day=LEAP_DAY - 1 if last else day.day)


@transaction.atomic
def store_archive() -> int:
    """Store the network years of the past as public pages tell of them; nobody can join them. Return how many."""
    network = store_network()
    for found in archived_seasons().values():
        season, made = Season.objects.get_or_create(network=network, year=found.year, defaults=_archived_values(found))
        if made:
            record("season_created", season, by=None)
        for rule in found.seats:
            defaults = {"seats": rule.seats, "reason": rule.reason, "reason_en": rule.reason_en}
            SeatRule.objects.get_or_create(season=season, format=rule.format, from_day=rule.starts, defaults=defaults)
    return len(archived_seasons())


def _archived_values(found: ArchivedSeason) -> dict[str, Any]:
    return {
        "name": f"Netværket {found.year}",
        "starts_on": date(found.year, 1, 1),
        "ends_on": date(found.year, 12, 31),
        "themes": list(found.themes),
        "text": "\n\n".join(found.text),
        "audience": "\n\n".join(found.audience),
        "text_en": "\n\n".join(found.text_en),
        "audience_en": "\n\n".join(found.audience_en),
        "archived": True,
        "source": found.source,
    }
