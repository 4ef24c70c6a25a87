"""Store what the lists say, all of it or nothing; keep what was there before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas.models import (
    Area,
    AreaName,
    Listing,
    ListReference,
    ListTotal,
    OfficialList,
    PublishedFigure,
)
from knub.areas.queries.stating import Stated
from knub.audit.actions import record
from knub.people.models import Organisation, Person


@dataclass(frozen=True)
class Stored:
    """What storing a list changed."""

    list: OfficialList
    new: int
    changed: int
    listed: int
    unlisted: int


@transaction.atomic
def store_area(*, key: str, name: str, municipality: Organisation, names: Iterable[str], note: str) -> Area:
    """Store an area with its other names; the same again changes nothing."""
    area, _made = Area.objects.update_or_create(
        key=key, defaults={"name": name, "municipality": municipality, "note": note}
    )
    AreaName.objects.bulk_create([AreaName(area=area, name=other) for other in names], ignore_conflicts=True)
    return area


@transaction.atomic
def store_list(stated: Stated, *, by: Person | None, released: bool = False) -> Stored:
    """Store what a list states under a lock on the list; refuse a complete list whose totals differ."""
    OfficialList.objects.get_or_create(date=stated.on)
    stored = OfficialList.objects.select_for_update(no_key=True).get(date=stated.on)
    _refuse_wrong_totals(stated)
    areas = {area.key: area for area in Area.objects.filter(key__in=_keys(stated))}
    new, changed = _store_numbers(stored, stated, areas, by=by)
    listed, unlisted = _store_listings(stored, stated, areas)
    _store_totals(stored, stated)
    _describe(stored, stated, released=released)
    outcome = Stored(stored, new, changed, listed, unlisted)
    if new or changed or listed or unlisted:
        record("list_stored", stored, by=by, new=new, changed=changed, listed=listed, unlisted=unlisted)
    return outcome


@transaction.atomic
def release_list(stored: OfficialList, *, by: Person | None) -> None:
    """Show a list to everybody."""
    if stored.released_at is not None:
        raise ValidationError(_("The list has already been released."), code="released")
    stored.released_at = stored.changed_at = timezone.now()
    stored.save(update_fields=["released_at", "changed_at"])
    record("list_released", stored, by=by)


def _keys(stated: Stated) -> set[str]:
    return {number.area for number in stated.numbers} | {area for area, _category in stated.listings}


def _refuse_wrong_totals(stated: Stated) -> None:
    for category in stated.complete_categories & stated.totals.keys():
        found = sum(1 for _area, listed in stated.listings if listed == category)
        published = stated.totals[category][0]
        if found != published:
            raise ValidationError(
                _("The list claims to be complete but has %(found)d of %(published)d areas (%(category)s)."),
                code="totals",
                params={"found": found, "category": category, "published": published},
            )


def _describe(stored: OfficialList, stated: Stated, *, released: bool) -> None:
    stored.complete_categories = sorted(stated.complete_categories)
    stored.complete_figures = stated.complete_figures
    stored.unpublished_figures = sorted(stated.unpublished)
    stored.note = stated.note or stored.note
    stored.changed_at = timezone.now()
    if released and stored.released_at is None:
        stored.released_at = stored.changed_at
    stored.save()


def _store_numbers(
    stored: OfficialList, stated: Stated, areas: Mapping[str, Area], *, by: Person | None
) -> tuple[int, int]:
    current, now = _current_numbers(stored), timezone.now()
    found = [(number, current.get((number.area, number.figure))) for number in stated.numbers]
    replaced = [old for number, old in found if old is not None and old.value != number.value]
    PublishedFigure.objects.filter(pk__in=[old.pk for old in replaced]).update(replaced_at=now)
    new = [(number, old) for number, old in found if old is None or old.value != number.value]
    PublishedFigure.objects.bulk_create(
        PublishedFigure(
            list=stored,
            area=areas[number.area],
            figure=number.figure,
            value=number.value,
            printed=number.printed,
            exactness=number.exactness,
            source=number.source,
            stored_at=now,
            corrected_by=by if old is not None else None,
        )
        for number, old in new
    )
    return len(new) - len(replaced), len(replaced)


def _current_numbers(stored: OfficialList) -> Mapping[tuple[str, str], PublishedFigure]:
    rows = PublishedFigure.objects.filter(list=stored, replaced_at__isnull=True).select_related("area")
    return {(figure.area.key, figure.figure): figure for figure in rows}


def _store_listings(stored: OfficialList, stated: Stated, areas: Mapping[str, Area]) -> tuple[int, int]:
    current = {
        (listing.area.key, listing.category): listing
        for listing in Listing.objects.filter(
            list=stored, removed_at__isnull=True, status=Listing.Status.OFFICIAL
        ).select_related("area")
    }
    gone = [listing for place, listing in current.items() if place not in stated.listings] if stated.listings else []
    Listing.objects.filter(pk__in=[listing.pk for listing in gone]).update(removed_at=timezone.now())
    new = {place: source for place, source in stated.listings.items() if place not in current}
    Listing.objects.bulk_create(
        Listing(list=stored, area=areas[area], category=category, source=source)
        for (area, category), source in new.items()
    )
    return len(new), len(gone)


def _store_totals(stored: OfficialList, stated: Stated) -> None:
    for category, (count, source) in stated.totals.items():
        ListTotal.objects.update_or_create(
            list=stored, category=category, defaults={"count": count, "source": source}
        )
    for key, (value, source, note) in stated.references.items():
        ListReference.objects.update_or_create(
            list=stored, key=key, defaults={"value": value, "source": source, "note": note}
        )
