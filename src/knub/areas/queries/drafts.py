"""A kept draft as a preview."""

from decimal import Decimal

from knub.areas.models import ImportDraft
from knub.areas.queries.stating import Preview, preview, state


def previewed(draft: ImportDraft) -> Preview:
    """Return what storing a draft would do; five queries."""
    stated, problems = state(
        draft.cells,
        on=draft.on,
        source=draft.source,
        totals=draft.totals,
        limits={key: Decimal(value) for key, value in draft.limits.items()},
        complete=draft.complete,
    )
    return preview(stated, problems)
