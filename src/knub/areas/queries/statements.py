"""Read what municipalities say in their own words."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from knub.areas.models import Area, Statement
from knub.people.models import Organisation


def remark(area: Area) -> Statement | None:
    """Return the municipality's remark on an area as it stands now; one query."""
    return Statement.objects.filter(area=area, ended_at__isnull=True).first()


def remarks(areas: Iterable[Area]) -> Mapping[int, Statement]:
    """Return the remarks on several areas as they stand now, by the area's id; one query."""
    found = Statement.objects.filter(area__in=areas, ended_at__isnull=True)
    return {one.area_id: one for one in found if one.area_id is not None}


def network_use(municipality: Organisation) -> Statement | None:
    """Return what a municipality uses the network for, as it stands now; one query."""
    found = Statement.objects.filter(municipality=municipality, kind=Statement.Kind.NETWORK_USE)
    return found.filter(ended_at__isnull=True).first()


def earlier_statements(kind: str, municipality: Organisation, area: Area | None) -> QuerySet[Statement]:
    """Return what was said before, newest first; for the municipality itself and the secretariat."""
    found = Statement.objects.filter(kind=kind, municipality=municipality, area=area, ended_at__isnull=False)
    return found.order_by("-written_at", "-pk")


def version_of(statement: Statement | None) -> str:
    """Return which version stands now; empty where nothing is said."""
    return str(statement.pk) if statement else ""
