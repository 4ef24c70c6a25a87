"""Store what a municipality states about its own areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from knub.areas.actions.behalf import on_behalf_of
from knub.areas.models import Area, MasterValue
from knub.areas.queries.master import master_state
from knub.audit.actions import record
from knub.people.models import Person
from knub.ui.editing import refuse_if_edited


@dataclass(frozen=True)
class Stated:
    """One value as it was typed; which of the parts is used follows from its key."""

    number: Decimal | None = None
    choice: bool | None = None
    text: str = ""
    link: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def store_master_values(
    area: Area, values: Mapping[str, Stated], *, on: date, source: str, seen: str, by: Person
) -> list[MasterValue]:
    """Store values that hold from a day; one of the same key and day is replaced and kept.

    EditedMeanwhileError if anybody has stored something for the area since `seen`.
    """
    now = timezone.now()
    locked = Area.objects.select_for_update(no_key=True, of=("self",)).select_related("municipality").get(pk=area.pk)
    refuse_if_edited(seen=seen, now=master_state(locked, on=on).version)
    stored = [_store(locked, key, value, on=on, source=source, at=now, by=by) for key, value in values.items()]
    record(
        "master_data_stored",
        locked,
        by=by,
        **on_behalf_of(by, locked.municipality),
        on=on.isoformat(),
        keys=list(values),
    )
    return stored


@transaction.atomic
def remove_master_value(value: MasterValue, *, by: Person) -> None:
    """Take back a value that was stated by mistake; it stays in the history."""
    value = (
        MasterValue.objects.select_for_update(no_key=True, of=("self",))
        .select_related("area__municipality")
        .get(pk=value.pk)
    )
    if value.replaced_at is None:
        value.replaced_at = timezone.now()
        value.save(update_fields=["replaced_at"])
        behalf = on_behalf_of(by, value.area.municipality)
        record("master_value_removed", value.area, by=by, **behalf, on=value.on.isoformat(), keys=[value.key])


def _store(area: Area, key: str, value: Stated, *, on: date, source: str, at: datetime, by: Person) -> MasterValue:
    MasterValue.objects.filter(area=area, key=key, on=on, replaced_at__isnull=True).update(replaced_at=at)
    return MasterValue.objects.create(
        area=area, key=key, on=on, source=source, made_at=at, made_by=by,
        number=value.number, choice=value.choice, text=value.text, link=value.link,
        starts_on=value.starts_on, ends_on=value.ends_on,
    )  # fmt: skip
