"""What this room holds about a person."""

from typing import Any

from knub.areas.models import ImportDraft, PublishedFigure
from knub.people.models import Person


def held_about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what a person imported and corrected, for the export of her own data; two queries."""
    drafts = ImportDraft.objects.filter(made_by=person).values("on", "source", "made_at")
    corrected = PublishedFigure.objects.filter(corrected_by=person)
    figures = corrected.values("list__date", "area__name", "figure", "printed", "stored_at")
    return {"areas.importdraft": [dict(row) for row in drafts], "areas.publishedfigure": [dict(row) for row in figures]}
