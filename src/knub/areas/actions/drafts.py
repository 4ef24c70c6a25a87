"""Keep what the secretariat has typed until it is stored or thrown away; nothing is trusted twice."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas.actions.storing import Stored, store_list
from knub.areas.models import Area, ImportDraft
from knub.areas.queries.previews import previewed
from knub.audit.actions import record
from knub.people.actions import slug_of
from knub.people.models import Organisation, Person

KEPT_DAYS = 1


@transaction.atomic
def keep_draft(
    cells: Sequence[Sequence[str]],
    *,
    on: date,
    source: str,
    totals: Mapping[str, int],
    limits: Mapping[str, Decimal],
    complete: bool,
    by: Person,
) -> ImportDraft:
    """Keep a table for a preview; older drafts go."""
    now = timezone.now()
    ImportDraft.objects.filter(made_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    return ImportDraft.objects.create(
        on=on,
        cells=[list(row) for row in cells],
        source=source,
        totals=dict(totals),
        limits={key: str(value) for key, value in limits.items()},
        complete=complete,
        made_at=now,
        made_by=by,
    )


@transaction.atomic
def store_draft(draft: ImportDraft, *, by: Person) -> Stored:
    """Store a draft without problems and throw it away."""
    found = previewed(draft)
    if found.stated is None:
        raise ValidationError(_("The table has problems. Mend them and try again. Nothing is stored."), code="problems")
    stored = store_list(found.stated, by=by)
    draft.delete()
    return stored


@transaction.atomic
def add_area(*, name: str, municipality: Organisation, by: Person) -> Area:
    """Add an area that no list has named before."""
    key = f"{slug_of(municipality.name)}-{slug_of(name)}"
    key = "".join(letter if letter.isalnum() or letter == "-" else "-" for letter in key).strip("-")
    if Area.objects.filter(key=key).exists():
        raise ValidationError(_("The municipality already has an area of that name."), code="exists")
    area = Area.objects.create(key=key, name=name, municipality=municipality)
    record("area_added", area, by=by)
    return area
