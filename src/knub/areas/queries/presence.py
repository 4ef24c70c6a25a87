"""Which municipalities have areas on the newest list that is known, and which had earlier."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from knub.areas.models import Area, Listing, OfficialList
from knub.people.models import Organisation


@dataclass(frozen=True)
class Presence:
    """A municipality with the areas it has on the newest known list, and those it had on earlier ones only."""

    municipality: Organisation
    now: tuple[Area, ...]
    before: tuple[Area, ...]


def municipality_presence(areas: QuerySet[Area], newest: OfficialList | None) -> tuple[Presence, ...]:
    """Return every municipality with an area that KNUB knows, in Danish order; two queries."""
    listed = Listing.objects.filter(list=newest, removed_at__isnull=True, status=Listing.Status.OFFICIAL)
    now = set(listed.values_list("area_id", flat=True))
    grouped: dict[Organisation, list[Area]] = defaultdict(list)
    for area in areas.select_related("municipality").order_by("municipality__sort_name", "sort_name"):
        grouped[area.municipality].append(area)
    return tuple(
        Presence(
            municipality,
            tuple(area for area in found if area.pk in now),
            tuple(area for area in found if area.pk not in now),
        )
        for municipality, found in grouped.items()
    )
