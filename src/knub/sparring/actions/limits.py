"""How much one person may write in an hour, and what a text may not say."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.areas.models import Area
from knub.people.models import Organisation, Person
from knub.search.wording import folded, words_of

HOUR = timedelta(hours=1)
QUESTIONS_AN_HOUR, ANSWERS_AN_HOUR = 10, 30
SHORTEST_NAME = 4
SECONDS = 60


def refuse_too_many(written: QuerySet[Any], field: str, *, most: int, at: datetime, by: Person) -> None:
    """Raise ValidationError, code "wait", where somebody has written so much the last hour; the person is locked."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    newest = written.filter(**{f"{field}__gt": at - HOUR}).order_by(f"-{field}").values_list(field, flat=True)
    times = list(newest[:most])
    if len(times) < most:
        return
    minutes = max(1, -int((at - HOUR - times[-1]).total_seconds() // SECONDS))
    said = ngettext(
        "You have written %(most)d within an hour. Try again in %(minutes)d minute. Your text is still here.",
        "You have written %(most)d within an hour. Try again in %(minutes)d minutes. Your text is still here.",
        minutes,
    )
    raise ValidationError(said, code="wait", params={"most": most, "minutes": minutes})


def refuse_own_name(municipality: Organisation, *texts: str) -> None:
    """Raise ValidationError, code "named", where a text names the municipality it should not show, or its areas."""
    written = f" {' '.join(folded(word) for word in words_of(' '.join(texts)))} "
    found = [name for name in _names(municipality) if _says(written, name)]
    if found:
        raise ValidationError(
            _(
                "You hide your municipality, but the text says “%(name)s”. "
                "Write it otherwise, or show the municipality."
            ),
            code="named",
            params={"name": found[0]},
        )


def _names(municipality: Organisation) -> list[str]:
    areas = Area.objects.filter(municipality=municipality).values_list("name", flat=True)
    parts = [part.strip() for name in areas for part in name.split("/")]
    return [name for name in (municipality.name, *parts) if len(name) >= SHORTEST_NAME or name == municipality.name]


def _says(written: str, name: str) -> bool:
    wanted = " ".join(folded(word) for word in words_of(name))
    return f" {wanted} " in written or f" {wanted}s " in written
