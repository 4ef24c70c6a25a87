"""Everything KNUB holds about a person, as one file to keep: JSON, and a CSV for each table."""

import csv
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder

from knub.areas import queries as areas
from knub.audit import queries as audit
from knub.duties import queries as duties
from knub.knowledge import queries as knowledge
from knub.meetings import queries as meetings
from knub.memberships import queries as memberships
from knub.notify import queries as notify
from knub.people import queries as people
from knub.sparring import queries as sparring
from knub.ui.exports import safe


class Somebody(Protocol):
    """The person a copy is made for."""

    pk: Any
    email: str


Tables = Mapping[str, Sequence[Mapping[str, Any]]]
# A room that keeps something about people adds its line here; tests/home/test_own_page.py names every table.
ROOMS: list[Callable[[Any], Tables]] = [
    people.about,
    memberships.about,
    meetings.about,
    areas.held_about,
    duties.about,
    knowledge.about,
    sparring.about,
    lambda person: audit.about(person.pk),
    lambda person: notify.about(person.email),
]


def held_about(person: Somebody) -> dict[str, list[dict[str, Any]]]:
    """Return every table with what it holds about a person."""
    return {name: [dict(row) for row in rows] for room in ROOMS for name, rows in room(person).items()}


def as_zip(person: Somebody) -> bytes:
    """Return what is held about a person as a zip: everything.json, and a CSV for each table that holds something."""
    held, file = held_about(person), BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("alt.json", json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for name, rows in held.items():
            if rows:
                archive.writestr(f"{name}.csv", _csv(rows))
    return file.getvalue()


def _csv(rows: list[dict[str, Any]]) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows([safe(_plain(value)) for value in row.values()] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
