"""What this room holds about a person."""

from typing import Any

from knub.areas.models import ImportDraft, MasterValue, PublishedFigure, Statement
from knub.people.models import Person


def held_about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what a person imported, corrected, stated and wrote, for the export of her own data; four queries."""
    drafts = ImportDraft.objects.filter(made_by=person).values("on", "source", "made_at")
    corrected = PublishedFigure.objects.filter(corrected_by=person)
    figures = corrected.values("list__date", "area__name", "figure", "printed", "stored_at")
    values = MasterValue.objects.filter(made_by=person).values("area__name", "key", "on", "source")
    said = Statement.objects.filter(author=person).values("kind", "municipality__name", "text", "written_at")
    tables = {
        "areas.importdraft": drafts,
        "areas.publishedfigure": figures,
        "areas.mastervalue": values,
        "areas.statement": said,
    }
    return {name: [dict(row) for row in rows] for name, rows in tables.items()}
