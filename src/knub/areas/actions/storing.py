"""Store what the lists say, all of it or nothing; keep what was there before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
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
from knub.areas.queries.moves import moves
from knub.areas.queries.stating import Number, Place, Stated
from knub.audit.actions import record
from knub.parameters import criteria_on
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
def store_list(stated: Stated, *, by: Person | None) -> Stored:
    """Store what a list states under a lock on the list; refuse it if a complete list then differs from its totals."""
    stored = _locked(stated.on)
    areas = {area.key: area for area in Area.objects.filter(key__in=_keys(stated))}
    current = _current_numbers(stored)
    new, changed = _store_numbers(stored, stated.numbers, areas, current=current, by=by)
    found = moves(_current_listings(stored), stated)
    Listing.objects.filter(pk__in=[row.pk for row in found.leaving]).update(removed_at=timezone.now())
    listed = _store_listings(stored, found.arriving, found.proposed, areas=areas)
    _store_totals(stored, stated)
    _describe(stored, stated)
    _refuse_wrong_totals(stored)
    return _noted(Stored(stored, new, changed, listed, len(found.leaving)), by=by)


@transaction.atomic
def fill_list(stated: Stated) -> Stored:
    """Store what is missing of a list that comes with the package, and release it.

    What is stored already stays: somebody may have corrected it.
    """
    stored = _locked(stated.on)
    areas = {area.key: area for area in Area.objects.filter(key__in=_keys(stated))}
    current = _current_numbers(stored)
    missing = [number for number in stated.numbers if (number.area, number.figure) not in current]
    new, _changed = _store_numbers(stored, missing, areas, current=current, by=None)
    ever = set(Listing.objects.filter(list=stored).values_list("area__key", "category"))
    arriving = {place: source for place, source in stated.listings.items() if place not in ever}
    listed = _store_listings(stored, arriving, {}, areas=areas)
    _fill_totals(stored, stated)
    _describe(stored, stated, released=True)
    return _noted(Stored(stored, new, 0, listed, 0), by=None)


@transaction.atomic
def release_list(stored: OfficialList, *, by: Person | None) -> None:
    """Show a list to everybody."""
    if stored.released_at is not None:
        raise ValidationError(_("The list has already been released."), code="released")
    stored.released_at = stored.changed_at = timezone.now()
    stored.save(update_fields=["released_at", "changed_at"])
    record("list_released", stored, by=by)


def _locked(on: date) -> OfficialList:
    OfficialList.objects.get_or_create(date=on)
    return OfficialList.objects.select_for_update(no_key=True).get(date=on)


def _noted(outcome: Stored, *, by: Person | None) -> Stored:
    new, changed, listed, unlisted = outcome.new, outcome.changed, outcome.listed, outcome.unlisted
    if new or changed or listed or unlisted:
        record("list_stored", outcome.list, by=by, new=new, changed=changed, listed=listed, unlisted=unlisted)
    return outcome


def _keys(stated: Stated) -> set[str]:
    listed = {area for area, _category in (*stated.listings, *stated.proposed)}
    return listed | {number.area for number in stated.numbers}


def _refuse_wrong_totals(stored: OfficialList) -> None:
    """Refuse a complete list, as it now stands, whose number of areas is not the published one."""
    counted = Counter(row.category for row in _current_listings(stored) if row.status == Listing.Status.OFFICIAL)
    for total in stored.totals.filter(category__in=stored.complete_categories):
        if counted[total.category] != total.count:
            label = criteria_on(stored.date).categories[total.category].label.in_language(get_language() or "da")
            raise ValidationError(
                _("The list is complete but has %(found)d of %(published)d areas (%(category)s). Nothing is stored."),
                code="totals",
                params={"found": counted[total.category], "published": total.count, "category": label},
            )


def _describe(stored: OfficialList, stated: Stated, *, released: bool = False) -> None:
    """Note what is known of the list; what has been complete stays so."""
    stored.complete_categories = sorted({*stored.complete_categories, *stated.complete_categories})
    stored.complete_figures = stored.complete_figures or stated.complete_figures
    stored.unpublished_figures = sorted({*stored.unpublished_figures, *stated.unpublished})
    stored.note = stored.note or stated.note
    stored.changed_at = timezone.now()
    if released and stored.released_at is None:
        stored.released_at = stored.changed_at
    stored.save()


def _store_numbers(
    stored: OfficialList,
    numbers: Iterable[Number],
    areas: Mapping[str, Area],
    *,
    current: Mapping[Place, PublishedFigure],
    by: Person | None,
) -> tuple[int, int]:
    now = timezone.now()
    found = [(number, current.get((number.area, number.figure))) for number in numbers]
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


def _current_numbers(stored: OfficialList) -> Mapping[Place, PublishedFigure]:
    rows = PublishedFigure.objects.filter(list=stored, replaced_at__isnull=True).select_related("area")
    return {(figure.area.key, figure.figure): figure for figure in rows}


def _current_listings(stored: OfficialList) -> list[Listing]:
    return list(Listing.objects.filter(list=stored, removed_at__isnull=True).select_related("area"))


def _store_listings(
    stored: OfficialList, official: Mapping[Place, str], proposed: Mapping[Place, str], *, areas: Mapping[str, Area]
) -> int:
    found = [(Listing.Status.OFFICIAL, *item) for item in official.items()]
    found += [(Listing.Status.PROPOSED, *item) for item in proposed.items()]
    Listing.objects.bulk_create(
        Listing(list=stored, area=areas[area], category=category, status=status, source=source)
        for status, (area, category), source in found
    )
    return len(found)


def _store_totals(stored: OfficialList, stated: Stated) -> None:
    for category, (count, source) in stated.totals.items():
        ListTotal.objects.update_or_create(
            list=stored, category=category, defaults={"count": count, "source": source}
        )
    for key, (value, source, note) in stated.references.items():
        ListReference.objects.update_or_create(
            list=stored, key=key, defaults={"value": value, "source": source, "note": note}
        )


def _fill_totals(stored: OfficialList, stated: Stated) -> None:
    ListTotal.objects.bulk_create(
        [ListTotal(list=stored, category=key, count=n, source=source) for key, (n, source) in stated.totals.items()],
        ignore_conflicts=True,
    )
    ListReference.objects.bulk_create(
        [
            ListReference(list=stored, key=key, value=value, source=source, note=note)
            for key, (value, source, note) in stated.references.items()
        ],
        ignore_conflicts=True,
    )
