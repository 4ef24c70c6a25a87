"""Read persons and organisations."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from knub.people.models import MunicipalityRegion, Person


def regions_on(day: date) -> Mapping[int, str]:
    """Return, per municipality id, the name of the region it lies in on a day; one query."""
    rows = MunicipalityRegion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)
    return dict(rows.values_list("municipality_id", "region__name"))


def regions_through_time(municipality_id: int) -> QuerySet[MunicipalityRegion]:
    """Return the regions a municipality has lain in, oldest first."""
    rows = MunicipalityRegion.objects.filter(municipality_id=municipality_id)
    return rows.select_related("region").order_by("valid_from")


def active_people(keys: Collection[int]) -> Mapping[int, Person]:
    """Return people whose access is open, by key; one query."""
    return Person.objects.filter(is_active=True).in_bulk(keys)


def demo_cast() -> QuerySet[Person]:
    """Return the invented people of the demo, with their roles."""
    return Person.objects.filter(email__endswith="@example.org").prefetch_related("roles__organisation").order_by("pk")
